/**
 * What a sweep reveals about a leg as such: an open leg past its deadline, money that came in and rests, a
 * settled tranche nobody accepted (domain rules, section 5; thesis 6.2: 资金沉淀).
 */
import { addDays, deadlineInstant, endOfDay, isCalendarDate, shanghaiDate } from './calendar';
import type { CalendarDate, Deadline } from './calendar';
import { legsBefore } from './disbursement-leg';
import type { LegId, OrganisationId } from './identifiers';
import type { JudgedLeg } from './leg-settlement';
import { lastBooked } from './leg-settlement';
import type { Finding } from './reconciliation-exception';
import type { Examined } from './registration-findings';

/** Days the implementer has to accept a settled tranche. */
export const acceptanceDays = 10;

export type Step = 'payment' | 'acceptance' | 'presentation' | 'opinion';

/** Who must act next on a leg, and how; undefined while it waits for an earlier leg or is settled. */
export function nextStep({
  record,
  judged,
}: Pick<Examined, 'record' | 'judged'>): { readonly step: Step; readonly owner: OrganisationId } | undefined {
  if (judged.settled || !judged.upstreamSettled || record.cancelled !== undefined) return undefined;
  const { missingStep } = judged;
  if (missingStep === undefined) return { step: 'payment', owner: judged.leg.payer.organisationId };
  return { step: missingStep, owner: missingStep === 'opinion' ? record.command : record.implementer };
}

/** The findings on a leg that no single registration bears. */
export function findingsOnLeg(examined: Examined, legs: ReadonlyMap<LegId, JudgedLeg>): readonly Finding[] {
  if (examined.record.cancelled !== undefined) return [];
  return [...overdue(examined), ...idleMoney(examined, legs), ...notAccepted(examined)];
}

function overdue(examined: Examined): readonly Finding[] {
  const { judged, watch } = examined;
  const next = nextStep(examined);
  if (next === undefined || judged.chosen.length > 0) return [];
  if (!watch.hasPassed(deadlineInstant(judged.leg.deadline))) return [];
  return [{ reason: 'overdue', owner: next.owner, expected: judged.leg.deadline, actual: next.step }];
}

/** Money came in and its onward leg is not settled `idleDays` after the last booking it opens after. */
function idleMoney(examined: Examined, legs: ReadonlyMap<LegId, JudgedLeg>): readonly Finding[] {
  const { record, judged, watch } = examined;
  const upstream = judged.leg.opensAfter
    .flatMap((legId) => legs.get(legId) ?? [])
    .filter(({ settled }) => settled);
  const cameIn = upstream.some(({ leg }) => leg.payee.organisationId === judged.leg.payer.organisationId);
  if (judged.settled || !cameIn) return [];
  const lastIn = upstream
    .map((leg) => lastBooked(leg).date)
    .sort()
    .at(-1);
  if (lastIn === undefined) return [];
  const rested = addDays(lastIn, record.policy.idleDays);
  const due = judged.leg.kind === 'tranche' ? later(rested, dayOf(judged.leg.deadline)) : rested;
  if (!watch.hasPassed(endOfDay(due))) return [];
  return [{ reason: 'idle-money', owner: earliestOwner(examined, legs), expected: due, actual: lastIn }];
}

/** Who must act on the earliest step that is not settled, on the way to this leg. */
function earliestOwner(examined: Examined, legs: ReadonlyMap<LegId, JudgedLeg>): OrganisationId {
  const { record, judged } = examined;
  const before = legsBefore(
    [...legs.values()].map(({ leg }) => leg),
    judged.leg,
  );
  const step = [...legs.values()]
    .filter(({ leg }) => leg === judged.leg || before.has(leg.legId))
    .flatMap((each) => nextStep({ record, judged: each }) ?? [])[0];
  return step?.owner ?? judged.leg.payer.organisationId;
}

function notAccepted({ record, judged, watch }: Examined): readonly Finding[] {
  if (judged.tranche === 0 || !judged.settled || judged.accepted) return [];
  const due = addDays(lastBooked(judged).date, acceptanceDays);
  if (!watch.hasPassed(endOfDay(due))) return [];
  return [{ reason: 'not-accepted', owner: record.implementer, expected: due }];
}

function dayOf(deadline: Deadline): CalendarDate {
  return isCalendarDate(deadline) ? deadline : shanghaiDate(deadline);
}

function later(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}
