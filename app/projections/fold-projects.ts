/**
 * Folds of the projects' own events. What status an act leads to is read from the domain's table, who acts next from the
 * domain's rule; here only documents are put together.
 */
import { strict as assert } from 'node:assert';
import { parseInstant } from '../../domain/calendar';
import type {
  CompletionOpinionGiven,
  CompletionStated,
  ProgressReported,
  ProjectApproved,
  ProjectClosed,
  ProjectDecided,
  ProjectSubmitted,
} from '../../domain/events/project-events';
import type { ProjectApplication } from '../../domain/project';
import { awaitedProjectAct } from '../../domain/project-next-act';
import type { ProjectAction, ProjectDraftEvent, ProjectStatusOrAbsent } from '../../domain/project-machine';
import { projectTransitions } from '../../domain/project-machine';
import type { Awaited, HistoryLine, Place } from '../models/place';
import type { ProjectDocument } from '../models/project-document';
import { searchTerms } from '../models/search-terms';
import { urgencyOf } from './awaited-list';
import type { WorkingSet } from './working-set';

/** The first submission, or another one after a return. */
export function foldSubmitted(set: WorkingSet, facts: ProjectSubmitted, place: Place): void {
  const { projectId, county, submission, application } = facts;
  const earlier = submission === 1 ? undefined : set.projects.get(projectId);
  const fresh = { percent: 0, reports: [], draftIds: [], openExceptions: 0 };
  const document: Unsettled<ProjectDocument> = {
    ...(earlier ?? fresh),
    ...applicationTold(application),
    ...{ _id: projectId, county, command: place.by.organisationId, submission, submittedAt: place.at },
    status: nextStatus(earlier?.status ?? 'absent', 'Submit'),
    parties: partiesWith(earlier?.parties ?? [], [place.by.organisationId, application.implementer]),
    history: withLine(earlier, { place, event: 'ProjectSubmitted' }),
    place,
  };
  putProject(set, document);
}

type Unsettled<Document> = Omit<Document, 'awaits' | 'nextDue' | 'urgency' | 'files' | 'terms'>;

function applicationTold(
  application: ProjectApplication,
): Omit<ProjectApplication, 'budgetFen'> & { readonly budgetFen: bigint } {
  return { ...application, budgetFen: BigInt(application.budgetFen) };
}

/** A withdrawal, return or rejection. */
export function foldDecided(
  action: 'Withdraw' | 'Return' | 'Reject',
  event: string,
): (set: WorkingSet, facts: ProjectDecided, place: Place) => void {
  return (set, { projectId, reason }, place) => {
    const before = set.projects.get(projectId);
    const told = reason === undefined ? {} : { text: reason };
    putProject(set, {
      ...before,
      status: nextStatus(before.status, action),
      history: withLine(before, { place, event }, told),
      place,
    });
  };
}

export function foldApproved(set: WorkingSet, facts: ProjectApproved, place: Place): void {
  const before = set.projects.get(facts.projectId);
  putProject(set, {
    ...before,
    status: nextStatus(before.status, 'Approve'),
    amountFen: BigInt(facts.amountFen),
    trancheAmountsFen: facts.trancheAmountsFen.map(BigInt),
    opinion: facts.opinion,
    history: withLine(before, { place, event: 'ProjectApproved' }, { text: facts.opinion }),
    place,
  });
}

export function foldProgress(set: WorkingSet, facts: ProgressReported, place: Place): void {
  const before = set.projects.get(facts.projectId);
  const { number, percent, noteHash, evidence } = facts;
  putProject(set, {
    ...before,
    percent,
    reports: [...before.reports, { number, percent, noteHash, evidence, place }],
    history: withLine(before, { place, event: 'ProgressReported' }, { about: String(number) }),
    place,
  });
}

export function foldCompletionStated(set: WorkingSet, facts: CompletionStated, place: Place): void {
  const before = set.projects.get(facts.projectId);
  const { statement, evidence } = facts;
  putProject(set, {
    ...before,
    completion: { statement, evidence },
    history: withLine(before, { place, event: 'CompletionStated' }, { text: statement }),
    place,
  });
}

export function foldCompletionOpinion(set: WorkingSet, facts: CompletionOpinionGiven, place: Place): void {
  const before = set.projects.get(facts.projectId);
  const { decision, opinion: text } = facts;
  const agrees = decision === 'agree';
  assert(before.completion !== undefined, `an opinion on ${facts.projectId} is on a stated completion`);
  putProject(set, {
    ...before,
    status: nextStatus(before.status, agrees ? 'AgreeCompletion' : 'ReturnCompletion'),
    completion: { ...before.completion, opinion: { agrees, text } },
    history: withLine(before, { place, event: 'CompletionOpinionGiven' }, { about: decision, text }),
    place,
  });
}

export function foldClosed(set: WorkingSet, { projectId, statement }: ProjectClosed, place: Place): void {
  const before = set.projects.get(projectId);
  putProject(set, {
    ...before,
    status: nextStatus(before.status, 'Close'),
    closing: statement,
    history: withLine(before, { place, event: 'ProjectClosed' }, { text: statement }),
    place,
  });
}

/** The status an event leads to, by the domain's table; an event that the table does not allow is a bug. */
export function nextStatus(
  status: ProjectStatusOrAbsent,
  event: ProjectAction | ProjectDraftEvent,
): ProjectDocument['status'] {
  const next = projectTransitions[event][status];
  assert(next !== undefined, `${event} is possible in status ${status}`);
  return next;
}

/** A history with one more line. */
export function withLine(
  document: { readonly history: readonly HistoryLine[] } | undefined,
  { place, event }: { readonly place: Place; readonly event: string },
  told: Pick<HistoryLine, 'about' | 'text'> = {},
): readonly HistoryLine[] {
  return [...(document?.history ?? []), { ...place, event, ...told }];
}

/** Parties in order of id, each once. */
export function partiesWith(parties: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...parties, ...more])].sort();
}

/** Puts a project back with all that follows from its facts. */
export function putProject(set: WorkingSet, project: Unsettled<ProjectDocument>): void {
  const live = project.liveDraftId === undefined ? undefined : set.drafts.find(project.liveDraftId);
  const awaits = [...ownAwaits(set, project), ...(live?.awaits ?? [])];
  const terms = searchTerms([tailOf(project._id), project.name]);
  const files = filesOf(project);
  set.projects.put({ ...withoutDue(project), awaits, ...urgencyOf(awaits), files, terms });
}

function filesOf({ evidence, reports, completion }: Unsettled<ProjectDocument>): readonly string[] {
  const reported = reports.flatMap((report) => report.evidence);
  return [...new Set([...evidence, ...reported, ...(completion?.evidence ?? [])])].sort();
}

/** A document without the deadline it had: where nobody must act any more, the member is gone. */
export function withoutDue<Document extends object>(document: Document): Omit<Document, 'nextDue'> {
  const bare: Document & { nextDue?: string } = { ...document };
  delete bare.nextDue;
  return bare;
}

/** The last part of an id: what people read out. */
export function tailOf(id: string): string {
  return id.split('-').slice(3).join('-');
}

function ownAwaits(set: WorkingSet, project: Unsettled<ProjectDocument>): readonly Awaited[] {
  const submittedAt = parseInstant(project.submittedAt);
  assert(submittedAt !== undefined, `project ${project._id} was submitted at an instant`);
  const awaited = awaitedProjectAct({
    status: project.status,
    submittedAt,
    everyTrancheAccepted: project.draft?.everyTrancheAccepted === true,
    completionStated: project.completion !== undefined && project.completion.opinion === undefined,
  });
  if (awaited === undefined) return [];
  const { act, actor, due } = awaited;
  const organisationId = actor === 'office' ? set.officeOf('leading-group-office') : project[actor];
  return [{ organisationId, act, ...(due === undefined ? {} : { due }) }];
}
