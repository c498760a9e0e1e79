/** The projects' queries: one project, a county's page by page, and what was done to one. They write nothing. */
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type {
  ProjectAnswer,
  ProjectHistoryAnswer,
  ProjectsAnswer,
} from '../../domain/transactions/project-transactions';
import * as transactions from '../../domain/transactions/project-transactions';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { progressKey, projectsOfCountyKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import type { ProjectInStatus } from './project-store';
import { knownProject, withStatus } from './project-store';

/** One project with its status. */
export async function handleProject(
  work: UnitOfWork,
  { projectId }: RequestOf<typeof transactions.queryProject>,
): Promise<Result<Outcome>> {
  const known = await knownProject(work, projectId, transactions.queryProject);
  return known.ok ? accepted({ answer: answerOf(known.value) }) : known;
}

/** A page of a county's projects in order of id. */
export async function handleProjects(
  work: UnitOfWork,
  { county, limit, after }: RequestOf<typeof transactions.queryProjects>,
): Promise<Result<Outcome>> {
  const permitted = permitSubject(transactions.queryProjects, work.caller, { county });
  if (!permitted.ok) return permitted;
  const page = await work.state.page(projectsOfCountyKey(county), { limit, after });
  const projects: ProjectAnswer[] = [];
  for (const { record } of page.entries) projects.push(answerOf(await withStatus(work, record)));
  const answer: ProjectsAnswer = page.next === undefined ? { projects } : { projects, next: page.next };
  return accepted({ answer });
}

/** What was done to a project, and a page of its progress reports. */
export async function handleHistory(
  work: UnitOfWork,
  request: RequestOf<typeof transactions.queryProjectHistory>,
): Promise<Result<Outcome>> {
  const { projectId, limit, afterReport } = request;
  const known = await knownProject(work, projectId, transactions.queryProjectHistory);
  if (!known.ok) return known;
  const [after] = progressKey(projectId, afterReport ?? 0).attributes.slice(-1);
  const page = await work.state.page(progressKey(projectId), { limit, after });
  const { history } = known.value.record;
  const reports = page.entries.map(({ record }) => record);
  const answer: ProjectHistoryAnswer =
    page.next === undefined ? { history, reports } : { history, reports, nextReport: Number(page.next) };
  return accepted({ answer });
}

function answerOf({ record, status }: ProjectInStatus): ProjectAnswer {
  return { ...record, status };
}
