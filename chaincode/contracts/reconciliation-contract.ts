/**
 * ReconciliationContract (thesis tables 6.3 and 6.4): registrations and statement entries enter here, in any
 * order; what settles is derived. `Transfer` is not callable: only reconciliation moves a draft.
 */
import { Info, Returns, Transaction } from 'fabric-contract-api';
import {
  ageing,
  checking,
  confirmReceipt,
  confirmResolution,
  correctRegistration,
  openExceptions,
  proposeResolution,
  pushStatement,
  registerTransfer,
  sweep,
} from '../../domain/transactions/reconciliation-transactions';
import { handleAgeing, handleChecking, handleOpenExceptions } from '../reconciliation/reconciliation-queries';
import {
  handleConfirmReceipt,
  handleCorrectRegistration,
  handleRegisterTransfer,
} from '../reconciliation/registration-handlers';
import { handleConfirmResolution, handleProposeResolution } from '../reconciliation/resolution-handlers';
import { handlePushStatement } from '../reconciliation/statement-handler';
import { handleSweep } from '../reconciliation/sweep-handler';
import { TransactionContext } from '../transaction-context';
import { LedgerContract } from './ledger-contract';

@Info({
  title: 'ReconciliationContract',
  description: 'Real-time reconciliation of registrations and statements',
})
export class ReconciliationContract extends LedgerContract {
  constructor() {
    super('ReconciliationContract');
  }

  @Transaction()
  @Returns('string')
  RegisterTransfer(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: registerTransfer, handle: handleRegisterTransfer }, request);
  }

  @Transaction()
  @Returns('string')
  CorrectRegistration(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: correctRegistration, handle: handleCorrectRegistration },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  PushStatement(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: pushStatement, handle: handlePushStatement }, request);
  }

  @Transaction(false)
  @Returns('string')
  Checking(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: checking, handle: handleChecking }, request);
  }

  @Transaction()
  @Returns('string')
  ConfirmReceipt(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: confirmReceipt, handle: handleConfirmReceipt }, request);
  }

  @Transaction()
  @Returns('string')
  ProposeResolution(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: proposeResolution, handle: handleProposeResolution }, request);
  }

  @Transaction()
  @Returns('string')
  ConfirmResolution(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: confirmResolution, handle: handleConfirmResolution }, request);
  }

  @Transaction()
  @Returns('string')
  Sweep(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: sweep, handle: handleSweep }, request);
  }

  @Transaction(false)
  @Returns('string')
  OpenExceptions(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: openExceptions, handle: handleOpenExceptions }, request);
  }

  @Transaction(false)
  @Returns('string')
  Ageing(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: ageing, handle: handleAgeing }, request);
  }
}
