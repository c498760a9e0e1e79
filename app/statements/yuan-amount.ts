/**
 * Amounts as people write them, in yuan with at most two decimals, turned into fen digit by digit: no float is ever
 * made, so no fen is ever lost.
 */
import { isFenText } from '../../domain/money';
import type { FenText } from '../../domain/money';

const plainForm = /^(\d{1,17})(?:\.(\d{1,2}))?$/;
const groupedForm = /^(\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,2}))?$/;

/**
 * `8640000`, `8640000.5` or `8,640,000.50` as fen; undefined for anything else, for 0 and for too much. A file's amounts are
 * taken as they stand; what a person types may bear spaces, ¥, and the full-width digits of a Chinese keyboard (`typedYuan`).
 */
export function parseYuan(text: string): FenText | undefined {
  const parts = plainForm.exec(text) ?? groupedForm.exec(text);
  const [, yuan = '', decimals = ''] = parts ?? [];
  const fen = `${yuan.replaceAll(',', '')}${decimals.padEnd(2, '0')}`.replace(/^0+/, '');
  return parts !== null && isFenText(fen) ? fen : undefined;
}

/** What a person typed into a field, as `parseYuan` takes it. */
export function typedYuan(text: string): FenText | undefined {
  return parseYuan(text.normalize('NFKC').replaceAll(/[\s¥]/g, ''));
}
