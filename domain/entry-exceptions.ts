/**
 * Exceptions of a serial's cell: entries that no registration names. A named entry is judged in its draft; here
 * stand unregistered debits, reversals without a usable reference or without their original, and disputed
 * contents (domain rules, section 5).
 */
import { addHours } from './calendar';
import type { Instant } from './calendar';
import { compareText } from './codec';
import type { AccountId } from './identifiers';
import { maskedAccount } from './identifiers';
import { conflictOf } from './line-conflict';
import { exceptionOf, isWrittenOff } from './reconciliation';
import type { Finding, StandingException } from './reconciliation-exception';
import { entryExceptionId, withOpening } from './reconciliation-exception';
import { names, undoneFen } from './serial-cell';
import type { SerialCell, Undo } from './serial-cell';
import { sameLine } from './statement-entry';
import type { LineIdentity, StatementLine } from './statement-entry';
import type { Watch } from './watch';
import { watchAsOf } from './watch';
import { fenOf } from './money';

/** The cell with its exceptions derived anew, and when a sweep may reveal more. */
export function deriveCell(
  cell: SerialCell,
  at: Instant,
): { readonly cell: SerialCell; readonly dueAt: Instant | undefined } {
  const watch = watchAsOf(cell.sweptAt);
  const standing = [
    ...cell.lines.map((line) => lineException(cell, line, watch)),
    ...cell.undos.map((undo) => orphanException(cell, undo, watch)),
  ]
    .filter((exception) => exception !== undefined)
    .filter((exception) => !isWrittenOff(exception, cell.resolutions))
    .sort((a, b) => compareText(a.exceptionId, b.exceptionId));
  return {
    cell: { ...cell, exceptions: withOpening(standing, cell.exceptions, at) },
    dueAt: watch.nextDue(),
  };
}

/** The id under which an unregistered entry's exception stands. */
export function lineExceptionId(
  cell: Pick<SerialCell, 'bank' | 'serialNumber'>,
  line: LineIdentity & { readonly accountId: string },
): ReturnType<typeof entryExceptionId> {
  return entryExceptionId([
    cell.bank,
    cell.serialNumber,
    line.date,
    line.accountId,
    line.direction,
    line.kind,
  ]);
}

/** The account an exception of a cell stands on. */
export function accountOfException(
  cell: SerialCell,
  { exceptionId }: Pick<StandingException, 'exceptionId'>,
): AccountId | undefined {
  const line = cell.lines.find((each) => lineExceptionId(cell, each) === exceptionId);
  if (line !== undefined) return line.accountId;
  return cell.undos.find((undo) => orphanExceptionId(cell, undo) === exceptionId)?.origin.accountId;
}

function lineException(cell: SerialCell, line: StatementLine, watch: Watch): StandingException | undefined {
  const registered = cell.claims.some((claim) => names(claim, line));
  if (registered || line.status === 'pending') return undefined;
  const findings = [
    ...personalFinding(cell, line),
    ...unregisteredFinding(cell, line, watch),
    ...disputeFinding(cell, line),
    ...unreferencedFinding(line),
  ];
  return exceptionOf(findings, {
    exceptionId: lineExceptionId(cell, line),
    serialNumber: cell.serialNumber,
    transferDate: line.date,
  });
}

/** Registered or not, a dedicated account pays no person; nothing is left to tell once the money came back. */
function personalFinding(cell: SerialCell, line: StatementLine): readonly Finding[] {
  const isPersonal = line.dedicated && line.payeeKind === 'personal';
  const applies = isDebitPayment(line) && isPersonal && !isGone(cell, line);
  return applies
    ? [{ reason: 'personal-account', owner: line.holder, expected: 'corporate', actual: 'personal' }]
    : [];
}

/** A debit that pays a leg of a live draft and that nobody registered; nothing is left of it once wholly undone. */
function unregisteredFinding(cell: SerialCell, line: StatementLine, watch: Watch): readonly Finding[] {
  if (!isDebitPayment(line) || isGone(cell, line)) return [];
  if (!watch.hasPassed(agedAt(cell, line)) || !line.fitsLeg) return [];
  // Looked at again each day: the draft it seems to pay may be honoured or cancelled meanwhile.
  if (cell.sweptAt !== undefined) watch.hasPassed(addHours(cell.sweptAt, 24));
  const actual = `${line.amountFen} fen to ${maskedAccount(line.payee)}`;
  return [
    { reason: 'no-registration', owner: line.holder, expected: `${String(cell.ageingHours)} h`, actual },
  ];
}

/**
 * Whether it now matters if a line pays a leg of a live draft: it is a debit nobody registered, and a sweep came
 * after its threshold. Asked then and not at its arrival, so that a draft issued in between counts as well.
 */
export function awaitsFit(cell: SerialCell, line: StatementLine): boolean {
  const isOpen = isDebitPayment(line) && line.status === 'booked' && !isGone(cell, line);
  const aged = cell.sweptAt !== undefined && cell.sweptAt > agedAt(cell, line);
  return isOpen && aged && !cell.claims.some((claim) => names(claim, line));
}

function isGone(cell: SerialCell, line: StatementLine): boolean {
  return undoneFen(cell, line) >= fenOf(line.amountFen);
}

function agedAt(cell: SerialCell, line: StatementLine): Instant {
  return addHours(line.arrivedAt, cell.ageingHours);
}

function isDebitPayment(line: StatementLine): boolean {
  return line.direction === 'debit' && line.kind === 'payment';
}

function disputeFinding(cell: SerialCell, line: StatementLine): readonly Finding[] {
  const conflict = conflictOf(cell, line);
  if (conflict === undefined) return [];
  return [{ reason: 'conflict', owner: cell.bank, expected: conflict.told, actual: conflict.kind }];
}

/** A reversal or return that names no original undoes nothing and is shown to the account's holder. */
function unreferencedFinding(line: StatementLine): readonly Finding[] {
  if (line.reference !== undefined) return [];
  if (line.kind === 'reversal') return [{ reason: 'reversed', owner: line.holder, actual: line.amountFen }];
  if (line.kind === 'return') return [{ reason: 'returned', owner: line.holder, actual: line.amountFen }];
  return [];
}

/** A reversal whose original has not come: it waits, and ages into `no-statement` at the bank. */
function orphanException(cell: SerialCell, undo: Undo, watch: Watch): StandingException | undefined {
  if (cell.lines.some((line) => sameLine(undo.original, line) && line.currency === undo.currency))
    return undefined;
  if (!watch.hasPassed(addHours(undo.arrivedAt, cell.ageingHours))) return undefined;
  const findings: readonly Finding[] = [
    {
      reason: 'no-statement',
      owner: cell.bank,
      expected: `${String(cell.ageingHours)} h`,
      actual: undo.amountFen,
    },
  ];
  return exceptionOf(findings, {
    exceptionId: orphanExceptionId(cell, undo),
    serialNumber: cell.serialNumber,
    transferDate: undo.original.date,
  });
}

function orphanExceptionId(
  cell: Pick<SerialCell, 'bank' | 'serialNumber'>,
  { origin, original }: Undo,
): ReturnType<typeof entryExceptionId> {
  const { serialNumber, date, accountId, direction, kind } = origin;
  const named = [serialNumber, date, accountId, direction, kind];
  return entryExceptionId([cell.bank, cell.serialNumber, original.date, 'undo', ...named]);
}
