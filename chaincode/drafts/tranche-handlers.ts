/** The tranches: presented, opined on, planned anew, accepted (domain rules, section 7). */
import { acceptTranche, giveOpinion, presentTranche } from '../../domain/draft-tranches';
import type {
  NextStageConfirmed,
  OpinionGiven,
  TrancheAccepted,
  TranchePresented,
} from '../../domain/events/draft-act-events';
import { lastPresentation } from '../../domain/leg-settlement';
import { confirmNextStage } from '../../domain/next-stage';
import type { Result } from '../../domain/result';
import * as transactions from '../../domain/transactions/draft-transactions';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import type { UnitOfWork } from '../transaction-context';
import { actOnDraft } from './draft-act';

/** Records a presentation. */
export async function handlePresentTranche(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.presentTranche>,
): Promise<Result<Outcome>> {
  const { draftId, tranche, milestone, evidence, nextStage } = request;
  const plan = nextStage === undefined ? {} : { nextStage };
  return actOnDraft(work, draftId, {
    definition: transactions.presentTranche,
    apply: (record, act) => presentTranche(record, { tranche, milestone, evidence, ...plan }, act),
    tell: (): TranchePresented => ({ draftId, tranche, milestone, evidence, ...plan }),
  });
}

/** Records the county command's opinion. */
export async function handleGiveOpinion(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.giveOpinion>,
): Promise<Result<Outcome>> {
  const { draftId, tranche, decision, opinion } = request;
  return actOnDraft(work, draftId, {
    definition: transactions.giveOpinion,
    apply: (record, act) =>
      giveOpinion(record, { tranche, agrees: decision === 'agree', text: opinion }, act),
    tell: (): OpinionGiven => ({ draftId, tranche, decision, opinion }),
  });
}

/** Puts a next-stage plan in force. */
export async function handleConfirmNextStage(
  work: UnitOfWork,
  { draftId, tranche }: RequestOf<typeof transactions.confirmNextStage>,
): Promise<Result<Outcome>> {
  return actOnDraft(work, draftId, {
    definition: transactions.confirmNextStage,
    apply: (record, act) => confirmNextStage(record, tranche, act),
    tell: (record): NextStageConfirmed => ({
      draftId,
      tranche,
      changes: lastPresentation(record, tranche)?.nextStage ?? [],
    }),
  });
}

/** Records an acceptance; the county command's is in the implementer's place. */
export async function handleAccept(
  work: UnitOfWork,
  { draftId, tranche, evidence }: RequestOf<typeof transactions.acceptDraft>,
): Promise<Result<Outcome>> {
  const byCommand = work.caller.role === 'county-command';
  return actOnDraft(work, draftId, {
    definition: transactions.acceptDraft,
    apply: (record, act) => acceptTranche(record, { tranche, evidence, byCommand }, act),
    tell: (): TrancheAccepted => ({
      ...{ draftId, tranche, inPlaceOfImplementer: byCommand, evidence: evidence ?? [] },
    }),
  });
}
