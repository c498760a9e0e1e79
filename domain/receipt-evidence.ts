/**
 * What meets in a receipt pool (domain rules, section 5): the lines of a bank's own legs that wait for their
 * receipt, and the credit lines that may be it. Only a line that would settle its leg and that the payee has not
 * confirmed waits, so that a registration whose line never comes, differs or went back takes no credit from one
 * that counts.
 */
import type { SeenLine } from './claim-view';
import { lineLimit } from './disbursement-leg';
import type { DraftRecord, Leg, Registration } from './draft';
import type { AccountNumber } from './identifiers';
import type { FenText } from './money';
import { fenOf } from './money';
import type { PooledCredit } from './receipt-pool';
import { hasReceipt } from './leg-settlement';
import { takesCredits } from './registration';
import { currency } from './registration-judgement';
import type { SerialCell } from './serial-cell';
import { undoneFen } from './serial-cell';

/** The accounts and the amount under which credits and waiting lines meet. */
export interface PoolPlace {
  readonly payer: AccountNumber;
  readonly payee: AccountNumber;
  readonly amountFen: FenText;
}

/** A registration of a draft and its leg, with what it sees. */
export interface SeenRegistration {
  readonly record: DraftRecord;
  readonly leg: Leg;
  readonly registration: Registration;
}

/** Where the line a registration sees waits for a credit; undefined when it needs none, or would not count. */
export function awaitedPlace({ record, leg, registration }: SeenRegistration): PoolPlace | undefined {
  const { line, taken } = registration.view;
  if (line?.status !== 'booked' || taken === true || record.cancelled !== undefined) return undefined;
  if (registration.ended !== undefined || hasReceipt(record, registration)) return undefined;
  if (!wouldCount(line, leg, lineLimit(record, leg.legId)) || !takesCredits(record, leg)) return undefined;
  return { payer: line.payer, payee: line.payee, amountFen: line.amountFen };
}

/** Whether a booked line agrees with its leg and is still worth something. */
function wouldCount(line: SeenLine, leg: Leg, limit: number): boolean {
  const { payer, payee, amountFen } = line;
  const accounts = payer === leg.payer.account && payee === leg.payee.account;
  const fits = limit > 1 ? fenOf(amountFen) <= fenOf(leg.amountFen) : amountFen === leg.amountFen;
  const differs = line.currency !== currency || line.personal === true;
  return accounts && fits && !differs && line.undoneFen !== amountFen;
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
        line.currency === currency &&
        undoneFen(cell, line) === 0n,
    )
    .map(({ payer, payee, amountFen, date }) => ({
      ...{ payer, payee, amountFen },
      credit: { serialNumber: cell.serialNumber, date },
    }));
}
