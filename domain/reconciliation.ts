/**
 * Real-time reconciliation (实时对账, thesis 6.3.2): one pure function from a draft's facts to its legs, status
 * and exceptions. Facts are recorded, states are derived; the function is evaluated on every arrival, which is
 * what makes the order of arrival harmless.
 */
import type { Instant } from './calendar';
import { compareText } from './codec';
import type { DraftRecord, DraftState, LegState, LegStateName } from './draft';
import { draftStatus } from './draft-machine';
import type { LegId } from './identifiers';
import { findingsOnLeg } from './leg-findings';
import type { JudgedLeg } from './leg-settlement';
import { actualTransfer, judgeLegs, seqsOf } from './leg-settlement';
import { fenMax, fenOf, fenText, sumFen } from './money';
import type { Finding, StandingException } from './reconciliation-exception';
import {
  inTableOrder,
  legExceptionId,
  registrationExceptionId,
  shownText,
  withOpening,
} from './reconciliation-exception';
import { findingsOn } from './registration-findings';
import type { Judgement } from './registration-judgement';
import type { Resolution } from './resolution';
import type { Watch } from './watch';
import { watchAsOf } from './watch';

export interface Evaluation {
  readonly state: Omit<DraftState, 'exceptions'> & { readonly exceptions: readonly StandingException[] };
  /** The registrations each leg is settled by, old choices kept while their leg is only locked. */
  readonly choices: DraftRecord['choices'];
  /** When a sweep may first reveal something more. */
  readonly dueAt: Instant | undefined;
}

/** Derives a draft's state from its facts. Pure: the same facts give the same state, on every machine. */
export function evaluateDraft(record: DraftRecord): Evaluation {
  const legs = judgeLegs(record);
  const watch = watchAsOf(record.sweptAt);
  const exceptions = standingExceptions(record, legs, watch);
  const inPathOrder = record.issued.planPath.flatMap(({ legId }) => legs.get(legId) ?? []);
  const legStates = inPathOrder.map((judged) => legStateOf(record, judged, legs));
  return {
    state: {
      status: draftStatus(record, inPathOrder),
      legs: legStates,
      actualPath: actualPath(legStates),
      acceptedTranches: inPathOrder.filter(({ accepted }) => accepted).map(({ tranche }) => tranche),
      exceptions,
    },
    choices: choicesOf(legs),
    dueAt: watch.nextDue(),
  };
}

/** The record with its state derived anew; exceptions keep the time since when they stand. */
export function derive(
  record: DraftRecord,
  at: Instant,
): { readonly record: DraftRecord; readonly dueAt: Instant | undefined } {
  const { state, choices, dueAt } = evaluateDraft(record);
  const exceptions = withOpening(state.exceptions, record.state.exceptions, at);
  return { record: { ...record, choices, state: { ...state, exceptions } }, dueAt };
}

/** A leg keeps its choice while its lines are live and exact; that is what judging it chose again. */
function choicesOf(legs: ReadonlyMap<LegId, JudgedLeg>): DraftRecord['choices'] {
  const choices: Record<LegId, readonly number[]> = {};
  for (const judged of legs.values()) {
    if (judged.settled || (judged.keptFromBefore && judged.chosen.length > 0)) {
      choices[judged.leg.legId] = seqsOf(judged.chosen);
    }
  }
  return choices;
}

function legStateOf(record: DraftRecord, judged: JudgedLeg, legs: ReadonlyMap<LegId, JudgedLeg>): LegState {
  const { legId } = judged.leg;
  if (judged.settled) return { legId, state: 'settled', actual: actualTransfer(record, judged, legs) };
  const shortfall = shortfallOf(judged, legs);
  return {
    legId,
    state: unsettledState(record, judged),
    ...(shortfall === 0n ? {} : { shortfallFen: fenText(shortfall) }),
  };
}

function unsettledState(record: DraftRecord, judged: JudgedLeg): Exclude<LegStateName, 'settled'> {
  if (!judged.upstreamSettled || judged.missingStep !== undefined || record.cancelled !== undefined)
    return 'locked';
  return judged.judgements.some(({ standing }) => standing !== 'undone') ? 'registered' : 'awaiting-payment';
}

/** What a complete leg lacks before it (in fen), or what came back of its own lines. */
function shortfallOf(judged: JudgedLeg, legs: ReadonlyMap<LegId, JudgedLeg>): bigint {
  if (judged.chosen.length > 0) return missingBefore(judged, legs);
  if (!judged.judgements.some(({ line }) => line?.undoneFen !== undefined)) return 0n;
  const counted = judged.judgements.filter(({ standing }) => standing === 'undone' || standing === 'exact');
  const worth = sumFen(counted.map(({ worthFen }) => worthFen));
  const missing = fenOf(judged.leg.amountFen) - worth;
  return missing > 0n ? missing : 0n;
}

/**
 * Σ of the legs it opens after that are not settled: those that bring its payer the money, where there are such.
 * The same money may pass through several of them, so the sum is bounded by the largest amount there is.
 */
function missingBefore({ leg }: JudgedLeg, legs: ReadonlyMap<LegId, JudgedLeg>): bigint {
  const unsettled = leg.opensAfter
    .flatMap((legId) => legs.get(legId) ?? [])
    .filter(({ settled }) => !settled)
    .map((judged) => judged.leg);
  const bringing = unsettled.filter(({ payee }) => payee.organisationId === leg.payer.organisationId);
  const missing = sumFen(
    (bringing.length > 0 ? bringing : unsettled).map(({ amountFen }) => fenOf(amountFen)),
  );
  return missing > fenMax ? fenMax : missing;
}

/** Settled legs ordered by last booking, then leg id. */
function actualPath(legs: readonly LegState[]): readonly LegId[] {
  return legs
    .flatMap(({ legId, actual }) => (actual === undefined ? [] : [{ legId, actual }]))
    .sort(
      (a, b) =>
        compareText(a.actual.lastBooked, b.actual.lastBooked) ||
        compareText(a.actual.lastBookedTime ?? '~', b.actual.lastBookedTime ?? '~') ||
        compareText(a.legId, b.legId),
    )
    .map(({ legId }) => legId);
}

function standingExceptions(
  record: DraftRecord,
  legs: ReadonlyMap<LegId, JudgedLeg>,
  watch: Watch,
): readonly StandingException[] {
  return [...legs.values()]
    .flatMap((judged) => {
      const examined = { record, judged, watch };
      const onRegistrations = judged.judgements.map((judgement) =>
        registrationException(record, judgement, findingsOn(judgement, examined)),
      );
      return [...onRegistrations, legException(record, judged, findingsOnLeg(examined, legs))];
    })
    .filter((exception) => exception !== undefined)
    .filter((exception) => !isWrittenOff(exception, record.resolutions))
    .sort((a, b) => compareText(a.exceptionId, b.exceptionId));
}

function registrationException(
  record: DraftRecord,
  { registration }: Judgement,
  findings: readonly Finding[],
): StandingException | undefined {
  const { draftId } = record.issued;
  const { legId, serialNumber, date } = registration;
  return exceptionOf(findings, {
    exceptionId: registrationExceptionId(draftId, registration),
    ...{ draftId, legId, serialNumber, transferDate: date },
  });
}

function legException(
  record: DraftRecord,
  { leg }: JudgedLeg,
  findings: readonly Finding[],
): StandingException | undefined {
  const { draftId } = record.issued;
  return exceptionOf(findings, {
    exceptionId: legExceptionId(draftId, leg.legId),
    draftId,
    legId: leg.legId,
  });
}

/** One exception from its findings, owned by the owner of its first reason; undefined when there is nothing to find. */
export function exceptionOf(
  findings: readonly Finding[],
  about: Omit<StandingException, 'findings' | 'owner'>,
): StandingException | undefined {
  const ordered = inTableOrder(findings);
  const first = ordered[0];
  return first === undefined ? undefined : { ...about, findings: ordered, owner: first.owner };
}

/** A write-off closes an exception as long as its reasons and values are those it was shown. */
export function isWrittenOff(exception: StandingException, resolutions: readonly Resolution[]): boolean {
  return resolutions.some(
    ({ act, exceptionId, shown }) =>
      act.kind === 'write-off' && exceptionId === exception.exceptionId && shown === shownText(exception),
  );
}
