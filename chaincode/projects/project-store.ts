/** Loading a project with its status: the record's facts and what its live draft tells. */
import type { DraftSummary } from '../../domain/draft-summary';
import type { ProjectId } from '../../domain/identifiers';
import type { ProjectRecord } from '../../domain/project';
import { permitEvent, projectStatus } from '../../domain/project';
import type { ProjectAction, ProjectStatus } from '../../domain/project-machine';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { Subject } from '../../domain/transactions/relation';
import { permitSubject } from '../../domain/transactions/relation';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import { readDraftSummary } from '../draft-reading';
import { projectKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';

export interface ProjectInStatus {
  readonly record: ProjectRecord;
  readonly status: ProjectStatus;
  /** Of the live draft. */
  readonly draft: DraftSummary | undefined;
}

/** A project's record with its status. */
export async function withStatus({ state }: UnitOfWork, record: ProjectRecord): Promise<ProjectInStatus> {
  const draft =
    record.liveDraftId === undefined ? undefined : await readDraftSummary(state, record.liveDraftId);
  return { record, status: projectStatus(record, draft), draft };
}

/** Who a project concerns: its county's offices and its implementer. */
function subjectOf({ county, application }: ProjectRecord): Subject {
  return { county, organisationId: application.implementer };
}

/** A project that the caller may ask for; refuses an unknown one and a caller it does not concern. */
export async function knownProject(
  work: UnitOfWork,
  projectId: ProjectId,
  definition: TransactionDefinition,
): Promise<Result<ProjectInStatus>> {
  const record = await work.state.read(projectKey(projectId));
  if (record === undefined) {
    return refused(refusal('project-unknown', { field: 'projectId', values: { projectId } }));
  }
  const permitted = permitSubject(definition, work.caller, subjectOf(record));
  if (!permitted.ok) return permitted;
  return accepted(await withStatus(work, record));
}

/** A project that the caller may act on now; refuses also what the table does not allow in its status. */
export async function projectFor(
  work: UnitOfWork,
  projectId: ProjectId,
  act: { readonly definition: TransactionDefinition; readonly event: ProjectAction },
): Promise<Result<ProjectInStatus>> {
  const known = await knownProject(work, projectId, act.definition);
  if (!known.ok) return known;
  const possible = permitEvent(projectId, known.value.status, act.event);
  return possible.ok ? known : possible;
}
