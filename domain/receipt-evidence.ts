/**
 * What meets in a receipt pool (domain rules, section 5): the lines of a bank's own legs that wait for their
 * receipt, and the credit lines that may be it. Only a line that would settle its leg waits, so that a
 * registration whose line never comes, differs or went back takes no credit from one that counts.
 */
import type { ClaimView } from './claim-view';
import { lineLimit } from './disbursement-leg';
import type { DraftRecord, Leg } from './draft';
import type { AccountNumber } from './identifiers';
import type { FenText } from './money';
import { fenOf } from './money';
import type { PooledCredit } from './receipt-pool';
import { takesCredits } from './registration';
import type { SerialCell } from './serial-cell';
import { undoneFen } from './serial-cell';

/** The accounts and the amount under which credits and waiting lines meet. */
export interface PoolPlace {
  readonly payer: AccountNumber;
  readonly payee: AccountNumber;
  readonly amountFen: FenText;
}

/** Where the line a registration sees waits for a credit; undefined when it needs none, or would not count. */
export function awaitedPlace(record: DraftRecord, leg: Leg, view: ClaimView): PoolPlace | undefined {
  const { line, taken } = view;
  if (line?.status !== 'booked' || taken === true || record.cancelled !== undefined) return undefined;
  const { payer, payee, amountFen } = line;
  const agrees = payer === leg.payer.account && payee === leg.payee.account && line.currency === 'CNY';
  const several = lineLimit(record, leg.legId) > 1;
  const fits = several ? fenOf(amountFen) <= fenOf(leg.amountFen) : amountFen === leg.amountFen;
  const isSpent = line.undoneFen === amountFen;
  return agrees && fits && !isSpent && takesCredits(record, leg) ? { payer, payee, amountFen } : undefined;
}

export interface CountingCredit extends PoolPlace {
  readonly credit: PooledCredit;
}

/** The credit lines of a cell that may be a receipt: booked, in CNY, nothing of them gone back. */
export function countingCredits(cell: SerialCell | undefined): readonly CountingCredit[] {
  if (cell === undefined) return [];
  return cell.lines
    .filter(
      (line) =>
        line.direction === 'credit' &&
        line.kind === 'payment' &&
        line.status === 'booked' &&
        line.currency === 'CNY' &&
        undoneFen(cell, line) === 0n,
    )
    .map(({ payer, payee, amountFen, date }) => ({
      ...{ payer, payee, amountFen },
      credit: { serialNumber: cell.serialNumber, date },
    }));
}
