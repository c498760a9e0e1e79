/**
 * Extending a leg's deadline (domain rules, section 4): proposed by who must act or by the offices above,
 * confirmed by another person of the leading-group office; an amendment beside the signed path.
 */
import type { Deadline } from './calendar';
import { deadlineInstant } from './calendar';
import type { DraftRecord, ProposedExtension } from './draft';
import type { Act } from './draft-facts';
import { checkAhead, checkOtherPerson, checkRoom, checkUncancelled, isLegSettled } from './draft-facts';
import type { LegId } from './identifiers';
import { findLeg } from './registration';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export interface Extension {
  readonly legId: LegId;
  readonly deadline: Deadline;
}

/**
 * The draft with an extension proposed; a later proposal for the same leg takes an earlier one's place.
 * Refuses `draft-cancelled`, `leg-unknown`, `leg-settled`, `deadline-past` and `deadline-not-later`.
 */
export function proposeExtension(
  record: DraftRecord,
  proposed: Extension & { readonly reason: string },
  act: Act,
): Result<DraftRecord> {
  const possible = checkExtension(record, proposed, act);
  if (!possible.ok) return possible;
  const { legId, deadline, reason } = proposed;
  return accepted(
    withProposals(record, [...otherProposals(record, legId), { legId, deadline, reason, ...act }]),
  );
}

/** The proposal of exactly this extension; refuses (`extension-not-proposed`) when it is not the one that stands. */
export function proposedExtension(
  record: DraftRecord,
  { legId, deadline }: Extension,
): Result<ProposedExtension> {
  const proposal = record.extensionsProposed?.find((each) => each.legId === legId);
  return proposal?.deadline === deadline
    ? accepted(proposal)
    : refused(notProposed(record, { legId, deadline }));
}

/**
 * The draft with the extension in force. Refuses what a proposal refuses, `extension-not-proposed`, for the
 * person who proposed `same-person`, and `draft-facts-too-many`.
 * @param inForce false when the proposer was disabled since: then the proposal is void
 */
export function confirmExtension(
  record: DraftRecord,
  extension: Extension,
  { act, inForce }: { readonly act: Act; readonly inForce: boolean },
): Result<DraftRecord> {
  const proposed = proposedExtension(record, extension);
  if (!proposed.ok) return proposed;
  if (!inForce) return refused(notProposed(record, extension));
  const { legId, deadline, reason, by } = proposed.value;
  const other = checkOtherPerson(by, act.by);
  if (!other.ok) return other;
  const possible = checkExtension(record, extension, act);
  if (!possible.ok) return possible;
  const room = checkRoom(record, 'amendments', record.amendments.length);
  if (!room.ok) return room;
  const { by: confirmedBy, at } = act;
  const amendment = { kind: 'extension', legId, deadline, reason, proposedBy: by, confirmedBy, at } as const;
  return accepted(
    withProposals(
      { ...record, amendments: [...record.amendments, amendment] },
      otherProposals(record, legId),
    ),
  );
}

function checkExtension(
  record: DraftRecord,
  { legId, deadline }: Extension,
  { at }: Act,
): Result<DraftRecord> {
  const live = checkUncancelled(record);
  if (!live.ok) return live;
  const leg = findLeg(record, legId);
  if (!leg.ok) return leg;
  const { draftId } = record.issued;
  if (isLegSettled(record, legId)) {
    return refused(refusal('leg-settled', { field: 'legId', values: { draftId, legId } }));
  }
  const ahead = checkAhead(deadline, at, 'deadline');
  if (!ahead.ok) return ahead;
  const inForce = leg.value.deadline;
  if (deadlineInstant(deadline) > deadlineInstant(inForce)) return accepted(record);
  const values = { legId, deadline, inForce };
  return refused(
    refusal('deadline-not-later', { field: 'deadline', expected: `later than ${inForce}`, values }),
  );
}

function otherProposals(record: DraftRecord, legId: LegId): readonly ProposedExtension[] {
  return (record.extensionsProposed ?? []).filter((each) => each.legId !== legId);
}

function withProposals(record: DraftRecord, proposals: readonly ProposedExtension[]): DraftRecord {
  const { extensionsProposed, ...rest } = record;
  if (proposals.length > 0) return { ...rest, extensionsProposed: proposals };
  return extensionsProposed === undefined ? record : rest;
}

function notProposed(record: DraftRecord, { legId, deadline }: Extension): ReturnType<typeof refusal> {
  const values = { draftId: record.issued.draftId, legId, deadline };
  return refusal('extension-not-proposed', { field: 'deadline', values });
}
