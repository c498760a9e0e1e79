/** What the offices do with a draft: freeze and lift, extend deadlines, cancel (domain rules, section 4). */
import { strict as assert } from 'node:assert';
import { cancelDraft } from '../../domain/draft-cancellation';
import { confirmExtension, proposeExtension, proposedExtension } from '../../domain/draft-extension';
import { confirmLift, freezeDraft, proposeLift, proposedLift } from '../../domain/draft-hold';
import type { DeadlineMoved, DraftDecided, HoldLifted } from '../../domain/events/draft-act-events';
import { draftCancelled } from '../../domain/project';
import { findLeg } from '../../domain/registration';
import type { Result } from '../../domain/result';
import * as transactions from '../../domain/transactions/draft-transactions';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { projectKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { actOnDraft, isInForce, knownDraft } from './draft-act';

/** Freezes a draft. */
export async function handleFreeze(
  work: UnitOfWork,
  { draftId, reason }: RequestOf<typeof transactions.freezeDraft>,
): Promise<Result<Outcome>> {
  return actOnDraft(work, draftId, {
    definition: transactions.freezeDraft,
    apply: (record, act) => freezeDraft(record, reason, act),
    tell: (): DraftDecided => ({ draftId, reason }),
  });
}

/** Proposes to lift a hold. */
export async function handleProposeLift(
  work: UnitOfWork,
  { draftId, reason }: RequestOf<typeof transactions.proposeLift>,
): Promise<Result<Outcome>> {
  return actOnDraft(work, draftId, {
    definition: transactions.proposeLift,
    apply: (record, act) => proposeLift(record, reason, act),
    tell: (): DraftDecided => ({ draftId, reason }),
  });
}

/** Lifts a hold; what waited behind it settles in the same transaction. */
export async function handleConfirmLift(
  work: UnitOfWork,
  { draftId }: RequestOf<typeof transactions.confirmLift>,
): Promise<Result<Outcome>> {
  return actOnDraft(work, draftId, {
    definition: transactions.confirmLift,
    apply: async (record, act) => {
      const proposed = proposedLift(record);
      return proposed.ok ? confirmLift(record, act, await isInForce(work, proposed.value.by)) : proposed;
    },
    tell: (): HoldLifted => ({ draftId }),
  });
}

/** Proposes a later deadline for a leg. */
export async function handleProposeExtension(
  work: UnitOfWork,
  { draftId, legId, deadline, reason }: RequestOf<typeof transactions.proposeExtension>,
): Promise<Result<Outcome>> {
  const known = await knownDraft(new DraftBook(work), draftId);
  if (!known.ok) return known;
  const leg = findLeg(known.value, legId);
  if (!leg.ok) return leg;
  return actOnDraft(work, draftId, {
    definition: transactions.proposeExtension,
    concerns: { payer: leg.value.payer.organisationId },
    apply: (record, act) => proposeExtension(record, { legId, deadline, reason }, act),
    tell: (): DeadlineMoved => ({ draftId, legId, deadline, reason }),
  });
}

/** Puts an extension in force. */
export async function handleConfirmExtension(
  work: UnitOfWork,
  { draftId, legId, deadline }: RequestOf<typeof transactions.confirmExtension>,
): Promise<Result<Outcome>> {
  const extension = { legId, deadline };
  return actOnDraft(work, draftId, {
    definition: transactions.confirmExtension,
    apply: async (record, act) => {
      const proposed = proposedExtension(record, extension);
      if (!proposed.ok) return proposed;
      const inForce = await isInForce(work, proposed.value.by);
      return confirmExtension(record, extension, { act, inForce });
    },
    tell: (): DeadlineMoved => ({ draftId, legId, deadline }),
  });
}

/** Cancels a draft and puts its project back to `approved`. */
export async function handleCancel(
  work: UnitOfWork,
  { draftId, reason }: RequestOf<typeof transactions.cancelDraft>,
): Promise<Result<Outcome>> {
  return actOnDraft(work, draftId, {
    definition: transactions.cancelDraft,
    apply: async (record, act) => {
      const cancelled = cancelDraft(record, reason, act);
      if (!cancelled.ok) return cancelled;
      const key = projectKey(record.issued.projectId);
      const project = await work.state.read(key);
      assert(project !== undefined, `project ${record.issued.projectId} of draft ${draftId} exists`);
      work.state.write(key, draftCancelled(project, draftId));
      return cancelled;
    },
    tell: (): DraftDecided => ({ draftId, reason }),
  });
}
