/**
 * Drafts (数字汇票, thesis tables 6.1 and 6.2) on the chain. Each method ties a transaction of the catalogue to
 * its handler. There is no `Transfer`: only reconciliation moves a draft.
 */
import { Info, Returns, Transaction } from 'fabric-contract-api';
import * as transactions from '../../domain/transactions/draft-transactions';
import { handleHistory, handleQuery } from '../drafts/draft-queries';
import { handleCreate } from '../drafts/issue-handler';
import * as office from '../drafts/office-handlers';
import * as tranches from '../drafts/tranche-handlers';
import { TransactionContext } from '../transaction-context';
import { LedgerContract } from './ledger-contract';

@Info({ title: 'DraftContract', description: 'Drafts from issue to acceptance' })
export class DraftContract extends LedgerContract {
  constructor() {
    super('DraftContract');
  }

  @Transaction()
  @Returns('string')
  async Create(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: transactions.createDraft, handle: handleCreate }, request);
  }

  @Transaction()
  @Returns('string')
  async PresentTranche(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.presentTranche, handle: tranches.handlePresentTranche },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async GiveOpinion(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.giveOpinion, handle: tranches.handleGiveOpinion },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ConfirmNextStage(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.confirmNextStage, handle: tranches.handleConfirmNextStage },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Accept(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.acceptDraft, handle: tranches.handleAccept },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Freeze(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.freezeDraft, handle: office.handleFreeze },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ProposeLift(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.proposeLift, handle: office.handleProposeLift },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ConfirmLift(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.confirmLift, handle: office.handleConfirmLift },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ProposeExtension(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.proposeExtension, handle: office.handleProposeExtension },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ConfirmExtension(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.confirmExtension, handle: office.handleConfirmExtension },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Cancel(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.cancelDraft, handle: office.handleCancel },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Query(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: transactions.queryDraft, handle: handleQuery }, request);
  }

  @Transaction(false)
  @Returns('string')
  async History(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.queryDraftHistory, handle: handleHistory },
      request,
    );
  }
}
