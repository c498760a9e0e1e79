/** The decision on an application: withdrawn, returned, rejected, approved (domain rules, section 3). */
import { actorOf } from '../../domain/actor';
import type { ProjectApproved, ProjectDecided } from '../../domain/events/project-events';
import type { ProjectId } from '../../domain/identifiers';
import type { Decision } from '../../domain/project-course';
import { approve, decided, trancheAmounts } from '../../domain/project-course';
import { projectStatus } from '../../domain/project';
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type {
  ProjectApprovedAnswer,
  ProjectStatusAnswer,
} from '../../domain/transactions/project-transactions';
import * as transactions from '../../domain/transactions/project-transactions';
import type { RequestOf, TransactionDefinition } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { projectKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { projectFor } from './project-store';

type ReasonedRequest = RequestOf<typeof transactions.returnProject>;

/** Withdraws the county's own application. */
export async function handleWithdraw(
  work: UnitOfWork,
  { projectId, reason }: RequestOf<typeof transactions.withdrawProject>,
): Promise<Result<Outcome>> {
  return decide(work, projectId, { definition: transactions.withdrawProject, event: 'Withdraw', reason });
}

/** Returns an application with a reason. */
export async function handleReturn(work: UnitOfWork, request: ReasonedRequest): Promise<Result<Outcome>> {
  const { projectId, reason } = request;
  return decide(work, projectId, { definition: transactions.returnProject, event: 'Return', reason });
}

/** Rejects an application with a reason. */
export async function handleReject(work: UnitOfWork, request: ReasonedRequest): Promise<Result<Outcome>> {
  const { projectId, reason } = request;
  return decide(work, projectId, { definition: transactions.rejectProject, event: 'Reject', reason });
}

async function decide(
  work: UnitOfWork,
  projectId: ProjectId,
  decision: Decision & { readonly definition: TransactionDefinition },
): Promise<Result<Outcome>> {
  const known = await projectFor(work, projectId, decision);
  if (!known.ok) return known;
  const { event, reason } = decision;
  const act = { by: actorOf(work.caller), at: work.now };
  const record = decided(known.value.record, { event, reason }, act);
  work.state.write(projectKey(projectId), record);
  const answer: ProjectStatusAnswer = { projectId, status: projectStatus(record, undefined) };
  const told = { projectId, county: record.county };
  const facts: ProjectDecided = reason === undefined ? told : { ...told, reason };
  return accepted({ answer, facts });
}

/** Approves an application and fixes the amount; the answer tells each tranche's. */
export async function handleApprove(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.approveProject>,
): Promise<Result<Outcome>> {
  const { projectId, amountFen, opinion } = request;
  const definition = transactions.approveProject;
  const known = await projectFor(work, projectId, { definition, event: 'Approve' });
  if (!known.ok) return known;
  const act = { by: actorOf(work.caller), at: work.now };
  const approved = approve(known.value.record, { amountFen, opinion }, act);
  if (!approved.ok) return approved;
  const record = approved.value;
  work.state.write(projectKey(projectId), record);
  const trancheAmountsFen = trancheAmounts(record, amountFen);
  const status = projectStatus(record, undefined);
  const answer: ProjectApprovedAnswer = { projectId, status, amountFen, trancheAmountsFen };
  const facts: ProjectApproved = { projectId, county: record.county, amountFen, trancheAmountsFen, opinion };
  return accepted({ answer, facts });
}
