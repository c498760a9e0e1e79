/**
 * Money is an integer number of fen: `bigint` for arithmetic, a canonical decimal string on the wire and on
 * the chain. Floats never occur; formatting belongs to the views (domain rules, section 2).
 */
import { strict as assert } from 'node:assert';

declare const fenTextBrand: unique symbol;

/** An amount in fen as canonical decimal text: no sign, no leading zero, within `1 … fenMax`. */
export type FenText = string & { readonly [fenTextBrand]: true };

/** The largest amount: an int64, so that a database can hold it. */
export const fenMax = 9_223_372_036_854_775_807n;
const fenTextForm = /^[1-9][0-9]{0,18}$/;

/** Basis points in the whole: 100 %. */
export const basisPointsWhole = 10_000;

/** Tells whether a text is an amount in canonical form, `1 … fenMax`. */
export function isFenText(text: string): text is FenText {
  return fenTextForm.test(text) && BigInt(text) <= fenMax;
}

/** The amount as a number to calculate with. */
export function fenOf(text: FenText): bigint {
  return BigInt(text);
}

/** A calculated amount as canonical text. It is a bug when the amount is not within `1 … fenMax`. */
export function fenText(amount: bigint): FenText {
  const text = amount.toString();
  assert(isFenText(text), `an amount of ${text} fen is not between 1 and ${fenMax.toString()}`);
  return text;
}

/** Σ of amounts, in fen. */
export function sumFen(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

/**
 * Splits `total` fen by shares in basis points that sum to 10 000: floors each share and hands the remaining
 * fen out by largest remainder, ties to the lower position. The parts sum to `total` exactly; a part may be
 * 0 for small totals, which the callers refuse.
 */
export function splitFen(total: bigint, sharesBasisPoints: readonly number[]): readonly bigint[] {
  assert(total > 0n, 'only a positive amount can be split');
  const whole = sharesBasisPoints.reduce((sum, share) => sum + share, 0);
  assert(whole === basisPointsWhole, `shares sum to ${String(whole)} basis points, not 10 000`);
  const products = sharesBasisPoints.map((share) => total * BigInt(share));
  const parts = products.map((product) => product / BigInt(basisPointsWhole));
  const remaining = Number(total - sumFen(parts));
  const byRemainder = products
    .map((product, position) => ({ remainder: product % BigInt(basisPointsWhole), position }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.position - b.position : a.remainder > b.remainder ? -1 : 1,
    );
  const favoured = new Set(byRemainder.slice(0, remaining).map(({ position }) => position));
  return parts.map((part, position) => (favoured.has(position) ? part + 1n : part));
}
