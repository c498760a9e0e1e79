/**
 * Projects on the chain: application, decision, progress, completion, closing (domain rules, section 3). Each
 * method ties a transaction of the catalogue to its handler; the pipeline is LedgerContract's.
 */
import { Info, Returns, Transaction } from 'fabric-contract-api';
import * as transactions from '../../domain/transactions/project-transactions';
import * as course from '../projects/course-handlers';
import * as decisions from '../projects/decision-handlers';
import * as queries from '../projects/project-queries';
import { handleSubmit } from '../projects/submission-handler';
import { TransactionContext } from '../transaction-context';
import { LedgerContract } from './ledger-contract';

@Info({ title: 'ProjectContract', description: 'Projects from application to closing' })
export class ProjectContract extends LedgerContract {
  constructor() {
    super('ProjectContract');
  }

  @Transaction()
  @Returns('string')
  async Submit(context: TransactionContext, request: string): Promise<string> {
    return this.perform(context, { definition: transactions.submitProject, handle: handleSubmit }, request);
  }

  @Transaction()
  @Returns('string')
  async Withdraw(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.withdrawProject, handle: decisions.handleWithdraw },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Return(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.returnProject, handle: decisions.handleReturn },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Reject(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.rejectProject, handle: decisions.handleReject },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Approve(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.approveProject, handle: decisions.handleApprove },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async ReportProgress(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.reportProgress, handle: course.handleReportProgress },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async StateCompletion(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.stateCompletion, handle: course.handleStateCompletion },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async GiveCompletionOpinion(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.giveCompletionOpinion, handle: course.handleGiveCompletionOpinion },
      request,
    );
  }

  @Transaction()
  @Returns('string')
  async Close(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.closeProject, handle: course.handleClose },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Project(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.queryProject, handle: queries.handleProject },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async Projects(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.queryProjects, handle: queries.handleProjects },
      request,
    );
  }

  @Transaction(false)
  @Returns('string')
  async History(context: TransactionContext, request: string): Promise<string> {
    return this.perform(
      context,
      { definition: transactions.queryProjectHistory, handle: queries.handleHistory },
      request,
    );
  }
}
