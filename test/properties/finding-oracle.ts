/**
 * Which reasons must stand on what (domain rules, section 5, the table of exceptions), read from the bank's own
 * lines: a difference that nobody is shown would be a hole in the watch.
 */
import { strict as assert } from 'node:assert';
import { addDays, addHours, endOfDay, isCalendarDate } from '../../domain/calendar';
import type { DraftRecord, Registration } from '../../domain/draft';
import type { Snapshot } from './executor';
import type { LegFacts } from './leg-oracle';
import {
  bankOf,
  claimsOn,
  isHeld,
  isNamed,
  isSettled,
  legsOf,
  lineOf,
  liveOf,
  trancheStepsDone,
} from './leg-oracle';
import { isDedicated } from './raw-facts';
import type { RawFacts, RawLine } from './raw-facts';

/** Every reason that must stand does, unless two persons wrote its exception off. */
export function checkFindings(touched: Snapshot, standing: Snapshot, raw: RawFacts): void {
  if (raw.versionChosen) return; // What was resolved is closed, and which content stands is not known here.
  const open = new Map<string, readonly string[]>();
  for (const { exceptionId, findings } of [
    ...standing.drafts.flatMap(({ state }) => state.exceptions),
    ...standing.cells.flatMap(({ exceptions }) => exceptions),
  ]) {
    open.set(
      exceptionId,
      findings.map(({ reason }) => reason),
    );
  }
  for (const record of touched.drafts) {
    const { draftId } = record.issued;
    for (const leg of legsOf(record)) {
      const facts = { record, leg, raw };
      for (const registration of liveOf(record, leg)) {
        const id = `${draftId}:${leg.legId}:${registration.date}:${registration.serialNumber}`;
        for (const reason of reasonsOn(facts, registration, standing)) demand(open, id, reason);
        if (isAtRest(facts, registration, standing))
          assert(!open.has(id), `${id}: nothing is wrong, and ${String(open.get(id))} stands`);
      }
      for (const reason of reasonsOnLeg(facts)) demand(open, `${draftId}:${leg.legId}`, reason);
    }
  }
  for (const { bank, serialNumber } of touched.cells) {
    for (const line of raw.linesOf(bank, serialNumber)) checkUnregistered(line, { standing, raw, open });
  }
}

function demand(open: ReadonlyMap<string, readonly string[]>, id: string, reason: string): void {
  assert(
    open.get(id)?.includes(reason),
    `${id}: ${reason} must stand, and there is ${String(open.get(id) ?? 'nothing')}`,
  );
}

/** What must stand on a registration. */
function reasonsOn(facts: LegFacts, registration: Registration, standing: Snapshot): readonly string[] {
  const { record, leg } = facts;
  const line = lineOf(facts, registration);
  if (line === undefined) return isUnanswered(facts, registration) ? ['no-statement'] : [];
  const undone = facts.raw.undoneFen(line);
  const worth = BigInt(line.entry.amountFen) - undone;
  if (record.cancelled !== undefined) return worth > 0n ? ['cancelled-draft'] : [];
  const always = [...(line.disputed || worth < 0n ? ['conflict'] : [])];
  if (isSettled(record, leg.legId)) return [...always, ...competing(facts, registration, standing)];
  if (undone > 0n && (worth <= 0n || record.issued.specialRule.splitMax === 1)) {
    return [
      ...always,
      facts.raw.undos(line).some(({ entry }) => entry.kind === 'reversal') ? 'reversed' : 'returned',
    ];
  }
  return [...always, ...differences(facts, line)];
}

/** A line its leg does not need, or that another leg rests on. */
function competing(facts: LegFacts, registration: Registration, standing: Snapshot): readonly string[] {
  const { record, leg, raw } = facts;
  const line = lineOf(facts, registration);
  const chosen = record.choices[leg.legId]?.includes(registration.seq) === true;
  const isOwn = line !== undefined && differences(facts, line).length === 0 && raw.undoneFen(line) === 0n;
  if (chosen || !isOwn || isHeld(facts, registration, line)) return [];
  if (claimsOn(line, standing) === 1) return ['too-many-lines'];
  return isUsedElsewhere(line, { standing, but: record }) ? ['duplicate-use'] : [];
}

function isUsedElsewhere(
  { bank, entry }: RawLine,
  { standing, but }: { readonly standing: Snapshot; readonly but: DraftRecord },
): boolean {
  return standing.drafts.some((record) =>
    record.issued.planPath.some((leg) => {
      if (record === but || leg.payer.account !== entry.account || bankOf(record, leg) !== bank) return false;
      const chosen = liveOf(record, leg).filter(({ seq }) => record.choices[leg.legId]?.includes(seq));
      const names = chosen.some(
        ({ serialNumber, date }) => serialNumber === entry.serialNumber && date === entry.bookingDate,
      );
      return names && isSettled(record, leg.legId);
    }),
  );
}

function differences({ leg, record }: LegFacts, { entry, additions }: RawLine): readonly string[] {
  const { splitMax } = record.issued.specialRule;
  const misses =
    splitMax === 1 ? entry.amountFen !== leg.amountFen : BigInt(entry.amountFen) > BigInt(leg.amountFen);
  return [
    ...(misses ? ['amount'] : []),
    ...(entry.payerAccount === leg.payer.account ? [] : ['payer']),
    ...(entry.payeeAccount === leg.payee.account ? [] : ['payee']),
    ...(entry.currency === 'CNY' ? [] : ['currency']),
    ...(additions['payeeAccountKind'] === 'personal' ? ['personal-account'] : []),
  ];
}

/** Nothing of its serial ever came, and a sweep looked a day later. */
function isUnanswered({ record, leg, raw }: LegFacts, { serialNumber, at }: Registration): boolean {
  if (record.cancelled !== undefined || isSettled(record, leg.legId)) return false;
  const heard = [...raw.lines.values()].some(({ entry }) => entry.serialNumber === serialNumber);
  return !heard && raw.lastSweep !== undefined && raw.lastSweep > addHours(at, 24);
}

/** The one line of a settled leg, on time, undisputed, unclaimed by others: no exception stands on it. */
function isAtRest(facts: LegFacts, registration: Registration, standing: Snapshot): boolean {
  const { record, leg } = facts;
  const line = lineOf(facts, registration);
  if (line === undefined || !isSettled(record, leg.legId) || line.disputed) return false;
  const alone = liveOf(record, leg).length === 1 && claimsOn(line, standing) === 1;
  const onTime = isCalendarDate(leg.deadline) && line.entry.bookingDate <= leg.deadline;
  const named = line.additions['payeeNameMatches'] !== false;
  const credits = [...facts.raw.lines.values()].some(
    ({ entry }) => entry.serialNumber === registration.serialNumber && entry.direction === 'credit',
  );
  return alone && onTime && named && !credits && facts.raw.undoneFen(line) === 0n;
}

/** What must stand on a leg as such after a sweep. */
function reasonsOnLeg({ record, leg, raw }: LegFacts): readonly string[] {
  const { lastSweep } = raw;
  if (record.cancelled !== undefined || lastSweep === undefined) return [];
  const state = record.state.legs.find(({ legId }) => legId === leg.legId);
  if (state?.actual !== undefined) {
    const tranche =
      record.issued.planPath
        .filter(({ kind }) => kind === 'tranche')
        .findIndex(({ legId }) => legId === leg.legId) + 1;
    const due = endOfDay(addDays(state.actual.lastBooked, 10));
    const waits = tranche > 0 && !record.state.acceptedTranches.includes(tranche) && due < lastSweep;
    return waits && record.sweptAt === lastSweep ? ['not-accepted'] : [];
  }
  const open = leg.opensAfter.every((legId) => isSettled(record, legId)) && trancheStepsDone(record, leg);
  const isLate = isCalendarDate(leg.deadline) && endOfDay(leg.deadline) < lastSweep;
  const unpaid = liveOf(record, leg).every((each) => lineOf({ record, leg, raw }, each) === undefined);
  return open && isLate && unpaid && record.sweptAt === lastSweep ? ['overdue'] : [];
}

interface Watched {
  readonly standing: Snapshot;
  readonly raw: RawFacts;
  readonly open: ReadonlyMap<string, readonly string[]>;
}

/** A debit of a dedicated account that pays legs, that nobody registered and that a sweep saw a day later. */
function checkUnregistered(line: RawLine, { standing, raw, open }: Watched): void {
  const { entry, bank, arrivedAt } = line;
  if (entry.direction !== 'debit' || entry.kind !== 'payment' || !isDedicated(entry.account)) return;
  if (isNamed(line, standing) || raw.undoneFen(line) >= BigInt(entry.amountFen)) return;
  const cell = standing.cells.find((each) => each.bank === bank && each.serialNumber === entry.serialNumber);
  assert(cell !== undefined, `serial ${entry.serialNumber} has a cell`);
  const pays = standing.drafts.some(
    ({ state, issued }) =>
      state.status !== 'honoured' &&
      state.status !== 'cancelled' &&
      issued.planPath.some(({ payer }) => payer.account === entry.account),
  );
  const accountId = cell.lines.find(({ account }) => account === entry.account)?.accountId ?? '';
  const id = ['E', bank, entry.serialNumber, entry.bookingDate, accountId, 'debit', 'payment'].join(':');
  if (line.additions['payeeAccountKind'] === 'personal') demand(open, id, 'personal-account');
  const seen = raw.lastSweep !== undefined && raw.lastSweep > addHours(arrivedAt, 24);
  if (pays && seen && cell.sweptAt === raw.lastSweep) demand(open, id, 'no-registration');
}
