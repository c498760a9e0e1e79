/** Exceptions of reconciliation as pages ask for them: lists, one by id, their ages, and what happened lately. */
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type { ExceptionDocument } from './exception-document';
import type { ListPage } from './list-query';
import { listPage } from './list-query';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { scopeFilter } from './scope';

export interface ExceptionFilter {
  readonly status: 'open' | 'closed';
  readonly reason?: ExceptionReason;
  readonly owner?: string;
  readonly county?: string;
  readonly draftId?: string;
}

/** Open exceptions by age in days, upper edges included. */
export interface AgeingBucket {
  readonly days: '0-1' | '1-3' | '3-7' | '7-30' | '>30';
  readonly count: number;
}

const dayMs = 86_400_000;
/** Upper edges in days; what is older than the last is in the last bucket. */
const buckets = [
  { days: '0-1', from: 0, to: 1 },
  { days: '1-3', from: 1, to: 3 },
  { days: '3-7', from: 3, to: 7 },
  { days: '7-30', from: 7, to: 30 },
  { days: '>30', from: 30, to: undefined },
] as const;

export class ExceptionReader {
  readonly #models: ReadModels;

  constructor(models: ReadModels) {
    this.#models = models;
  }

  /** One page of exceptions: open ones oldest first, closed ones newest first. */
  async page(scope: Scope, filter: ExceptionFilter, page: number): Promise<ListPage<ExceptionDocument>> {
    const within = scopeFilter(scope);
    const { status, reason, owner, county, draftId } = filter;
    const asked = Object.entries({ reasons: reason, owner, county, draftId });
    const conditions = asked.flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [{ [name]: value }],
    );
    return listPage(this.#models.exceptions, {
      filter: within === undefined ? { _id: '' } : { $and: [{ ...within, status }, ...conditions] },
      sort: { openedAt: status === 'open' ? 1 : -1, _id: 1 },
      without: ['history'],
      page,
    });
  }

  /** An exception within the scope; undefined when there is none, or none that may be read. */
  async exception(scope: Scope, exceptionId: string): Promise<ExceptionDocument | undefined> {
    const within = scopeFilter(scope);
    if (within === undefined) return undefined;
    const found = await this.#models.exceptions
      .findOne({ ...within, _id: exceptionId })
      .lean<ExceptionDocument>()
      .exec();
    return found ?? undefined;
  }

  /** All exceptions of a draft, open and closed, oldest first. */
  async exceptionsOf(scope: Scope, draftId: string): Promise<readonly ExceptionDocument[]> {
    const within = scopeFilter(scope);
    if (within === undefined) return [];
    return this.#models.exceptions
      .find({ ...within, draftId })
      .sort({ openedAt: 1, _id: 1 })
      .lean<ExceptionDocument[]>()
      .exec();
  }

  /** Open exceptions by age at `now`. */
  async ageing(scope: Scope, now: Date): Promise<readonly AgeingBucket[]> {
    const within = scopeFilter(scope);
    return Promise.all(
      buckets.map(async ({ days, from, to }) => {
        const count =
          within === undefined
            ? 0
            : await this.#models.exceptions
                .countDocuments({ ...within, status: 'open', openedAt: openedBetween(now, from, to) })
                .exec();
        return { days, count };
      }),
    );
  }

  /** The exceptions opened last, newest first: the latest warnings. */
  async latest(scope: Scope, limit: number): Promise<readonly ExceptionDocument[]> {
    const within = scopeFilter(scope);
    if (within === undefined) return [];
    return this.#models.exceptions
      .find({ ...within, status: 'open' })
      .select({ history: 0 })
      .sort({ openedAt: -1, _id: 1 })
      .limit(limit)
      .lean<ExceptionDocument[]>()
      .exec();
  }
}

/** An age is more than `from` and at most `to` days; what was opened this instant is in the first bucket. */
function openedBetween(now: Date, from: number, to: number | undefined): Readonly<Record<string, string>> {
  const daysAgo = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  return {
    ...(from === 0 ? {} : { $lt: daysAgo(from) }),
    ...(to === undefined ? {} : { $gte: daysAgo(to) }),
  };
}
