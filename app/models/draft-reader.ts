/** Drafts as pages ask for them: lists, one by id, those of a project, and the registrations made for their legs. */
import type { DraftStatus } from '../../domain/draft';
import { draftConditions } from '../../domain/draft-machine';
import type { RegistrationDocument } from './chain-documents';
import type { DraftDocument } from './draft-document';
import type { FiguresReader } from './figures-reader';
import type { ListPage } from './list-query';
import { listPage } from './list-query';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import { WorkList } from './work-list';

/** Fields of a draft that a list does not show. */
const notListed = ['history', 'terms', 'tranches', 'resolutions', 'specialRule'] as const;

export type RegistrationStanding = RegistrationDocument['standing'];

export class DraftReader {
  readonly list: WorkList<DraftDocument, DraftStatus>;
  readonly #models: ReadModels;
  readonly #figures: FiguresReader;

  constructor(models: ReadModels, figures: FiguresReader) {
    this.#models = models;
    this.#figures = figures;
    this.list = new WorkList<DraftDocument, DraftStatus>(
      {
        ...{ model: models.drafts, statuses: draftConditions.map(({ status }) => status) },
        ...{ nameField: 'projectName', newestField: 'createdAt', amountField: 'amountFen' },
        ...{ without: notListed, countsOf: ({ draftsByStatus }) => draftsByStatus },
      },
      figures,
    );
  }

  /** A draft within the scope; undefined when there is none, or none that may be read. */
  async draft(scope: Scope, draftId: string): Promise<DraftDocument | undefined> {
    const within = scopeFilter(scope);
    if (within === undefined) return undefined;
    const found = await this.#models.drafts
      .findOne({ ...within, _id: draftId })
      .lean<DraftDocument>()
      .exec();
    return found ?? undefined;
  }

  /** Every draft of a project, the cancelled ones among them, in order of issue. */
  async draftsOf(scope: Scope, draftIds: readonly string[]): Promise<readonly DraftDocument[]> {
    const within = scopeFilter(scope);
    if (within === undefined) return [];
    return this.#models.drafts
      .find({ ...within, _id: { $in: draftIds } })
      .sort({ createdAt: 1, _id: 1 })
      .lean<DraftDocument[]>()
      .exec();
  }

  /** Registrations of one standing, newest first. */
  async registrations(
    scope: Scope,
    { standing, page }: { readonly standing: RegistrationStanding; readonly page: number },
  ): Promise<ListPage<RegistrationDocument>> {
    const within = scopeFilter(scope);
    const figures = await this.#figures.figures(scope);
    return listPage(this.#models.registrations, {
      filter: within === undefined ? { _id: '' } : { ...within, standing },
      sort: { 'place.block': -1, _id: 1 },
      without: [],
      page,
      total: standing === 'ended' ? undefined : (figures.registrationsByStanding[standing] ?? 0),
    });
  }
}
