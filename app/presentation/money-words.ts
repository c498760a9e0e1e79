/**
 * Amounts as pages write them: figures in full with ¥, figures alone under a head with the unit, totals in 万元 or 亿元 with the
 * exact value beside them, and 大写. Amounts are bigint fen; no figure passes through a JavaScript number.
 */
import nzh from 'nzh';
import type { Speech } from './speech';

const fenInYuan = 100n;
const yuanInWan = 10_000n;
const yuanInYi = 100_000_000n;
const thousands = /\B(?=(\d{3})+$)/g;

/** `1,080,000.00`; a negative amount opens with the minus sign −. */
export function figures(fen: bigint): string {
  const amount = fen < 0n ? -fen : fen;
  const yuan = (amount / fenInYuan).toString().replace(thousands, ',');
  return `${fen < 0n ? '−' : ''}${yuan}.${(amount % fenInYuan).toString().padStart(2, '0')}`;
}

/** `¥1,080,000.00`; a negative amount is `−¥…`. */
export function yuan(fen: bigint): string {
  return fen < 0n ? `−¥${figures(-fen)}` : `¥${figures(fen)}`;
}

/** What a form's field holds: `1080000.00`. */
export function fieldFigures(fen: bigint): string {
  return figures(fen).replaceAll(',', '');
}

/** A total: value and unit apart, the sentence, and the exact amount for its title. */
export interface TotalWords {
  readonly value: string;
  readonly unit: string;
  readonly text: string;
  readonly exact: string;
}

/** A total in 亿元 from 1 亿, in 万元 from 1 万, else in 元; rounded down to two decimals of 万 and three of 亿, never up. */
export function totalWords(fen: bigint, speech: Speech): TotalWords {
  const whole = fen / fenInYuan;
  const key = whole >= yuanInYi ? 'yi' : whole >= yuanInWan ? 'wan' : 'yuan';
  const value =
    key === 'yuan' ? figures(fen) : key === 'yi' ? inUnit(whole, yuanInYi, 3) : inUnit(whole, yuanInWan, 2);
  const text = speech.say(`words:unit.${key}`, { amount: value });
  return { value, text, unit: text.replace(value, '').trim(), exact: yuan(fen) };
}

function inUnit(yuanAmount: bigint, unit: bigint, decimalsMax: number): string {
  const scale = 10n ** BigInt(decimalsMax);
  const scaled = (yuanAmount * scale) / unit;
  const decimals = (scaled % scale).toString().padStart(decimalsMax, '0').replace(/0+$/, '');
  const whole = (scaled / scale).toString().replace(thousands, ',');
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

/** 大写: `人民币壹佰零捌万元整`. nzh writes 整 only when it is given no decimals. */
export function amountInWords(fen: bigint): string {
  const text = fieldFigures(fen);
  return nzh.cn.toMoney(text.endsWith('.00') ? text.slice(0, -3) : text);
}

/** `6 %` of basis points; two decimals at most, without ending zeros. */
export function shareWords(basisPoints: number): string {
  return `${String(basisPoints / 100)} %`;
}

/** A part of the whole in basis points, rounded half up, as pages tell shares of a draft. */
export function shareOf(part: bigint, whole: bigint): number {
  return Number((part * 10_000n + whole / 2n) / whole);
}
