/**
 * Freezing a draft and lifting the freeze (domain rules, section 4). A hold keeps what was settled and lets
 * nothing further settle or be accepted; deadlines do not stop. One person freezes, two lift.
 */
import type { DraftRecord, Hold } from './draft';
import type { Act } from './draft-facts';
import { checkOtherPerson, checkRoom, checkUncancelled, isLegSettled, settlingLines } from './draft-facts';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

/** The frozen draft. Refuses `draft-cancelled`, `draft-frozen` and `draft-facts-too-many`. */
export function freezeDraft(record: DraftRecord, reason: string, act: Act): Result<DraftRecord> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  if (record.hold !== undefined) return refused(frozenRefusal(record));
  const room = checkRoom(record, 'holds', record.pastHolds.length);
  if (!room.ok) return room;
  const settled = Object.fromEntries(
    record.issued.planPath
      .filter(({ legId }) => isLegSettled(record, legId))
      .map(({ legId }) => [legId, settlingLines(record, legId)]),
  );
  return accepted({ ...record, hold: { frozenBy: act.by, at: act.at, reason, settled } });
}

/** The draft with its lifting proposed; a later proposal takes an earlier one's place. Refuses `draft-not-frozen`. */
export function proposeLift(record: DraftRecord, reason: string, act: Act): Result<DraftRecord> {
  const { hold } = record;
  if (hold === undefined) return notFrozen(record);
  return accepted({ ...record, hold: { ...hold, liftProposed: { ...act, reason } } });
}

/** The proposed lifting; refuses `draft-not-frozen` and `lift-not-proposed`. */
export function proposedLift(record: DraftRecord): Result<NonNullable<Hold['liftProposed']>> {
  if (record.hold === undefined) return notFrozen(record);
  const { liftProposed } = record.hold;
  return liftProposed === undefined ? refused(liftNotProposed(record)) : accepted(liftProposed);
}

/**
 * The draft set free, its hold among the past ones. Refuses `draft-not-frozen`, `lift-not-proposed` and, for
 * the person who proposed, `same-person`.
 * @param inForce false when the proposer was disabled since: then the proposal is void
 */
export function confirmLift(record: DraftRecord, act: Act, inForce: boolean): Result<DraftRecord> {
  const proposed = proposedLift(record);
  if (!proposed.ok) return proposed;
  if (!inForce) return refused(liftNotProposed(record));
  const other = checkOtherPerson(proposed.value.by, act.by);
  if (!other.ok) return other;
  const { hold, ...rest } = record;
  if (hold === undefined) return notFrozen(record);
  return accepted({
    ...rest,
    pastHolds: [...record.pastHolds, { ...hold, liftedBy: act.by, liftedAt: act.at }],
  });
}

/** Refuses (`draft-frozen`) what a hold forbids. */
export function checkUnfrozen(record: DraftRecord): Result<DraftRecord> {
  return record.hold === undefined ? accepted(record) : refused(frozenRefusal(record));
}

function frozenRefusal(record: DraftRecord): ReturnType<typeof refusal> {
  const { draftId } = record.issued;
  return refusal('draft-frozen', { field: 'draftId', values: { draftId, at: record.hold?.at ?? '' } });
}

function notFrozen(record: DraftRecord): Result<never> {
  return refused(
    refusal('draft-not-frozen', { field: 'draftId', values: { draftId: record.issued.draftId } }),
  );
}

function liftNotProposed(record: DraftRecord): ReturnType<typeof refusal> {
  return refusal('lift-not-proposed', { field: 'draftId', values: { draftId: record.issued.draftId } });
}
