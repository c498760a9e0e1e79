/**
 * Which reasons must stand on what (domain rules, section 5, the table of exceptions), read from the bank's own
 * lines: a difference that nobody is shown would be a hole in the watch.
 */
import { strict as assert } from 'node:assert';
import { addHours, isCalendarDate } from '../../domain/calendar';
import type { DraftRecord, Registration } from '../../domain/draft';
import type { Snapshot } from './executor';
import type { LegFacts } from './leg-oracle';
import { bankOf, claimsOn, isHeld, isSettled, legsOf, lineOf, liveOf } from './leg-oracle';
import type { RawFacts, RawLine } from './raw-facts';
import { reasonsOnLeg, reasonsOnUnregistered } from './watch-oracle';

/** Every reason that must stand does, unless two persons wrote its exception off. */
export function checkFindings(touched: Snapshot, standing: Snapshot, raw: RawFacts): void {
  if (raw.versionChosen) return; // What was resolved is closed, and which content stands is not known here.
  const open = openReasons(standing);
  for (const record of touched.drafts) {
    for (const leg of legsOf(record)) checkLegFindings({ record, leg, raw }, standing, open);
  }
  for (const { bank, serialNumber } of touched.cells) {
    for (const line of raw.linesOf(bank, serialNumber)) {
      const { id, reasons } = reasonsOnUnregistered(line, standing, raw);
      for (const reason of reasons) demand(open, id, reason);
    }
  }
}

type OpenReasons = ReadonlyMap<string, readonly string[]>;

function openReasons({ drafts, cells }: Snapshot): OpenReasons {
  const all = [
    ...drafts.flatMap(({ state }) => state.exceptions),
    ...cells.flatMap(({ exceptions }) => exceptions),
  ];
  return new Map(all.map(({ exceptionId, findings }) => [exceptionId, findings.map(({ reason }) => reason)]));
}

function checkLegFindings(facts: LegFacts, standing: Snapshot, open: OpenReasons): void {
  const { record, leg } = facts;
  const legName = `${record.issued.draftId}:${leg.legId}`;
  for (const registration of liveOf(record, leg)) {
    const id = `${legName}:${registration.date}:${registration.serialNumber}`;
    for (const reason of reasonsOn(facts, registration, standing)) demand(open, id, reason);
    const isClosed = !isAtRest(facts, registration, standing) || !open.has(id);
    assert(isClosed, `${id}: nothing is wrong, and ${String(open.get(id))} stands`);
  }
  for (const reason of reasonsOnLeg(facts)) demand(open, legName, reason);
}

function demand(open: OpenReasons, id: string, reason: string): void {
  assert(
    open.get(id)?.includes(reason),
    `${id}: ${reason} must stand, and there is ${String(open.get(id) ?? 'nothing')}`,
  );
}

/** What must stand on a registration. */
function reasonsOn(facts: LegFacts, registration: Registration, standing: Snapshot): readonly string[] {
  const line = lineOf(facts, registration);
  if (line === undefined) return isUnanswered(facts, registration) ? ['no-statement'] : [];
  const worth = BigInt(line.entry.amountFen) - facts.raw.undoneFen(line);
  if (facts.record.cancelled !== undefined) return worth > 0n ? ['cancelled-draft'] : [];
  return [
    ...(line.disputed || worth < 0n ? ['conflict'] : []),
    ...(isSettled(facts.record, facts.leg.legId)
      ? competing(facts, registration, standing)
      : unsettled(facts, line, worth)),
  ];
}

/** What keeps a line from settling its leg: it went back, or differs. */
function unsettled(facts: LegFacts, line: RawLine, worth: bigint): readonly string[] {
  const isUndone = worth < BigInt(line.entry.amountFen);
  if (!isUndone || (worth > 0n && facts.record.issued.specialRule.splitMax > 1))
    return differences(facts, line);
  return [facts.raw.undos(line).some(({ entry }) => entry.kind === 'reversal') ? 'reversed' : 'returned'];
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
  const looked = raw.sweptNow ? raw.lastSweep : record.sweptAt;
  return !heard && looked !== undefined && looked > addHours(at, 24);
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
