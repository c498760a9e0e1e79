/**
 * The catalogue of ProjectContract: the application, its decision, progress, completion and closing (domain
 * rules, sections 3, 11 and 13). Queries stand at the end.
 */
import {
  accountIdField,
  amountFenField,
  countyField,
  dateField,
  fileHashField,
  organisationIdField,
  projectIdField,
  requestIdField,
  textOf,
} from '../identifiers';
import { basisPointsWhole } from '../money';
import type { ProgressReport, ProjectHistoryEntry, ProjectRecord } from '../project';
import { projectTypes } from '../project';
import {
  evidenceFilesMax,
  introductionCharactersMax,
  milestoneCharactersMax,
  nameCharactersMax,
  qualificationCharactersMax,
  statementCharactersMax,
  townshipCharactersMax,
  tranchesMax,
} from '../project-application';
import { progressReportsMax } from '../project-course';
import type { ProjectStatus } from '../project-machine';
import { listOf, oneOf, pageLimitField, requestObject, wholeNumber } from './request-shape';
import { permit } from './permission';
import type { Permission, TransactionDefinition } from './transaction';
import { transaction } from './transaction';

export const percentMax = 100;

const submission = {
  contract: 'ProjectContract',
  kind: 'submit',
  certificates: 'person',
  secondPerson: 'none',
  requestId: 'required',
} as const;
const query = { ...submission, kind: 'evaluate', requestId: 'none', event: null } as const;

const about = { requestId: requestIdField, projectId: projectIdField };
const statementField = textOf(statementCharactersMax);
const evidenceField = listOf(fileHashField, 0, evidenceFilesMax);
const trancheField = requestObject({
  shareBasisPoints: wholeNumber(1, basisPointsWhole),
  milestone: textOf(milestoneCharactersMax),
  plannedDate: dateField,
});

export const submitProject = transaction({
  ...submission,
  name: 'Submit',
  request: requestObject({
    ...about,
    name: textOf(nameCharactersMax),
    type: oneOf(projectTypes),
    department: textOf(nameCharactersMax),
    budgetFen: amountFenField,
    introduction: textOf(introductionCharactersMax),
    implementer: organisationIdField,
    qualification: textOf(qualificationCharactersMax),
    plannedStart: dateField,
    plannedFinish: dateField,
    township: textOf(townshipCharactersMax),
    fundingPlan: listOf(trancheField, 1, tranchesMax),
    receivingAccount: accountIdField,
    evidence: evidenceField,
  }),
  permissions: permit('own-county', 'county-command'),
  event: 'ProjectSubmitted',
  purpose: 'Submits an application of the caller’s county, or a returned one again under the same id (§3).',
});

export const withdrawProject = transaction({
  ...submission,
  name: 'Withdraw',
  request: requestObject({ ...about, reason: statementField.optional() }),
  permissions: permit('own-county', 'county-command'),
  event: 'ProjectWithdrawn',
  purpose: 'Withdraws a submitted application (§3).',
});

const reasoned = requestObject({ ...about, reason: statementField });

export const returnProject = transaction({
  ...submission,
  name: 'Return',
  request: reasoned,
  permissions: permit('any', 'leading-group-office'),
  event: 'ProjectReturned',
  purpose: 'Returns a submitted application with a reason; it may be submitted again (§3).',
});

export const rejectProject = transaction({
  ...submission,
  name: 'Reject',
  request: reasoned,
  permissions: permit('any', 'leading-group-office'),
  event: 'ProjectRejected',
  purpose: 'Rejects a submitted application with a reason, for good (§3).',
});

export const approveProject = transaction({
  ...submission,
  name: 'Approve',
  request: requestObject({ ...about, amountFen: amountFenField, opinion: statementField }),
  permissions: permit('any', 'leading-group-office'),
  secondPerson: 'other-person',
  event: 'ProjectApproved',
  purpose:
    'Approves a submitted application and fixes the amount, at most the budget and at least 1 fen a tranche (§3).',
});

export const reportProgress = transaction({
  ...submission,
  name: 'ReportProgress',
  request: requestObject({
    ...about,
    percent: wholeNumber(0, percentMax),
    noteHash: fileHashField,
    evidence: evidenceField,
  }),
  permissions: permit('own-organisation', 'implementer'),
  event: 'ProgressReported',
  purpose:
    'The implementer reports progress; the note and the files stay off the chain, their hashes on it (§7).',
});

export const stateCompletion = transaction({
  ...submission,
  name: 'StateCompletion',
  request: requestObject({ ...about, statement: statementField, evidence: evidenceField }),
  permissions: permit('own-organisation', 'implementer'),
  event: 'CompletionStated',
  purpose: 'The implementer states the completion, once every tranche is accepted (§3).',
});

export const completionDecisions = ['agree', 'return'] as const;

export const giveCompletionOpinion = transaction({
  ...submission,
  name: 'GiveCompletionOpinion',
  request: requestObject({ ...about, decision: oneOf(completionDecisions), opinion: statementField }),
  permissions: permit('own-county', 'county-command'),
  secondPerson: 'other-person',
  event: 'CompletionOpinionGiven',
  purpose: 'The county command agrees with the stated completion, or returns it with a reason (§3).',
});

export const closeProject = transaction({
  ...submission,
  name: 'Close',
  request: requestObject({ ...about, statement: statementField }),
  permissions: permit('any', 'leading-group-office'),
  event: 'ProjectClosed',
  purpose: 'Closes a completed project with a closing statement (§3).',
});

const readers: readonly Permission[] = [
  ...permit('any', 'leading-group-office', 'provincial-finance'),
  ...permit('own-county', 'county-command', 'county-finance', 'county-fund-company'),
  ...permit('own-organisation', 'implementer'),
];

export const queryProject = transaction({
  ...query,
  name: 'Project',
  request: requestObject({ projectId: projectIdField }),
  permissions: readers,
  purpose: 'One project with its status, for its county, its implementer and who reads everything.',
});

export const queryProjects = transaction({
  ...query,
  name: 'Projects',
  request: requestObject({ county: countyField, limit: pageLimitField, after: projectIdField.optional() }),
  permissions: readers.filter(({ role }) => role !== 'implementer'),
  purpose: 'Projects of a county in order of id; `after` continues behind an id.',
});

export const queryProjectHistory = transaction({
  ...query,
  name: 'History',
  request: requestObject({
    projectId: projectIdField,
    limit: pageLimitField,
    afterReport: wholeNumber(0, progressReportsMax).optional(),
  }),
  permissions: readers,
  purpose:
    'Who did what to a project, and its progress reports in order; `afterReport` continues behind a number.',
});

export interface ProjectStatusAnswer {
  readonly projectId: string;
  readonly status: ProjectStatus;
}
export interface ProjectApprovedAnswer extends ProjectStatusAnswer {
  readonly amountFen: string;
  /** In order of the funding plan. */
  readonly trancheAmountsFen: readonly string[];
}
export interface ProgressAnswer extends ProjectStatusAnswer {
  readonly number: number;
}
/** The facts with the status they lead to; `history` holds the acts, at most a few dozen. */
export type ProjectAnswer = ProjectRecord & { readonly status: ProjectStatus };
export interface ProjectsAnswer {
  readonly projects: readonly ProjectAnswer[];
  /** Give it as `after` for the next page; absent on the last. */
  readonly next?: string;
}
export interface ProjectHistoryAnswer {
  readonly history: readonly ProjectHistoryEntry[];
  readonly reports: readonly ProgressReport[];
  /** Give it as `afterReport` for the next page; absent on the last. */
  readonly nextReport?: number;
}

export const projectTransactions: readonly TransactionDefinition[] = [
  submitProject,
  withdrawProject,
  returnProject,
  rejectProject,
  approveProject,
  reportProgress,
  stateCompletion,
  giveCompletionOpinion,
  closeProject,
  queryProject,
  queryProjects,
  queryProjectHistory,
];
