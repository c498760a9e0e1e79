/**
 * Amounts as pages write them: figures in full with ¥, figures alone under a head with the unit, totals in 万元 or 亿元 with the
 * exact value beside them, and 大写. Amounts are bigint fen; no figure passes through a JavaScript number.
 */
import nzh from 'nzh';
import type { Speech } from './speech';

const fenInYuan = 100n;
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

interface TotalUnit {
  readonly key: 'yi' | 'wan' | 'million';
  readonly yuan: bigint;
  readonly decimalsMax: number;
}

/** Largest first; each language counts large sums by its own units. */
const totalUnits: Readonly<Record<Speech['language'], readonly TotalUnit[]>> = {
  'zh-CN': [
    { key: 'yi', yuan: 100_000_000n, decimalsMax: 3 },
    { key: 'wan', yuan: 10_000n, decimalsMax: 2 },
  ],
  en: [{ key: 'million', yuan: 1_000_000n, decimalsMax: 2 }],
};

/**
 * A total in 亿元 from 1 亿, in 万元 from 1 万, in English in millions from one million, else in yuan; rounded down to two
 * decimals (three of 亿), never up.
 */
export function totalWords(fen: bigint, speech: Speech): TotalWords {
  const whole = fen / fenInYuan;
  const unit = totalUnits[speech.language].find(({ yuan: least }) => whole >= least);
  const value = unit === undefined ? figures(fen) : inUnit(whole, unit);
  const text = speech.say(`words:unit.${unit?.key ?? 'yuan'}`, { amount: value });
  return { value, text, unit: text.replace(value, '').trim(), exact: yuan(fen) };
}

function inUnit(yuanAmount: bigint, { yuan: unit, decimalsMax }: TotalUnit): string {
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
