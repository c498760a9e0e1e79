/**
 * The ages by which open exceptions are counted (domain rules, section 5): the contract's answer and the platform's pages
 * count by the same ones, so that their figures agree.
 */

/** An age in days: more than `fromDays`, up to and with `toDays`. */
export interface AgeBucket {
  readonly name: '0-1' | '1-3' | '3-7' | '7-30' | '>30';
  readonly fromDays: number;
  readonly toDays: number;
}

export const ageBuckets: readonly AgeBucket[] = [
  { name: '0-1', fromDays: -1, toDays: 1 },
  { name: '1-3', fromDays: 1, toDays: 3 },
  { name: '3-7', fromDays: 3, toDays: 7 },
  { name: '7-30', fromDays: 7, toDays: 30 },
  { name: '>30', fromDays: 30, toDays: Number.POSITIVE_INFINITY },
];
