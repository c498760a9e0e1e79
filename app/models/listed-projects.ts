/** Projects as pages ask for them: lists, one by id, and possible double applications (domain rules, section 3). */
import type { ProjectStatus } from '../../domain/project-machine';
import { projectStatuses } from '../../domain/project-machine';
import type { FiguresReader } from './figures-reader';
import type { ProjectDocument } from './project-document';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import type { Filter } from './search-filter';
import { WorkList } from './work-list';

/** Fields of a project that a list does not show; reading them would cost more than the list. */
const notListed = ['history', 'terms', 'reports', 'fundingPlan', 'completion'] as const;
export type ProjectRow = Omit<ProjectDocument, (typeof notListed)[number]>;

const doublesMax = 20;

/** Another application that may be for the same thing, and what is the same. */
export interface DoubleApplication {
  readonly project: ProjectRow;
  readonly same: readonly ('name' | 'account' | 'evidence')[];
}

export class ListedProjects {
  readonly list: WorkList<ProjectDocument, ProjectStatus>;
  readonly #models: ReadModels;

  constructor(models: ReadModels, figures: FiguresReader) {
    this.#models = models;
    this.list = new WorkList<ProjectDocument, ProjectStatus>(
      {
        ...{ model: models.projects, statuses: projectStatuses, nameField: 'name' },
        ...{ newestField: 'submittedAt', amountField: 'budgetFen', without: notListed },
        countsOf: ({ projectsByStatus }) => projectsByStatus,
      },
      figures,
    );
  }

  /** A project within the scope; undefined when there is none, or none that may be read. */
  async project(scope: Scope, projectId: string): Promise<ProjectDocument | undefined> {
    const within = scopeFilter(scope);
    if (within === undefined) return undefined;
    const found = await this.#models.projects
      .findOne({ ...within, _id: projectId })
      .lean<ProjectDocument>()
      .exec();
    return found ?? undefined;
  }

  /**
   * Projects that may be the same as this one: same name, county and implementer; same receiving account and overlapping
   * dates; or a file that was used there, too. Withdrawn and rejected ones are not told.
   */
  async doubles(project: ProjectDocument): Promise<readonly DoubleApplication[]> {
    const { _id, county, name, implementer, receivingAccount, evidence } = project;
    const same: readonly Filter[] = [
      { county, name, implementer },
      {
        receivingAccount,
        plannedStart: { $lte: project.plannedFinish },
        plannedFinish: { $gte: project.plannedStart },
      },
      ...(evidence.length === 0 ? [] : [{ evidence: { $in: evidence } }]),
    ];
    const found = await this.#models.projects
      .find({ _id: { $ne: _id }, status: { $nin: ['withdrawn', 'rejected'] }, $or: [...same] })
      .select(Object.fromEntries(notListed.map((field) => [field, 0])))
      .sort({ submittedAt: -1 })
      .limit(doublesMax)
      .lean<ProjectRow[]>()
      .exec();
    return found.map((other) => ({ project: other, same: sameFacts(project, other) }));
  }
}

function sameFacts(project: ProjectRow, other: ProjectRow): DoubleApplication['same'] {
  const sameName =
    project.name === other.name &&
    project.county === other.county &&
    project.implementer === other.implementer;
  const overlaps = project.plannedStart <= other.plannedFinish && other.plannedStart <= project.plannedFinish;
  const files = new Set(project.evidence);
  return [
    ...(sameName ? (['name'] as const) : []),
    ...(project.receivingAccount === other.receivingAccount && overlaps ? (['account'] as const) : []),
    ...(other.evidence.some((hash) => files.has(hash)) ? (['evidence'] as const) : []),
  ];
}
