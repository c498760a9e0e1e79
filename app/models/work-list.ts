/**
 * Lists of work, as projects and drafts have them: one's own first, then the most urgent; or the newest, or the largest. What
 * may be asked is a closed set of fields, so that nothing typed into an address becomes an operator of the query.
 */
import type { Model } from 'mongoose';
import type { FiguresDocument } from './chain-documents';
import type { FiguresReader } from './figures-reader';
import type { ListPage, ListTotal } from './list-query';
import { countUpTo, listPage } from './list-query';
import { streamedRows } from './row-codec';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import { searchFilter } from './search-filter';
import type { Filter } from './search-filter';

export interface WorkFilter<Status extends string> {
  /** None: every status. */
  readonly statuses?: readonly Status[];
  readonly type?: string;
  readonly county?: string;
  readonly township?: string;
  readonly implementer?: string;
  readonly search?: string;
  /** Only what this organisation must act on. */
  readonly awaiting?: string;
}

export type WorkSort = 'urgent' | 'newest' | 'amount';

export interface WorkRequest<Status extends string> {
  readonly scope: Scope;
  readonly filter: WorkFilter<Status>;
  readonly sort: WorkSort;
  /** With `urgent`: whose acts come first. */
  readonly firstOf?: string;
  readonly page: number;
}

/** What differs between the two kinds of list. */
export interface WorkKind<Row, Status extends string> {
  readonly model: Model<Row>;
  readonly statuses: readonly Status[];
  readonly nameField: string;
  readonly newestField: string;
  readonly amountField: string;
  /** Fields that a list does not show. */
  readonly without: readonly string[];
  readonly countsOf: (figures: FiguresDocument) => Readonly<Record<string, number>>;
}

export class WorkList<Row, Status extends string> {
  readonly #kind: WorkKind<Row, Status>;
  readonly #figures: FiguresReader;

  constructor(kind: WorkKind<Row, Status>, figures: FiguresReader) {
    this.#kind = kind;
    this.#figures = figures;
  }

  /** One page of twenty. */
  async page(request: WorkRequest<Status>): Promise<ListPage<Row>> {
    const { filter, scope, sort, firstOf, page } = request;
    const conditions = this.#conditions(scope, filter);
    if (conditions === undefined) return { rows: [], total: { count: 0, more: false }, page: 1, pages: 1 };
    const mine = sort === 'urgent' && filter.awaiting === undefined ? firstOf : undefined;
    return listPage(this.#kind.model, {
      filter: conditions,
      sort: this.#order(sort),
      without: this.#kind.without,
      page,
      total: await this.#knownTotal(scope, filter),
      first: mine === undefined ? undefined : { 'awaits.organisationId': mine },
      rest: mine === undefined ? undefined : { 'awaits.organisationId': { $ne: mine } },
    });
  }

  /** Rows for an export: the same filter in the same order, up to `limit`. */
  rows(request: WorkRequest<Status>, limit: number): AsyncIterable<Row> {
    const conditions = this.#conditions(request.scope, request.filter) ?? { _id: '' };
    const found = this.#kind.model
      .find({ ...conditions })
      .select(Object.fromEntries(this.#kind.without.map((name) => [name, 0])))
      .sort(this.#order(request.sort))
      .limit(limit)
      .lean();
    return streamedRows<Row>(found.cursor());
  }

  /** How many there are in each status. */
  async countsByStatus(scope: Scope): Promise<Readonly<Record<string, number>>> {
    return this.#kind.countsOf(await this.#figures.figures(scope));
  }

  /** How many an organisation must act on. */
  async countAwaiting(scope: Scope, organisationId: string): Promise<ListTotal> {
    const conditions = this.#conditions(scope, { awaiting: organisationId });
    return conditions === undefined ? { count: 0, more: false } : countUpTo(this.#kind.model, conditions);
  }

  #order(sort: WorkSort): Record<string, 1 | -1> {
    switch (sort) {
      case 'urgent':
        return { urgency: 1, _id: 1 };
      case 'newest':
        return { [this.#kind.newestField]: -1, _id: -1 };
      case 'amount':
        return { [this.#kind.amountField]: -1, _id: -1 };
    }
  }

  /** Undefined when nothing may be read. */
  #conditions(scope: Scope, filter: WorkFilter<Status>): Filter | undefined {
    const within = scopeFilter(scope);
    if (within === undefined) return undefined;
    const { type, county, township, implementer, awaiting, search = '' } = filter;
    const statuses = filter.statuses ?? [];
    const conditions: Filter[] = [
      { ...within },
      { status: { $in: statuses.length === 0 ? this.#kind.statuses : statuses } },
      searchFilter(search, this.#kind.nameField),
      ...given({ type, county, township, 'awaits.organisationId': awaiting, implementer }),
      // Implementers are parties, and parties are indexed.
      ...given({ parties: implementer }),
    ];
    return { $and: conditions.filter((condition) => Object.keys(condition).length > 0) };
  }

  /** What the figures know is not counted. */
  async #knownTotal(scope: Scope, filter: WorkFilter<Status>): Promise<number | undefined> {
    const { statuses = [], ...others } = filter;
    if (Object.values(others).some((value: string | undefined) => value !== undefined && value !== ''))
      return undefined;
    const counts = await this.countsByStatus(scope);
    const asked: readonly string[] = statuses.length === 0 ? this.#kind.statuses : statuses;
    return asked.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  }
}

/** The conditions that are asked for, each by itself, so that two on one field are both kept. */
function given(fields: Readonly<Record<string, string | undefined>>): readonly Filter[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [{ [name]: value }],
  );
}
