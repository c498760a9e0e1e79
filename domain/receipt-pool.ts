/**
 * Credit lines as receipts of a bank's own leg (domain rules, section 5): the payee's bank, if another, pushed
 * the credit — same accounts, amount and currency, booked not before the debit; one credit confirms one leg.
 * Credits and waiting legs meet in a pool for each pair of accounts and amount. Adding either side never takes
 * a confirmation away (augmenting paths), so the order of arrival does not matter.
 */
import type { CalendarDate } from './calendar';
import type { DraftId, SerialNumber } from './identifiers';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

/** A leg of a bank's own that waits for its receipt. */
export interface AwaitedReceipt {
  readonly draftId: DraftId;
  readonly registrationSeq: number;
  /** The registered booking date of the debit. */
  readonly date: CalendarDate;
}

export interface PooledCredit {
  readonly serialNumber: SerialNumber;
  readonly date: CalendarDate;
}

export interface ReceiptPool {
  readonly v: 1;
  readonly awaited: readonly AwaitedReceipt[];
  readonly credits: readonly PooledCredit[];
  /** Position of the credit that confirms each awaited receipt, by the latter's position; -1 for none. */
  readonly confirmedBy: readonly number[];
}

export const emptyPool: ReceiptPool = { v: 1, awaited: [], credits: [], confirmedBy: [] };

/** How many credits of one payer, payee and amount are kept: each is looked at for every leg that waits. */
export const pooledCreditsMax = 500;

/** Refuses (`credits-too-many`) one credit more than a pool keeps. */
export function checkPoolRoom(pools: readonly ReceiptPool[]): Result<true> {
  const overfull = pools.some(({ credits }) => credits.length > pooledCreditsMax);
  if (!overfull) return accepted(true);
  return refused(
    refusal('credits-too-many', { field: 'entries', values: { maximum: String(pooledCreditsMax) } }),
  );
}

/** Adds a leg that awaits its receipt, once. */
export function awaitReceipt(pool: ReceiptPool, receipt: AwaitedReceipt): ReceiptPool {
  if (pool.awaited.some((other) => isSameReceipt(other, receipt))) return pool;
  return matched({ ...pool, awaited: [...pool.awaited, receipt], confirmedBy: [...pool.confirmedBy, -1] });
}

/** Adds a credit line, once. */
export function addCredit(pool: ReceiptPool, credit: PooledCredit): ReceiptPool {
  if (pool.credits.some((other) => isSameCredit(other, credit))) return pool;
  return matched({ ...pool, credits: [...pool.credits, credit] });
}

/** Takes a leg out: its registration was corrected or undone. */
export function dismissReceipt(pool: ReceiptPool, receipt: Omit<AwaitedReceipt, 'date'>): ReceiptPool {
  const kept = pool.awaited
    .map((other, position) => ({ other, position }))
    .filter(({ other }) => !isSameReceipt(other, receipt));
  return matched({
    ...pool,
    awaited: kept.map(({ other }) => other),
    confirmedBy: kept.map(({ position }) => pool.confirmedBy[position] ?? -1),
  });
}

/** Takes a credit out: it was reversed or returned. Another credit may take its place. */
export function dismissCredit(pool: ReceiptPool, credit: PooledCredit): ReceiptPool {
  const gone = pool.credits.findIndex((other) => isSameCredit(other, credit));
  if (gone < 0) return pool;
  const shifted = pool.confirmedBy.map((position) =>
    position === gone ? -1 : position > gone ? position - 1 : position,
  );
  return matched({
    ...pool,
    credits: pool.credits.filter((_, position) => position !== gone),
    confirmedBy: shifted,
  });
}

/** The registrations of a draft that a credit confirms. */
export function confirmedIn(pool: ReceiptPool, draftId: DraftId): readonly number[] {
  return pool.awaited
    .filter((receipt, position) => receipt.draftId === draftId && (pool.confirmedBy[position] ?? -1) >= 0)
    .map(({ registrationSeq }) => registrationSeq);
}

/** Confirms whatever can be confirmed beyond what is, without unconfirming anything. */
function matched(pool: ReceiptPool): ReceiptPool {
  const confirmedBy = [...pool.confirmedBy];
  for (const [position, credit] of confirmedBy.entries()) {
    if (credit < 0) augment(pool, confirmedBy, { position, tried: new Set() });
  }
  return { ...pool, confirmedBy };
}

/** Looks for a credit for one leg, moving other legs to other credits where that frees one. */
function augment(
  pool: ReceiptPool,
  confirmedBy: number[],
  search: { readonly position: number; readonly tried: Set<number> },
): boolean {
  const receipt = pool.awaited[search.position];
  if (receipt === undefined) return false;
  for (const [index, credit] of pool.credits.entries()) {
    if (credit.date < receipt.date || search.tried.has(index)) continue;
    search.tried.add(index);
    const holder = confirmedBy.indexOf(index);
    if (holder < 0 || augment(pool, confirmedBy, { position: holder, tried: search.tried })) {
      confirmedBy[search.position] = index;
      return true;
    }
  }
  return false;
}

function isSameReceipt(a: Omit<AwaitedReceipt, 'date'>, b: Omit<AwaitedReceipt, 'date'>): boolean {
  return a.draftId === b.draftId && a.registrationSeq === b.registrationSeq;
}

function isSameCredit(a: PooledCredit, b: PooledCredit): boolean {
  return a.serialNumber === b.serialNumber && a.date === b.date;
}
