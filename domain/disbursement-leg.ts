/**
 * Legs in force: the path as issued plus its amendments, in an order in which every leg comes after those it
 * opens after. Also who confirms, who presents, and what a leg's lines are measured against.
 */
import type { CalendarDate, Deadline } from './calendar';
import { isCalendarDate, shanghaiDate } from './calendar';
import type { DraftRecord, Leg, LegState } from './draft';
import type { LegId } from './identifiers';

/** The path with extensions and next stages applied, as issued otherwise. Source: domain rules, section 4. */
export function legsInForce(record: DraftRecord): readonly Leg[] {
  return record.amendments.reduce<readonly Leg[]>((legs, amendment) => {
    if (amendment.kind === 'extension') {
      return legs.map((leg) =>
        leg.legId === amendment.legId ? { ...leg, deadline: amendment.deadline } : leg,
      );
    }
    const changes = new Map(amendment.changes.map((change) => [change.tranche, change]));
    return legs.map((leg) => {
      const change = changes.get(trancheOf(legs, leg.legId));
      return change === undefined ? leg : { ...leg, amountFen: change.amountFen, deadline: change.deadline };
    });
  }, record.issued.planPath);
}

/** The number of the tranche a leg pays, from 1 in path order; 0 for other legs. */
export function trancheOf(legs: readonly Leg[], legId: LegId): number {
  return legs.filter(({ kind }) => kind === 'tranche').findIndex((leg) => leg.legId === legId) + 1;
}

/** The leg that pays tranche `tranche`. */
export function legOfTranche(legs: readonly Leg[], tranche: number): Leg | undefined {
  return legs.filter(({ kind }) => kind === 'tranche')[tranche - 1];
}

/**
 * Legs sorted so that each follows all it opens after, otherwise in path order; undefined when the path has a
 * cycle or names a leg it does not have.
 */
export function inOpeningOrder(legs: readonly Leg[]): readonly Leg[] | undefined {
  const ordered: Leg[] = [];
  const placed = new Set<LegId>();
  let waiting = [...legs];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ opensAfter }) => opensAfter.every((legId) => placed.has(legId)));
    if (ready.length === 0) return undefined;
    for (const leg of ready) {
      ordered.push(leg);
      placed.add(leg.legId);
    }
    waiting = waiting.filter(({ legId }) => !placed.has(legId));
  }
  return ordered;
}

/** Every leg that must be settled before `leg`, directly or through others. */
export function legsBefore(legs: readonly Leg[], leg: Leg): ReadonlySet<LegId> {
  const byId = new Map(legs.map((each) => [each.legId, each]));
  const found = new Set<LegId>(leg.opensAfter);
  for (const legId of found) {
    for (const earlier of byId.get(legId)?.opensAfter ?? []) found.add(earlier);
  }
  return found;
}

/** Whether a leg's payer is the bank that keeps its account: then the payee confirms, no self-witness. */
export function needsReceipt(record: DraftRecord, leg: Leg): boolean {
  const account = record.accounts[leg.payer.account];
  return account?.holderRole === 'commercial-bank' && account.bank === leg.payer.organisationId;
}

/** How many lines may pay a leg: the draft's rule, or more where a resolution matched more and was not undone since. */
export function lineLimit(record: DraftRecord, legId: LegId): number {
  const undone = record.resolutions.findLastIndex(({ act }) => act.kind === 'undo' && act.legId === legId);
  const matched = record.resolutions
    .slice(undone + 1)
    .flatMap(({ act }) => (act.kind === 'match' && act.legId === legId ? [act.lines.length] : []));
  return Math.max(record.issued.specialRule.splitMax, ...matched);
}

/** The state of one leg in a draft's derived state. */
export function legState(record: DraftRecord, legId: LegId): LegState | undefined {
  return record.state.legs.find((state) => state.legId === legId);
}

/** Whether something booked on `date` (at `time`, if known) is within a deadline; without a time the whole day counts. */
export function isOnTime(
  deadline: Deadline,
  booked: { readonly date: CalendarDate; readonly time?: string },
): boolean {
  if (isCalendarDate(deadline)) return booked.date <= deadline;
  return booked.time === undefined ? booked.date <= shanghaiDate(deadline) : booked.time <= deadline;
}
