/** Amounts as people type them into a form: in yuan, with at most two decimals, with or without thousands separators. */
import { isFenText } from '../../domain/money';

const plainForm = /^(\d{1,17})(?:\.(\d{1,2}))?$/;
const groupedForm = /^(\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,2}))?$/;

/** `8640000`, `8640000.5` or `¥8,640,000.50` as fen; undefined for anything else, for 0 and for more than an int64. */
export function parseYuan(text: string): bigint | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s¥]/g, '');
  const parts = plainForm.exec(plain) ?? groupedForm.exec(plain);
  if (parts === null) return undefined;
  const [, yuan = '', decimals = ''] = parts;
  const fen = `${yuan.replaceAll(',', '')}${decimals.padEnd(2, '0')}`.replace(/^0+/, '');
  return isFenText(fen) ? BigInt(fen) : undefined;
}
