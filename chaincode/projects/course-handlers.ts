/** A project under way: progress, completion, the command's opinion, closing (domain rules, sections 3 and 7). */
import { actorOf } from '../../domain/actor';
import type {
  CompletionOpinionGiven,
  CompletionStated,
  ProgressReported,
  ProjectClosed,
} from '../../domain/events/project-events';
import { projectStatus } from '../../domain/project';
import { checkEvidence } from '../../domain/project-application';
import { close, giveCompletionOpinion, reportProgress, stateCompletion } from '../../domain/project-course';
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type { ProgressAnswer, ProjectStatusAnswer } from '../../domain/transactions/project-transactions';
import * as transactions from '../../domain/transactions/project-transactions';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { progressKey, projectKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { projectFor } from './project-store';

/** Records a progress report under a key of its own, so that the project's record stays small. */
export async function handleReportProgress(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.reportProgress>,
): Promise<Result<Outcome>> {
  const { projectId, percent, noteHash, evidence } = request;
  const definition = transactions.reportProgress;
  const known = await projectFor(work, projectId, { definition, event: 'ReportProgress' });
  if (!known.ok) return known;
  const files = checkEvidence(evidence);
  if (!files.ok) return files;
  const act = { by: actorOf(work.caller), at: work.now };
  const reported = reportProgress(known.value.record, request, act);
  if (!reported.ok) return reported;
  const { record, report } = reported.value;
  work.state.write(projectKey(projectId), record);
  work.state.write(progressKey(projectId, report.number), report);
  const { number } = report;
  const answer: ProgressAnswer = { projectId, status: known.value.status, number };
  const facts: ProgressReported = { projectId, county: record.county, number, percent, noteHash, evidence };
  return accepted({ answer, facts });
}

/** States the completion. */
export async function handleStateCompletion(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.stateCompletion>,
): Promise<Result<Outcome>> {
  const { projectId, statement, evidence } = request;
  const definition = transactions.stateCompletion;
  const known = await projectFor(work, projectId, { definition, event: 'StateCompletion' });
  if (!known.ok) return known;
  const files = checkEvidence(evidence);
  if (!files.ok) return files;
  const { draft } = known.value;
  const act = { by: actorOf(work.caller), at: work.now, draft };
  const stated = stateCompletion(known.value.record, { statement, evidence }, act);
  if (!stated.ok) return stated;
  work.state.write(projectKey(projectId), stated.value);
  const answer: ProjectStatusAnswer = { projectId, status: projectStatus(stated.value, draft) };
  const facts: CompletionStated = { projectId, county: stated.value.county, statement, evidence };
  return accepted({ answer, facts });
}

/** Gives the county command's opinion on the stated completion. */
export async function handleGiveCompletionOpinion(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.giveCompletionOpinion>,
): Promise<Result<Outcome>> {
  const { projectId, decision, opinion } = request;
  const agrees = decision === 'agree';
  const known = await projectFor(work, projectId, {
    definition: transactions.giveCompletionOpinion,
    event: agrees ? 'AgreeCompletion' : 'ReturnCompletion',
  });
  if (!known.ok) return known;
  const { draft } = known.value;
  const act = { by: actorOf(work.caller), at: work.now, draft };
  const given = giveCompletionOpinion(known.value.record, { agrees, text: opinion }, act);
  if (!given.ok) return given;
  work.state.write(projectKey(projectId), given.value);
  const answer: ProjectStatusAnswer = { projectId, status: projectStatus(given.value, draft) };
  const facts: CompletionOpinionGiven = { projectId, county: given.value.county, decision, opinion };
  return accepted({ answer, facts });
}

/** Closes a completed project. */
export async function handleClose(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.closeProject>,
): Promise<Result<Outcome>> {
  const { projectId, statement } = request;
  const definition = transactions.closeProject;
  const known = await projectFor(work, projectId, { definition, event: 'Close' });
  if (!known.ok) return known;
  const record = close(known.value.record, statement, { by: actorOf(work.caller), at: work.now });
  work.state.write(projectKey(projectId), record);
  const answer: ProjectStatusAnswer = { projectId, status: 'closed' };
  const facts: ProjectClosed = { projectId, county: record.county, statement };
  return accepted({ answer, facts });
}
