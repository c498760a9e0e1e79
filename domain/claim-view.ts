/**
 * What a registration sees of its serial's cell: the line of its identity, whether that line is another
 * claim's, a near miss, and a credit line that contradicts. A draft's record keeps these views, so that
 * judging a draft needs no other key.
 */
import { compareText } from './codec';
import type { CalendarDate, Instant } from './calendar';
import type { AccountNumber } from './identifiers';
import type { LineConflict } from './line-conflict';
import { conflictOf } from './line-conflict';
import type { FenText } from './money';
import type { Claim, SerialCell } from './serial-cell';
import { cappedUndone, names, undosOf } from './serial-cell';
import type { Direction, StatementLine } from './statement-entry';
import { fenOf } from './money';

export interface SeenLine {
  readonly account: AccountNumber;
  readonly direction: Direction;
  readonly date: CalendarDate;
  readonly payer: AccountNumber;
  readonly payee: AccountNumber;
  readonly amountFen: FenText;
  readonly currency: string;
  readonly status: 'booked' | 'pending';
  readonly arrivedAt: Instant;
  readonly time?: Instant;
  readonly personal?: true;
  readonly nameDiffers?: true;
  /** What was reversed or returned of it; absent when nothing was. */
  readonly undoneFen?: FenText;
  readonly undoneBy?: 'reversed' | 'returned';
  /** Two contents under its identity, or more reversed than it was worth. */
  readonly conflict?: LineConflict;
}

export type NearMiss = 'date' | 'direction' | 'payer';

export interface ClaimView {
  readonly line?: SeenLine;
  /** The line counts for another claim, earlier in ledger order and exact as well. */
  readonly taken?: true;
  readonly near?: { readonly reason: NearMiss; readonly line: SeenLine };
  /** A credit line of the same serial and day on the payee's account that says otherwise. */
  readonly counter?: SeenLine;
}

/** The view of one claim. A pure function of the cell, so the order in which it was filled does not matter. */
export function viewOfClaim(cell: SerialCell, claim: Claim): ClaimView {
  const line = cell.lines.find((each) => names(claim, each));
  if (line === undefined) {
    const near = nearMiss(cell, claim);
    return near === undefined ? {} : { near };
  }
  const counter = counterLine(cell, claim, line);
  return {
    line: seenLine(cell, line),
    ...(ownerOf(cell, line, claim) === claim ? {} : { taken: true as const }),
    ...(counter === undefined ? {} : { counter: seenLine(cell, counter) }),
  };
}

/** The first exact live claim in ledger order owns a line; where none is exact, nobody takes it from anybody. */
function ownerOf(cell: SerialCell, line: StatementLine, asking: Claim): Claim {
  const exact = cell.claims.filter((claim) => claim.dead !== true && names(claim, line) && fits(claim, line));
  const first = exact.reduce<Claim | undefined>(
    (a, b) => (a === undefined || b.seq < a.seq ? b : a),
    undefined,
  );
  return first ?? asking;
}

function fits(claim: Claim, line: StatementLine): boolean {
  if (claim.payee !== line.payee) return false;
  if (claim.several === true) return fenOf(line.amountFen) <= fenOf(claim.amountFen);
  return claim.amountFen === line.amountFen;
}

const nearMissOrder: readonly NearMiss[] = ['date', 'direction', 'payer'];

/** A near miss has the leg's payee and amount, is booked, and is named by no registration. */
function nearMiss(cell: SerialCell, claim: Claim): ClaimView['near'] {
  const candidates = cell.lines.flatMap((line) => {
    const reason = nearMissReason(claim, line);
    const free = !cell.claims.some((other) => other.dead !== true && names(other, line));
    const eligible = line.kind === 'payment' && line.status === 'booked' && fits(claim, line) && free;
    return reason !== undefined && eligible ? [{ reason, line }] : [];
  });
  const best = candidates.sort(
    (a, b) =>
      nearMissOrder.indexOf(a.reason) - nearMissOrder.indexOf(b.reason) ||
      compareText(a.line.date, b.line.date) ||
      compareText(a.line.account, b.line.account),
  )[0];
  return best === undefined ? undefined : { reason: best.reason, line: seenLine(cell, best.line) };
}

function nearMissReason(claim: Claim, line: StatementLine): NearMiss | undefined {
  const sameAccount = line.account === claim.account;
  const sameDay = line.date === claim.date;
  if (sameAccount && line.direction === 'debit' && !sameDay) return 'date';
  if (sameAccount && line.direction === 'credit' && sameDay) return 'direction';
  if (!sameAccount && line.direction === 'debit' && sameDay) return 'payer';
  return undefined;
}

/** The counter-check: the same bank's credit line of this serial and day on the payee's account that differs. */
function counterLine(cell: SerialCell, claim: Claim, debit: StatementLine): StatementLine | undefined {
  return cell.lines.find(
    (line) =>
      line.account === claim.payee &&
      line.direction === 'credit' &&
      line.kind === 'payment' &&
      line.status === 'booked' &&
      line.date === claim.date &&
      (line.amountFen !== debit.amountFen || line.payer !== debit.payer || line.currency !== debit.currency),
  );
}

function seenLine(cell: SerialCell, line: StatementLine): SeenLine {
  const { account, direction, date, payer, payee, amountFen, currency, status, arrivedAt } = line;
  const undone = cappedUndone(cell, line);
  const reversed = undosOf(cell, line).some(({ origin }) => origin.kind === 'reversal');
  const conflict = conflictOf(cell, line);
  return {
    ...{ account, direction, date, payer, payee, amountFen, currency, status, arrivedAt },
    ...(line.time === undefined ? {} : { time: line.time }),
    ...(line.payeeKind === 'personal' ? { personal: true as const } : {}),
    ...(line.nameMatches === false ? { nameDiffers: true as const } : {}),
    ...(undone === undefined ? {} : { undoneFen: undone, undoneBy: reversed ? 'reversed' : 'returned' }),
    ...(conflict === undefined ? {} : { conflict }),
  };
}
