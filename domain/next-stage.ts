/**
 * The next-stage plan (新阶段资金计划; domain rules, section 3): with a presented tranche the implementer may
 * propose other shares and dates for the tranches still to come. The command's positive opinion and the
 * leading-group office's confirmation put it in force, as an amendment beside the signed path.
 */
import { legOfTranche, legsInForce } from './disbursement-leg';
import type { Amendment, DraftRecord, Leg, Presentation, StageChange } from './draft';
import type { Act } from './draft-facts';
import {
  checkAhead,
  checkOtherPerson,
  checkRoom,
  checkUncancelled,
  isLegSettled,
  liveRegistrations,
} from './draft-facts';
import type { Instant } from './calendar';
import { lastPresentation, opinionOn } from './leg-settlement';
import { fenOf, sumFen } from './money';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export interface NextStage {
  /** The tranche it is presented with: only later ones may change. */
  readonly tranche: number;
  readonly changes: readonly StageChange[];
}

/**
 * Checks a plan against the path in force. Refuses `stage-misfit` (a tranche that is not still to come, or
 * named twice), `tranche-in-payment`, `stage-sum` and `deadline-past`.
 */
export function checkNextStage(record: DraftRecord, stage: NextStage, now: Instant): Result<readonly Leg[]> {
  const legs: Leg[] = [];
  for (const [position, change] of stage.changes.entries()) {
    const leg = checkChange(record, stage, { change, position, now });
    if (!leg.ok) return leg;
    legs.push(leg.value);
  }
  const before = sumFen(legs.map(({ amountFen }) => fenOf(amountFen)));
  const after = sumFen(stage.changes.map(({ amountFen }) => fenOf(amountFen)));
  if (before === after) return accepted(legs);
  const values = { sumFen: after.toString(), expectedFen: before.toString() };
  return refused(refusal('stage-sum', { field: 'nextStage', expected: values.expectedFen, values }));
}

function checkChange(
  record: DraftRecord,
  stage: NextStage,
  {
    change,
    position,
    now,
  }: { readonly change: StageChange; readonly position: number; readonly now: Instant },
): Result<Leg> {
  const { tranche } = change;
  const field = `nextStage[${String(position)}]`;
  const leg = legOfTranche(legsInForce(record), tranche);
  const first = stage.changes.findIndex((each) => each.tranche === tranche) === position;
  const values = {
    draftId: record.issued.draftId,
    tranche: String(tranche),
    presented: String(stage.tranche),
  };
  if (leg === undefined || tranche <= stage.tranche || !first) {
    return refused(refusal('stage-misfit', { field: `${field}.tranche`, values }));
  }
  if (isLegSettled(record, leg.legId) || liveRegistrations(record, leg.legId).length > 0) {
    return refused(refusal('tranche-in-payment', { field: `${field}.tranche`, values }));
  }
  const ahead = checkAhead(change.deadline, now, `${field}.deadline`);
  return ahead.ok ? accepted(leg) : ahead;
}

/**
 * The draft with the next stage in force that was presented with a tranche. Refuses `draft-cancelled`,
 * `stage-not-proposed` (none there, or in force already), `stage-without-opinion`, `same-person`,
 * `draft-facts-too-many`, and whatever of the plan does not hold any more.
 */
export function confirmNextStage(record: DraftRecord, tranche: number, act: Act): Result<DraftRecord> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  const proposed = proposedStage(record, tranche);
  if (!proposed.ok) return proposed;
  const { by, seq, changes } = proposed.value;
  const other = checkOtherPerson(by, act.by);
  if (!other.ok) return other;
  const possible = checkNextStage(record, { tranche, changes }, act.at);
  if (!possible.ok) return possible;
  const room = checkRoom(record, 'amendments', record.amendments.length);
  if (!room.ok) return room;
  const { by: confirmedBy, at } = act;
  const plan = { presentationSeq: seq, changes, proposedBy: by, confirmedBy, at };
  const amendment: Amendment = { kind: 'next-stage', ...plan };
  return accepted({ ...record, amendments: [...record.amendments, amendment] });
}

function proposedStage(
  record: DraftRecord,
  tranche: number,
): Result<Presentation & { readonly changes: readonly StageChange[] }> {
  const presentation = lastPresentation(record, tranche);
  const changes = presentation?.nextStage;
  const values = { draftId: record.issued.draftId, tranche: String(tranche) };
  if (presentation === undefined || changes === undefined || isInForce(record, presentation)) {
    return refused(refusal('stage-not-proposed', { field: 'tranche', values }));
  }
  if (opinionOn(record, presentation)?.agrees !== true) {
    return refused(refusal('stage-without-opinion', { field: 'tranche', values }));
  }
  return accepted({ ...presentation, changes });
}

function isInForce(record: DraftRecord, { seq }: Presentation): boolean {
  return record.amendments.some(
    (amendment) => amendment.kind === 'next-stage' && amendment.presentationSeq === seq,
  );
}
