/**
 * Reads projects for pages: lists within a scope by status, type, place and words, most urgent first with the reader's own work
 * on top; one project; and what resembles it. A page costs about as many keys as it shows, whatever the number of projects.
 */
import type { Connection, Model, QueryFilter } from 'mongoose';
import type { ProjectType } from '../../domain/project';
import type { ProjectStatus } from '../../domain/project-machine';
import { projectStatuses } from '../../domain/project-machine';
import type { DraftDocument } from './draft-document';
import { draftModel } from './draft-model';
import { projectOutline } from './outlines';
import type { ProjectOutline } from './outlines';
import type { ProjectDocument } from './project-document';
import { projectModel } from './project-model';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import { foundWithin } from './scoped-object';
import { foundCountedMax, termQuery } from './search-terms';
import { anyUrgency } from './work-list-indexes';

export const projectTabs = ['all', 'mine', 'paying', 'exceptions', 'honoured'] as const;
export type ProjectTab = (typeof projectTabs)[number];
export const projectSorts = ['urgency', 'submitted', 'budget'] as const;
export type ProjectSort = (typeof projectSorts)[number];

export interface ProjectFilter {
  readonly scope: Scope;
  /** Whose work counts as mine. */
  readonly organisationId: string;
  readonly tab: ProjectTab;
  readonly sort: ProjectSort;
  readonly status?: ProjectStatus;
  readonly type?: ProjectType;
  readonly township?: string;
  readonly county?: string;
  readonly words?: string;
  /** Organisations whose name holds the words: a project is found by its implementer, too. */
  readonly implementers?: readonly string[];
}

export const projectsPerPage = 20;
const countedMax = 1_000;

/** Where counting stops: more is told as `1000+`. Where documents must be looked at, it stops sooner. */
export function countLimitOf({ tab, words }: Pick<ProjectFilter, 'tab' | 'words'>): number {
  return words === undefined && tab !== 'mine' ? countedMax : foundCountedMax;
}

export const exportedMax = 5_000;
/** A list of so many projects tells no total of their amounts: each would have to be looked at. */
export const summedMax = 200;
const resemblingMax = 20;

export interface ProjectReader {
  /** One page, from 1. */
  page(filter: ProjectFilter, page: number): Promise<readonly ProjectOutline[]>;
  /** How many there are, counted up to `countLimitOf` the filter. */
  count(filter: ProjectFilter): Promise<number>;
  /** What was approved of all of them together, in fen; undefined where there are `summedMax` or more. */
  approvedFen(filter: ProjectFilter): Promise<bigint | undefined>;
  /** The first `exportedMax` of the filter, in its order. */
  all(filter: ProjectFilter): AsyncIterable<ProjectOutline>;
  find(scope: Scope, projectId: string): Promise<ProjectDocument | undefined>;
  /** Whether any project, of whatever scope, bears this id. */
  isTaken(projectId: string): Promise<boolean>;
  townships(scope: Scope, county?: string): Promise<readonly string[]>;
  counties(scope: Scope): Promise<readonly string[]>;
  /** The live draft, or the last one there was. */
  draft(scope: Scope, project: ProjectDocument): Promise<DraftDocument | undefined>;
  /**
   * Other projects that may be the same application twice: same name, county and implementer; same account with overlapping
   * dates; a file that was handed in elsewhere (domain rules, section 3).
   */
  resembling(project: ProjectDocument): Promise<readonly ProjectDocument[]>;
}

type Condition = QueryFilter<ProjectDocument>;

const sortOf = {
  urgency: { urgency: 1, _id: 1 },
  submitted: { submittedAt: -1, _id: -1 },
  budget: { budgetFen: -1, _id: -1 },
} as const;

/** The live draft, or the last one there was. */
export function draftIdOf({
  liveDraftId,
  draftIds,
}: Pick<ProjectDocument, 'liveDraftId' | 'draftIds'>): string | undefined {
  return liveDraftId ?? draftIds.at(-1);
}

/** The projects as the projections keep them. */
export function projectReader(connection: Connection): ProjectReader {
  const projects = projectModel(connection);
  const drafts = draftModel(connection);
  return {
    page: (filter, page) => pageOf(projects, filter, (page - 1) * projectsPerPage),
    count: (filter) => counted(projects, filter),
    approvedFen: (filter) => approvedOf(projects, filter),
    all: (filter) => everyOne(projects, filter),
    find: (scope, projectId) => foundWithin(projects, scope, projectId),
    isTaken: async (projectId) => (await projects.exists({ _id: projectId })) !== null,
    townships: async (scope, county) => {
      const within = scopeFilter(scope);
      if (within === undefined) return [];
      // Over all counties they are too many to choose from, and to look for.
      if (scope.kind !== 'county' && county === undefined) return [];
      return projects.distinct('township', county === undefined ? within : { ...within, county });
    },
    counties: async (scope) => (scope.kind === 'everything' ? projects.distinct('county') : []),
    draft: async (scope, project) => {
      const draftId = draftIdOf(project);
      return draftId === undefined ? undefined : foundWithin(drafts, scope, draftId);
    },
    resembling: async (project) => {
      const found = await projects.find(resemblance(project)).limit(resemblingMax).lean().exec();
      return found;
    },
  };
}

/** Mine first where a whole view is shown in the order of urgency, then the others; the two together are one list. */
async function pageOf(
  projects: Model<ProjectDocument>,
  filter: ProjectFilter,
  offset: number,
): Promise<readonly ProjectOutline[]> {
  const condition = conditionOf(filter);
  if (condition === undefined) return [];
  const sort = sortOf[filter.sort];
  const read = (part: Condition, skip: number, limit: number): Promise<ProjectOutline[]> =>
    limit === 0
      ? Promise.resolve([])
      : projects
          .find(part)
          .select(projectOutline)
          .sort(sort)
          .skip(skip)
          .limit(limit)
          .lean<ProjectOutline[]>()
          .exec();
  if (!isMineFirst(filter)) return read(condition, offset, projectsPerPage);
  const mine = { $and: [condition, { 'awaits.organisationId': filter.organisationId }] };
  const others = { $and: [condition, { 'awaits.organisationId': { $ne: filter.organisationId } }] };
  const before = await projects.countDocuments(mine, { limit: offset + projectsPerPage });
  const first = before > offset ? await read(mine, offset, projectsPerPage) : [];
  const rest = await read(others, Math.max(0, offset - before), projectsPerPage - first.length);
  return [...first, ...rest];
}

/** What a filter leaves is in one order: to find mine among it would mean to look at all of mine. */
function isMineFirst({ tab, sort, status, type, township, county, words }: ProjectFilter): boolean {
  const narrowed = [status, type, township, county, words].some((value) => value !== undefined);
  return sort === 'urgency' && (tab === 'all' || tab === 'paying') && !narrowed;
}

async function counted(projects: Model<ProjectDocument>, filter: ProjectFilter): Promise<number> {
  const condition = conditionOf(filter);
  return condition === undefined ? 0 : projects.countDocuments(condition, { limit: countLimitOf(filter) });
}

/** Asked as the list itself is, so that the same index leads to it: adding up in the store took fifty times as long. */
async function approvedOf(
  projects: Model<ProjectDocument>,
  filter: ProjectFilter,
): Promise<bigint | undefined> {
  const condition = conditionOf(filter);
  if (condition === undefined) return 0n;
  const found = await projects
    .find(condition)
    .select({ _id: 0, amountFen: 1 })
    .sort(sortOf[filter.sort])
    .limit(summedMax)
    .lean<Pick<ProjectDocument, 'amountFen'>[]>()
    .exec();
  if (found.length >= summedMax) return undefined;
  return found.reduce((sum, { amountFen }) => sum + (amountFen ?? 0n), 0n);
}

async function* everyOne(
  projects: Model<ProjectDocument>,
  filter: ProjectFilter,
): AsyncIterable<ProjectOutline> {
  const condition = conditionOf(filter);
  if (condition === undefined) return;
  const found = projects.find(condition).sort(sortOf[filter.sort]).limit(exportedMax).lean();
  for await (const project of found.cursor()) yield project;
}

/** Undefined when the scope holds nothing. */
function conditionOf(filter: ProjectFilter): Condition | undefined {
  const within = scopeFilter(filter.scope);
  if (within === undefined) return undefined;
  const { type, township, county, words } = filter;
  return {
    ...within,
    // A county asked for within one's own county stays within it.
    ...(county === undefined || filter.scope.kind === 'county' ? {} : { county }),
    ...(type === undefined ? {} : { type }),
    ...(township === undefined ? {} : { township }),
    ...statusCondition(filter),
    ...tabCondition(filter),
    ...(words === undefined ? {} : wordsCondition(words, filter.implementers ?? [])),
  };
}

/** All statuses are named where none is asked: the indexes begin with scope and status. Narrow views and words have their own. */
function statusCondition({ status, tab, words }: ProjectFilter): Condition {
  if (status !== undefined) return { status };
  if (tab === 'exceptions' || tab === 'honoured') return {};
  if (tab === 'all' && words !== undefined) return {};
  return { status: { $in: tab === 'paying' ? ['funding', 'underway'] : [...projectStatuses] } };
}

function tabCondition({ tab, organisationId }: ProjectFilter): Condition {
  switch (tab) {
    case 'mine':
      return { 'awaits.organisationId': organisationId };
    case 'exceptions':
      return { openExceptions: { $gt: 0 }, ...anyUrgency };
    case 'honoured':
      return { 'draft.status': 'honoured', ...anyUrgency };
    case 'all':
    case 'paying':
      return {};
  }
}

/** Words that no index can hold find nothing, rather than everything. */
function wordsCondition(words: string, implementers: readonly string[]): Condition {
  const { whole, beginnings } = termQuery(words);
  const parts: Condition[] = [
    ...whole.map((term) => ({ terms: term })),
    ...beginnings.map((term) => ({ terms: new RegExp(`^${term}`) })),
  ];
  const named = parts.length === 0 ? { terms: '' } : { $and: parts };
  return implementers.length === 0 ? named : { $or: [named, { implementer: { $in: implementers } }] };
}

function resemblance(project: ProjectDocument): Condition {
  const { _id, county, name, implementer, receivingAccount, evidence, plannedStart, plannedFinish } = project;
  return {
    _id: { $ne: _id },
    status: { $nin: ['rejected', 'withdrawn'] },
    $or: [
      { county, name, implementer },
      { receivingAccount, plannedStart: { $lte: plannedFinish }, plannedFinish: { $gte: plannedStart } },
      { files: { $in: [...evidence] }, evidence: { $in: [...evidence] } },
    ],
  };
}
