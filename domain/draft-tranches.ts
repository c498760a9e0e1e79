/**
 * The tranches of a draft (domain rules, section 7): the implementer presents a tranche, the county command
 * gives its opinion, and when the leg is settled the implementer accepts (承兑). Presentations and opinions
 * are facts: they may come before the money, and a hold does not stop them.
 */
import { legOfTranche, legsInForce } from './disbursement-leg';
import type { DraftRecord, Leg, Opinion, Presentation, StageChange } from './draft';
import type { Act } from './draft-facts';
import {
  checkDistinctEvidence,
  checkRoom,
  checkUncancelled,
  isLegSettled,
  nextSeq,
  settlingLines,
} from './draft-facts';
import { checkUnfrozen } from './draft-hold';
import type { FileHash } from './identifiers';
import { lastPresentation, opinionOn } from './leg-settlement';
import { checkNextStage } from './next-stage';
import { legExceptionId } from './reconciliation-exception';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

/**
 * The draft with a tranche presented. Refuses `draft-cancelled`, `tranche-unknown`, `tranche-out-of-order`
 * (the one before has no positive opinion), `tranche-agreed`, `opinion-awaited`, `draft-facts-too-many`,
 * `evidence-repeated` and what a next-stage plan refuses.
 */
export function presentTranche(
  record: DraftRecord,
  presented: {
    readonly tranche: number;
    readonly milestone: string;
    readonly evidence: readonly FileHash[];
    readonly nextStage?: readonly StageChange[] | undefined;
  },
  act: Act,
): Result<DraftRecord> {
  const { tranche, milestone, evidence, nextStage } = presented;
  const place = checkPresentable(record, tranche);
  if (!place.ok) return place;
  const files = checkDistinctEvidence(evidence);
  if (!files.ok) return files;
  if (nextStage !== undefined) {
    const stage = checkNextStage(record, { tranche, changes: nextStage }, act.at);
    if (!stage.ok) return stage;
  }
  const { record: next, seq } = nextSeq(record);
  const plan = nextStage === undefined ? {} : { nextStage };
  const presentation: Presentation = { seq, tranche, milestone, evidence, ...plan, ...act };
  return accepted({ ...next, presentations: [...record.presentations, presentation] });
}

function checkPresentable(record: DraftRecord, tranche: number): Result<DraftRecord> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  const leg = findTranche(record, tranche);
  if (!leg.ok) return leg;
  const values = { draftId: record.issued.draftId, tranche: String(tranche), before: String(tranche - 1) };
  if (tranche > 1 && standingOf(record, tranche - 1) !== 'agreed') {
    return refused(refusal('tranche-out-of-order', { field: 'tranche', values }));
  }
  switch (standingOf(record, tranche)) {
    case 'agreed':
      return refused(refusal('tranche-agreed', { field: 'tranche', values }));
    case 'awaits-opinion':
      return refused(refusal('opinion-awaited', { field: 'tranche', values }));
    case 'returned':
    case 'not-presented':
      return checkRoom(record, 'presentations', record.presentations.length);
  }
}

type TrancheStanding = 'not-presented' | 'awaits-opinion' | 'agreed' | 'returned';

/** Where a tranche's latest presentation stands. */
function standingOf(record: DraftRecord, tranche: number): TrancheStanding {
  const presentation = lastPresentation(record, tranche);
  if (presentation === undefined) return 'not-presented';
  const opinion = opinionOn(record, presentation);
  if (opinion === undefined) return 'awaits-opinion';
  return opinion.agrees ? 'agreed' : 'returned';
}

/**
 * The draft with the command's opinion on the presentation that awaits one; there is one opinion for each.
 * Refuses `draft-cancelled`, `tranche-unknown` and `no-opinion-awaited`.
 */
export function giveOpinion(
  record: DraftRecord,
  given: { readonly tranche: number; readonly agrees: boolean; readonly text: string },
  act: Act,
): Result<DraftRecord> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  const { tranche, agrees, text } = given;
  const leg = findTranche(record, tranche);
  if (!leg.ok) return leg;
  const presentation = lastPresentation(record, tranche);
  if (presentation === undefined || opinionOn(record, presentation) !== undefined) {
    const values = { draftId: record.issued.draftId, tranche: String(tranche) };
    return refused(refusal('no-opinion-awaited', { field: 'tranche', values }));
  }
  const { record: next, seq } = nextSeq(record);
  const opinion: Opinion = { seq, tranche, presentationSeq: presentation.seq, agrees, text, ...act };
  return accepted({ ...next, opinions: [...record.opinions, opinion] });
}

export interface AcceptanceRequest {
  readonly tranche: number;
  /** Only from the county command, which must give it. */
  readonly evidence?: readonly FileHash[] | undefined;
  /** Whether the county command accepts in the implementer's place. */
  readonly byCommand: boolean;
}

/**
 * The draft with a tranche accepted, by the lines its leg is settled by. Refuses `draft-cancelled`,
 * `draft-frozen`, `tranche-unknown`, `tranche-not-settled`, `tranche-accepted`, and from the county command
 * also `acceptance-not-overdue` and missing evidence.
 */
export function acceptTranche(
  record: DraftRecord,
  request: AcceptanceRequest,
  act: Act,
): Result<DraftRecord> {
  const leg = findAcceptable(record, request.tranche);
  if (!leg.ok) return leg;
  const stead = checkStead(record, leg.value, request);
  if (!stead.ok) return stead;
  const { tranche, evidence } = request;
  const acceptance = {
    tranche,
    lines: settlingLines(record, leg.value.legId),
    ...act,
    ...(evidence === undefined ? {} : { evidence }),
  };
  return accepted({ ...record, acceptances: [...record.acceptances, acceptance] });
}

function findAcceptable(record: DraftRecord, tranche: number): Result<Leg> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  const free = checkUnfrozen(record);
  if (!free.ok) return free;
  const leg = findTranche(record, tranche);
  if (!leg.ok) return leg;
  const { legId } = leg.value;
  const values = { draftId: record.issued.draftId, tranche: String(tranche), legId };
  if (!isLegSettled(record, legId)) {
    return refused(refusal('tranche-not-settled', { field: 'tranche', values }));
  }
  if (record.state.acceptedTranches.includes(tranche)) {
    return refused(refusal('tranche-accepted', { field: 'tranche', values }));
  }
  const room = checkRoom(record, 'acceptances', record.acceptances.length);
  return room.ok ? leg : room;
}

/** Who accepts for the implementer gives evidence, and only while the implementer is late; others give none. */
function checkStead(record: DraftRecord, { legId }: Leg, request: AcceptanceRequest): Result<DraftRecord> {
  const { tranche, evidence, byCommand } = request;
  if (byCommand !== (evidence !== undefined)) {
    const expected = byCommand
      ? 'a list of 1–20 file hashes'
      : 'nothing: only the county command adds evidence';
    return refused(refusal('malformed', { field: 'evidence', expected }));
  }
  const files = checkDistinctEvidence(evidence ?? []);
  if (!files.ok) return files;
  if (!byCommand || isNotAccepted(record, legId)) return accepted(record);
  const values = { draftId: record.issued.draftId, tranche: String(tranche) };
  return refused(refusal('acceptance-not-overdue', { field: 'tranche', values }));
}

function isNotAccepted(record: DraftRecord, legId: Leg['legId']): boolean {
  const exceptionId = legExceptionId(record.issued.draftId, legId);
  const exception = record.state.exceptions.find((each) => each.exceptionId === exceptionId);
  return exception?.findings.some(({ reason }) => reason === 'not-accepted') === true;
}

/** The leg that pays a tranche; refuses (`tranche-unknown`) a number the draft does not have. */
function findTranche(record: DraftRecord, tranche: number): Result<Leg> {
  const legs = legsInForce(record);
  const leg = legOfTranche(legs, tranche);
  if (leg !== undefined) return accepted(leg);
  const count = legs.filter(({ kind }) => kind === 'tranche').length;
  const values = { draftId: record.issued.draftId, tranche: String(tranche), count: String(count) };
  return refused(refusal('tranche-unknown', { field: 'tranche', expected: `1–${String(count)}`, values }));
}
