/**
 * Amounts as people write them, in yuan with at most two decimals, turned into fen digit by digit: no float is ever
 * made, so no fen is ever lost.
 */
import { isFenText } from '../../domain/money';
import type { FenText } from '../../domain/money';

const plainForm = /^(\d{1,17})(?:\.(\d{1,2}))?$/;
const groupedForm = /^(\d{1,3}(?:,\d{3}){1,5})(?:\.(\d{1,2}))?$/;

/** `8640000`, `8640000.5` or `8,640,000.50` as fen; undefined for anything else, for 0 and for too much. */
export function parseYuan(text: string): FenText | undefined {
  const parts = plainForm.exec(text) ?? groupedForm.exec(text);
  const [, yuan = '', decimals = ''] = parts ?? [];
  const fen = `${yuan.replaceAll(',', '')}${decimals.padEnd(2, '0')}`.replace(/^0+/, '');
  return parts !== null && isFenText(fen) ? fen : undefined;
}

/** Fen as yuan with thousands and two decimals, without a currency sign: `8,640,000.50`. */
export function formatYuan(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  const yuan = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0n ? '−' : ''}${yuan}.${digits.slice(-2)}`;
}
