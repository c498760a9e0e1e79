/**
 * What a sweep must have revealed (domain rules, section 5): open legs past their deadline, tranches nobody
 * accepted, and debits of the fund's accounts that nobody registered.
 */
import { strict as assert } from 'node:assert';
import { addDays, addHours, endOfDay, isCalendarDate } from '../../domain/calendar';
import type { SerialCell } from '../../domain/serial-cell';
import type { Snapshot } from './executor';
import type { LegFacts } from './leg-oracle';
import { isNamed, isSettled, lineOf, liveOf, trancheNumber, trancheStepsDone } from './leg-oracle';
import { isDedicated } from './raw-facts';
import type { RawFacts, RawLine } from './raw-facts';

/** What must stand on a leg as such, when the last sweep looked at its draft. */
export function reasonsOnLeg(facts: LegFacts): readonly string[] {
  const { record, leg, raw } = facts;
  const { lastSweep } = raw;
  const isLooked = raw.sweptNow || record.sweptAt === lastSweep;
  if (record.cancelled !== undefined || lastSweep === undefined || !isLooked) return [];
  if (isSettled(record, leg.legId)) return isUnaccepted(facts, lastSweep) ? ['not-accepted'] : [];
  return isOverdue(facts, lastSweep) ? ['overdue'] : [];
}

function isUnaccepted({ record, leg }: LegFacts, lastSweep: string): boolean {
  const tranche = trancheNumber(record, leg);
  const state = record.state.legs.find(({ legId }) => legId === leg.legId);
  if (tranche === 0 || state?.actual === undefined) return false;
  const due = endOfDay(addDays(state.actual.lastBooked, 10));
  return due < lastSweep && !record.state.acceptedTranches.includes(tranche);
}

function isOverdue(facts: LegFacts, lastSweep: string): boolean {
  const { record, leg } = facts;
  const open = leg.opensAfter.every((legId) => isSettled(record, legId)) && trancheStepsDone(record, leg);
  const isLate = isCalendarDate(leg.deadline) && endOfDay(leg.deadline) < lastSweep;
  return open && isLate && liveOf(record, leg).every((each) => lineOf(facts, each) === undefined);
}

/** What must stand on a debit of a dedicated account that nobody registered. */
export function reasonsOnUnregistered(
  line: RawLine,
  standing: Snapshot,
  raw: RawFacts,
): { readonly id: string; readonly reasons: readonly string[] } {
  const { entry, bank } = line;
  const cell = standing.cells.find((each) => each.bank === bank && each.serialNumber === entry.serialNumber);
  assert(cell !== undefined, `serial ${entry.serialNumber} has a cell`);
  const accountId = cell.lines.find(({ account }) => account === entry.account)?.accountId ?? '';
  const id = ['E', bank, entry.serialNumber, entry.bookingDate, accountId, 'debit', 'payment'].join(':');
  if (!isFundsDebit(line) || raw.undoneFen(line) >= BigInt(entry.amountFen) || isNamed(line, standing)) {
    return { id, reasons: [] };
  }
  const isSeen = isLookedAt(cell, line, raw) && isPaying(line, standing);
  const isPersonal = line.additions['payeeAccountKind'] === 'personal';
  return {
    id,
    reasons: [...(isPersonal ? ['personal-account'] : []), ...(isSeen ? ['no-registration'] : [])],
  };
}

function isFundsDebit({ entry }: RawLine): boolean {
  return entry.direction === 'debit' && entry.kind === 'payment' && isDedicated(entry.account);
}

/**
 * Whether the sweep just made must have looked at an aged line. One that looked before and found no live draft of
 * its account need not look again: nothing in the cell tells that a draft has come to life since.
 */
function isLookedAt(
  { sweptAt }: SerialCell,
  { arrivedAt }: RawLine,
  { sweptNow, lastSweep }: RawFacts,
): boolean {
  const agedAt = addHours(arrivedAt, 24);
  if (!sweptNow || lastSweep === undefined || lastSweep <= agedAt) return false;
  return sweptAt === undefined || sweptAt <= agedAt || sweptAt === lastSweep;
}

/** Whether the account it stands on pays a leg of a live draft. */
function isPaying({ entry }: RawLine, { drafts }: Snapshot): boolean {
  return drafts
    .filter(({ state }) => state.status !== 'honoured' && state.status !== 'cancelled')
    .some(({ issued }) => issued.planPath.some(({ payer }) => payer.account === entry.account));
}
