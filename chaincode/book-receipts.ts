/**
 * Carries changes of cells into the receipt pools: which credit lines may be a receipt, and which lines of a
 * bank's own legs wait for one.
 */
import type { CountingCredit, PoolPlace, SeenRegistration } from '../domain/receipt-evidence';
import { awaitedPlace, countingCredits } from '../domain/receipt-evidence';
import type { ReceiptPool } from '../domain/receipt-pool';
import { addCredit, awaitReceipt, dismissCredit, dismissReceipt } from '../domain/receipt-pool';
import type { SerialCell } from '../domain/serial-cell';
import type { BookState } from './book-indexes';
import { accountKey } from './state-keys';

/** The pools of a book. */
export interface ReceiptBook {
  changePool(place: PoolPlace, change: (pool: ReceiptPool) => ReceiptPool): Promise<void>;
}

/** Puts a cell's credits into their pools and takes out those that count no more. */
export async function carryCredits(
  book: ReceiptBook,
  state: BookState,
  { before, now }: { readonly before: SerialCell | undefined; readonly now: SerialCell },
): Promise<void> {
  const was = countingCredits(before);
  const is = countingCredits(now);
  for (const gone of was.filter((each) => !includes(is, each))) {
    await book.changePool(gone, (pool) => dismissCredit(pool, gone.credit));
  }
  for (const credit of is.filter((each) => !includes(was, each))) {
    if (!(await isBanksOwn(state, credit, now))) continue;
    await book.changePool(credit, (pool) => addCredit(pool, credit.credit));
  }
}

function includes(credits: readonly CountingCredit[], sought: CountingCredit): boolean {
  return credits.some((each) => JSON.stringify(each) === JSON.stringify(sought));
}

/** Whether the payer is the bank that keeps its account, and another than the one that reports the credit. */
async function isBanksOwn(state: BookState, { payer }: PoolPlace, { bank }: SerialCell): Promise<boolean> {
  const account = await state.read(accountKey(payer));
  return account !== undefined && account.holder === account.bank && account.bank !== bank;
}

/** Lets a registration wait for a credit while the line it sees would settle its leg, and no longer. */
export async function carryAwaited(
  book: ReceiptBook,
  before: SeenRegistration,
  now: SeenRegistration,
): Promise<void> {
  const was = awaitedPlace(before);
  const is = awaitedPlace(now);
  if (JSON.stringify(was) === JSON.stringify(is)) return;
  const { seq: registrationSeq, date } = now.registration;
  const receipt = { draftId: now.record.issued.draftId, registrationSeq, date };
  if (was !== undefined) await book.changePool(was, (pool) => dismissReceipt(pool, receipt));
  if (is !== undefined) await book.changePool(is, (pool) => awaitReceipt(pool, receipt));
}
