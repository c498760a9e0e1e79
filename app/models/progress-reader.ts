/**
 * Reads what the pages of progress need: a project or draft within a scope, what an organisation has to do on tranches and
 * completions, and the projects that are being built, those that wait longest first.
 */
import type { Connection } from 'mongoose';
import type { DraftDocument, DraftLeg } from './draft-document';
import { draftModel } from './draft-model';
import { exceptionModel } from './exception-model';
import type { Awaited } from './place';
import type { ProjectDocument } from './project-document';
import { projectModel } from './project-model';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import { awaitedActIndex } from './work-list-indexes';

export const progressPerPage = 20;
/** Counting stops here: more is told as `1000+`. */
export const buildingCountedMax = 1_000;
/** Open exceptions of one page's projects. */
const exceptionsReadMax = 500;
/** More work than this is not shown at once: the list is worked off from the top. */
const workShownMax = 50;

/** Acts on a draft that the pages of progress carry out. */
export const trancheActs = ['presentation', 'opinion', 'next-stage', 'acceptance'] as const;
/** Acts on a project that they carry out. */
export const completionActs = ['completion-statement', 'completion-opinion', 'closing'] as const;

export interface TrancheLeg {
  readonly draftId: string;
  readonly legId: string;
}

/** What a list shows of a draft whose tranche awaits somebody. */
export interface TrancheDraft extends Pick<DraftDocument, '_id' | 'projectName' | 'awaits'> {
  readonly legs: readonly Pick<DraftLeg, 'legId' | 'tranche' | 'amountFen'>[];
}
const trancheFields = 'projectName awaits legs.legId legs.tranche legs.amountFen';

/** What a list shows of a project that awaits its end. */
export type CompletionProject = Pick<ProjectDocument, '_id' | 'name' | 'awaits' | 'amountFen'>;
const completionFields = 'name awaits amountFen';

/** What a list shows of a project that is being built: of its reports the last one. */
export type BuildingProject = Pick<
  ProjectDocument,
  | '_id'
  | 'name'
  | 'township'
  | 'implementer'
  | 'status'
  | 'percent'
  | 'openExceptions'
  | 'awaits'
  | 'reports'
  | 'liveDraftId'
>;
const buildingFields = {
  ...{ name: 1, township: 1, implementer: 1, status: 1, percent: 1, openExceptions: 1, awaits: 1 },
  liveDraftId: 1,
} as const;

export interface ProgressReader {
  project(scope: Scope, projectId: string): Promise<ProjectDocument | undefined>;
  draft(scope: Scope, draftId: string): Promise<DraftDocument | undefined>;
  /** Drafts on which the organisation has to act, most urgent first. */
  draftsAwaiting(organisationId: string): Promise<readonly TrancheDraft[]>;
  /** Legs of tranches that were paid and not accepted in time, of a draft or a county: there the command may accept. */
  notAccepted(of: { readonly draftId: string } | { readonly county: string }): Promise<readonly TrancheLeg[]>;
  drafts(draftIds: readonly string[]): Promise<readonly TrancheDraft[]>;
  projectsAwaiting(organisationId: string): Promise<readonly CompletionProject[]>;
  /** One page of the projects that are paid for or built, from 1. */
  building(scope: Scope, page: number): Promise<readonly BuildingProject[]>;
  /** Counted up to `buildingCountedMax`. */
  countBuilding(scope: Scope): Promise<number>;
  /** What the live drafts' open exceptions wait for, by project, the longest open first; within the scope. */
  exceptionsAwait(scope: Scope, projects: readonly BuildingProject[]): Promise<AwaitedOfProject>;
}

/** Who must act, by project id. */
export type AwaitedOfProject = ReadonlyMap<string, Awaited>;

const buildingStatuses = ['funding', 'underway'] as const;

/** The read model of a connected store. */
export function progressReader(connection: Connection): ProgressReader {
  return {
    ...objectReads(connection),
    ...workReads(connection),
    ...buildingReads(connection),
    ...exceptionReads(connection),
  };
}

function objectReads(connection: Connection): Pick<ProgressReader, 'project' | 'draft' | 'drafts'> {
  const projects = projectModel(connection);
  const drafts = draftModel(connection);
  return {
    project: async (scope, projectId) => {
      const within = scopeFilter(scope);
      if (within === undefined) return undefined;
      return (
        (await projects
          .findOne({ ...within, _id: projectId })
          .lean()
          .exec()) ?? undefined
      );
    },
    draft: async (scope, draftId) => {
      const within = scopeFilter(scope);
      if (within === undefined) return undefined;
      return (
        (await drafts
          .findOne({ ...within, _id: draftId })
          .lean()
          .exec()) ?? undefined
      );
    },
    drafts: (draftIds) =>
      drafts
        .find({ _id: { $in: [...draftIds] } })
        .select(trancheFields)
        .sort({ urgency: 1, _id: 1 })
        .lean<TrancheDraft[]>()
        .exec(),
  };
}

function workReads(
  connection: Connection,
): Pick<ProgressReader, 'draftsAwaiting' | 'projectsAwaiting' | 'notAccepted'> {
  const exceptions = exceptionModel(connection);
  return {
    draftsAwaiting: (organisationId) =>
      draftModel(connection)
        .find(waiting(organisationId, trancheActs))
        .hint(awaitedActIndex)
        .select(trancheFields)
        .sort({ urgency: 1, _id: 1 })
        .limit(workShownMax)
        .lean<TrancheDraft[]>()
        .exec(),
    projectsAwaiting: (organisationId) =>
      projectModel(connection)
        .find(waiting(organisationId, completionActs))
        .hint(awaitedActIndex)
        .select(completionFields)
        .sort({ urgency: 1, _id: 1 })
        .limit(workShownMax)
        .lean<CompletionProject[]>()
        .exec(),
    notAccepted: async (of) => {
      const found = await exceptions
        .find({ ...of, status: 'open', reasons: 'not-accepted' }, { draftId: 1, legId: 1 })
        .limit(workShownMax)
        .lean()
        .exec();
      return found.flatMap(({ draftId, legId }) =>
        draftId === undefined || legId === undefined ? [] : [{ draftId, legId }],
      );
    },
  };
}

/** One and the same entry names organisation and act. */
function waiting(organisationId: string, acts: readonly string[]): Record<string, unknown> {
  return { awaits: { $elemMatch: { organisationId, act: { $in: [...acts] } } } };
}

function buildingReads(connection: Connection): Pick<ProgressReader, 'building' | 'countBuilding'> {
  const projects = projectModel(connection);
  const built = (scope: Scope): Record<string, unknown> | undefined => {
    const within = scopeFilter(scope);
    return within === undefined ? undefined : { ...within, status: { $in: [...buildingStatuses] } };
  };
  return {
    building: async (scope, page) => {
      const filter = built(scope);
      if (filter === undefined) return [];
      return projects
        .find(filter)
        .select({ ...buildingFields, reports: { $slice: -1 } })
        .sort({ urgency: 1, _id: 1 })
        .skip((page - 1) * progressPerPage)
        .limit(progressPerPage)
        .lean<BuildingProject[]>()
        .exec();
    },
    countBuilding: async (scope) => {
      const filter = built(scope);
      return filter === undefined ? 0 : projects.countDocuments(filter, { limit: buildingCountedMax });
    },
  };
}

function exceptionReads(connection: Connection): Pick<ProgressReader, 'exceptionsAwait'> {
  const exceptions = exceptionModel(connection);
  return {
    exceptionsAwait: async (scope, projects) => {
      const within = scopeFilter(scope);
      const drafts = projects.flatMap(({ liveDraftId }) => liveDraftId ?? []);
      if (within === undefined || drafts.length === 0) return new Map();
      const found = await exceptions
        .find({ ...within, draftId: { $in: drafts }, status: 'open' }, { projectId: 1, awaits: 1 })
        .sort({ openedAt: 1, _id: 1 })
        .limit(exceptionsReadMax)
        .lean()
        .exec();
      const awaited = new Map<string, Awaited>();
      for (const { projectId, awaits } of found) {
        // Where a proposal awaits a second person, that is the next step; it stands behind the owner.
        const next = awaits.at(-1);
        if (projectId !== undefined && next !== undefined && !awaited.has(projectId))
          awaited.set(projectId, next);
      }
      return awaited;
    },
  };
}
