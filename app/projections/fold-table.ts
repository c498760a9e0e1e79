/**
 * Which fold belongs to which event of the ledger. The table is complete: an event that is not in it is a bug, because
 * what it told would be missing from every page.
 */
import { strict as assert } from 'node:assert';
import type { Place } from '../models/place';
import type { ChainEvent } from './event-codec';
import * as drafts from './fold-drafts';
import * as projects from './fold-projects';
import * as reconciliation from './fold-reconciliation';
import * as registers from './fold-registers';
import { tellTransaction } from './fold-transactions';
import type { WorkingSet } from './working-set';

/** The facts' type belongs to the event's name; only the table ties the two together. */
type Fold = (set: WorkingSet, facts: never, place: Place) => void;

export const folds: ReadonlyMap<string, Fold> = new Map<string, Fold>([
  ['RegisterFounded', registers.foldFounded],
  ['OrganisationRegistered', registers.foldOrganisation],
  ['OrganisationDisabled', registers.foldOrganisationStatus('OrganisationDisabled')],
  ['OrganisationEnabled', registers.foldOrganisationStatus('OrganisationEnabled')],
  ['PersonDisabled', registers.foldPersonStatus('PersonDisabled')],
  ['PersonEnabled', registers.foldPersonStatus('PersonEnabled')],
  ['CertificateDisabled', registers.foldCertificate],
  ['AccountProposed', registers.foldAccount('AccountProposed')],
  ['AccountConfirmed', registers.foldAccount('AccountConfirmed')],
  ['AccountReleased', registers.foldAccount('AccountReleased')],
  ['AccountBlocked', registers.foldAccount('AccountBlocked')],
  ['BankKeyProposed', registers.foldBankKey],
  ['BankKeyConfirmed', registers.foldBankKey],
  ['ThresholdsSent', registers.foldThresholds],
  ['ProjectSubmitted', projects.foldSubmitted],
  ['ProjectWithdrawn', projects.foldDecided('Withdraw', 'ProjectWithdrawn')],
  ['ProjectReturned', projects.foldDecided('Return', 'ProjectReturned')],
  ['ProjectRejected', projects.foldDecided('Reject', 'ProjectRejected')],
  ['ProjectApproved', projects.foldApproved],
  ['ProgressReported', projects.foldProgress],
  ['CompletionStated', projects.foldCompletionStated],
  ['CompletionOpinionGiven', projects.foldCompletionOpinion],
  ['ProjectClosed', projects.foldClosed],
  ['DraftCreated', drafts.foldCreated],
  ['TranchePresented', drafts.foldPresented],
  ['OpinionGiven', drafts.foldOpinion],
  ['NextStageConfirmed', drafts.foldNextStage],
  ['TrancheAccepted', drafts.foldAccepted],
  ['DraftFrozen', drafts.foldFrozen],
  ['LiftProposed', drafts.foldLiftProposed],
  ['HoldLifted', drafts.foldLifted],
  ['ExtensionProposed', drafts.foldExtensionProposed],
  ['DeadlineExtended', drafts.foldExtended],
  ['DraftCancelled', drafts.foldCancelled],
  ['TransferRegistered', reconciliation.foldRegistered],
  ['RegistrationCorrected', reconciliation.foldCorrected],
  ['StatementPushed', reconciliation.foldPushed],
  ['ReceiptConfirmed', reconciliation.foldReceipt],
  ['ResolutionProposed', reconciliation.foldResolutionProposed],
  ['ResolutionConfirmed', reconciliation.foldResolutionConfirmed],
  ['Swept', reconciliation.foldSwept],
]);

/** Folds one event into the working set, with the transaction and the block it stands in. */
export function foldEvent(set: WorkingSet, event: ChainEvent): void {
  const fold = folds.get(event.name);
  assert(fold !== undefined, `event ${event.name} has a fold`);
  fold(set, event.facts, event.place);
  tellTransaction(set, event);
}
