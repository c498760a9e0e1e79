/**
 * A project as the chain holds it: facts alone. What status it has is computed from them and from what its
 * live draft tells, never written (domain rules, section 3).
 */
import { strict as assert } from 'node:assert';
import type { Actor } from './actor';
import type { CalendarDate, Instant } from './calendar';
import type { DraftSummary } from './draft-summary';
import type { AccountId, CountyCode, DraftId, FileHash, OrganisationId, ProjectId } from './identifiers';
import type { FenText } from './money';
import type {
  ProjectAction,
  ProjectDraftEvent,
  ProjectStatus,
  ProjectStatusOrAbsent,
} from './project-machine';
import { projectTransitions, statusesFor } from './project-machine';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export const projectTypes = ['infrastructure', 'public-service', 'industry', 'living-environment'] as const;
export type ProjectType = (typeof projectTypes)[number];

/** The thesis's four types, for forms and documents. */
export const projectTypeNames: Readonly<
  Record<ProjectType, { readonly 'zh-CN': string; readonly en: string }>
> = {
  infrastructure: { 'zh-CN': '基础设施', en: 'infrastructure' },
  'public-service': { 'zh-CN': '公共服务', en: 'public service' },
  industry: { 'zh-CN': '产业发展', en: 'industry' },
  'living-environment': { 'zh-CN': '人居环境', en: 'living environment' },
};

/** One part of the funding plan; its place in the list, from 1, is its number. */
export interface PlannedTranche {
  readonly shareBasisPoints: number;
  readonly milestone: string;
  readonly plannedDate: CalendarDate;
}

/** The thesis's application form, with county, township, funding plan and receiving account. */
export interface ProjectApplication {
  readonly name: string;
  readonly type: ProjectType;
  /** The responsible department of the county. */
  readonly department: string;
  readonly budgetFen: FenText;
  readonly introduction: string;
  readonly implementer: OrganisationId;
  readonly qualification: string;
  readonly plannedStart: CalendarDate;
  readonly plannedFinish: CalendarDate;
  readonly township: string;
  readonly fundingPlan: readonly PlannedTranche[];
  readonly receivingAccount: AccountId;
  readonly evidence: readonly FileHash[];
}

/** One act on a project, in ledger order. */
export interface ProjectHistoryEntry {
  readonly event: ProjectAction;
  readonly by: Actor;
  readonly at: Instant;
  /** Reason, opinion or statement. */
  readonly text?: string;
}

export interface ProjectApproval {
  readonly amountFen: FenText;
  readonly opinion: string;
  readonly approver: Actor;
  readonly at: Instant;
}

export interface ProjectCompletion {
  readonly statement: string;
  readonly evidence: readonly FileHash[];
  readonly by: Actor;
  readonly at: Instant;
  /** The county command's answer; absent while it is awaited. */
  readonly opinion?: {
    readonly agrees: boolean;
    readonly text: string;
    readonly by: Actor;
    readonly at: Instant;
  };
}

export interface ProjectClosing {
  readonly statement: string;
  readonly by: Actor;
  readonly at: Instant;
}

/** A progress report; the note itself stays off the chain. */
export interface ProgressReport {
  readonly number: number;
  readonly percent: number;
  readonly noteHash: FileHash;
  readonly evidence: readonly FileHash[];
  readonly by: Actor;
  readonly at: Instant;
}

export interface ProjectRecord {
  readonly projectId: ProjectId;
  readonly county: CountyCode;
  readonly applicant: Actor;
  readonly application: ProjectApplication;
  readonly history: readonly ProjectHistoryEntry[];
  readonly approval?: ProjectApproval;
  /** Drafts issued for it, in order of issue, the cancelled ones among them. */
  readonly draftIds: readonly DraftId[];
  readonly liveDraftId?: DraftId;
  /** How many reports there are and what the last one said; the reports have keys of their own. */
  readonly progress?: { readonly reports: number; readonly percent: number; readonly at: Instant };
  readonly completion?: ProjectCompletion;
  readonly closing?: ProjectClosing;
}

/**
 * The project's status. `completed` and `closed` stay whatever happens to the draft; a cancelled draft puts
 * the project back to `approved`.
 * @param draft summary of the draft named by `liveDraftId`
 */
export function projectStatus(record: ProjectRecord, draft: DraftSummary | undefined): ProjectStatus {
  if (record.closing !== undefined) return 'closed';
  if (record.completion?.opinion?.agrees === true) return 'completed';
  if (record.approval === undefined) return applicationStatus(record);
  if (record.liveDraftId === undefined) return 'approved';
  assert(draft?.draftId === record.liveDraftId, `the summary given is of draft ${record.liveDraftId}`);
  if (draft.cancelled) return 'approved';
  return draft.anyTrancheSettled ? 'underway' : 'funding';
}

function applicationStatus(record: ProjectRecord): ProjectStatus {
  const last = record.history.at(-1);
  assert(last !== undefined, `project ${record.projectId} was submitted`);
  return projectTransitions[last.event].submitted ?? 'submitted';
}

/** Refuses (`project-status`) an event that the table does not allow in this status; answers the next one. */
export function permitEvent(
  projectId: ProjectId,
  status: ProjectStatusOrAbsent,
  event: ProjectAction | ProjectDraftEvent,
): Result<ProjectStatus> {
  const next = projectTransitions[event][status];
  if (next !== undefined) return accepted(next);
  const values = { projectId, status, event, statuses: statusesFor(event).join(', ') };
  return refused(refusal('project-status', { field: 'projectId', values }));
}

/** The project with a draft issued for it. The caller has checked that the project is `approved`. */
export function draftIssued(record: ProjectRecord, draftId: DraftId): ProjectRecord {
  assert(
    record.approval !== undefined && record.liveDraftId === undefined,
    'one live draft, approved before',
  );
  return { ...record, draftIds: [...record.draftIds, draftId], liveDraftId: draftId };
}

/** The project after its live draft was cancelled: approved again, the draft still among its drafts. */
export function draftCancelled(record: ProjectRecord, draftId: DraftId): ProjectRecord {
  const { liveDraftId, ...rest } = record;
  assert(liveDraftId === draftId, `draft ${draftId} is the live one of project ${record.projectId}`);
  return rest;
}
