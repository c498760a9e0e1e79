/** Totals of a scope, kept by the projections: reading them costs one document, however many drafts there are. */
import type { CheckpointDocument, FiguresDocument } from './chain-documents';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { figuresIdOf, scopeFilter } from './scope';

/** The figures of the home page (domain rules, section 10) with what they are made of. */
export interface HomeFigures extends FiguresDocument {
  /** Where the projections stand; undefined before the first event. */
  readonly checkpoint: CheckpointDocument | undefined;
  /**
   * Since when the platform runs safely: since the founding, or since the last unresolved `conflict` or `personal-account`
   * opened. Undefined before the founding.
   */
  readonly safeSince: string | undefined;
}

export class FiguresReader {
  readonly #models: ReadModels;

  constructor(models: ReadModels) {
    this.#models = models;
  }

  /** Totals of a scope; all zero where nothing has happened yet or nothing may be read. */
  async figures(scope: Scope): Promise<FiguresDocument> {
    const id = figuresIdOf(scope);
    if (id === undefined) return noFigures('nothing');
    return (await this.#models.figures.findById(id).lean<FiguresDocument>().exec()) ?? noFigures(id);
  }

  async home(scope: Scope): Promise<HomeFigures> {
    const [figures, checkpoint, unsafe] = await Promise.all([
      this.figures(scope),
      this.#models.checkpoints.findById('ledger').lean<CheckpointDocument>().exec(),
      this.#unsafeSince(scope),
    ]);
    const safeSince = unsafe ?? checkpoint?.foundedAt;
    return { ...figures, checkpoint: checkpoint ?? undefined, safeSince };
  }

  /** Figures of every county, by county code: idle money, placement, exceptions side by side. */
  async counties(): Promise<readonly (FiguresDocument & { readonly county: string })[]> {
    const found = await this.#models.figures
      .find({ _id: { $gte: 'county:', $lt: 'county;' } })
      .sort({ _id: 1 })
      .lean<FiguresDocument[]>()
      .exec();
    return found.map((figures) => ({ ...figures, county: figures._id.slice('county:'.length) }));
  }

  async #unsafeSince(scope: Scope): Promise<string | undefined> {
    const within = scopeFilter(scope);
    if (within === undefined) return undefined;
    const last = await this.#models.exceptions
      .findOne({ ...within, status: 'open', reasons: { $in: ['conflict', 'personal-account'] } })
      .sort({ openedAt: -1 })
      .select({ openedAt: 1 })
      .lean<{ readonly openedAt: string }>()
      .exec();
    return last?.openedAt;
  }
}

function noFigures(_id: string): FiguresDocument {
  return {
    ...{ _id, running: 0, placedFen: 0n, issuedFen: 0n, acceptedFen: 0n, idleFen: 0n },
    ...{ townships: [], flows: [], projectsByStatus: {}, draftsByStatus: {}, openByReason: {} },
    registrationsByStanding: {},
  };
}
