/**
 * One page of a list, as the URL asks for it: filtered, sorted, twenty rows, with how many there are. Every query is bounded:
 * in rows, in how far one can leaf, in how many are counted, and in time.
 */
import type { Model } from 'mongoose';
import type { Filter } from './search-filter';

export const rowsOfPage = 20;
/** How far one can leaf; what lies behind is found by a filter. */
export const pagesMax = 50;
/** Filtered rows are counted up to this; a page shows "more than". */
export const countedMax = rowsOfPage * pagesMax;
const queryMsMax = 5_000;

export interface ListTotal {
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly more: boolean;
}

export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly total: ListTotal;
  /** From 1. */
  readonly page: number;
  /** How many pages can be opened. */
  readonly pages: number;
}

export interface ListQuery {
  readonly filter: Filter;
  /** Fields in order, 1 up and -1 down. */
  readonly sort: Readonly<Record<string, 1 | -1>>;
  /** Fields that a list does not show. */
  readonly without: readonly string[];
  /** From 1; what is beyond the last page shows the last one. */
  readonly page: number;
  /** The number of rows where it is known without counting. */
  readonly total?: number | undefined;
  /** Rows that come first, before all others. */
  readonly first?: Filter | undefined;
  /** The rows that are not first. */
  readonly rest?: Filter | undefined;
}

/** Reads one page. */
export async function listPage<Row>(model: Model<Row>, query: ListQuery): Promise<ListPage<Row>> {
  const total =
    query.total === undefined ? await countUpTo(model, query.filter) : { count: query.total, more: false };
  const pages = Math.max(1, Math.min(pagesMax, Math.ceil(total.count / rowsOfPage)));
  const page = Math.min(Math.max(1, Math.trunc(query.page)), pages);
  const skip = (page - 1) * rowsOfPage;
  const rows = await (query.first === undefined || query.rest === undefined
    ? rowsOf(model, query, { filter: query.filter, skip, limit: rowsOfPage })
    : firstThenRest(model, query, { first: query.first, rest: query.rest, skip }));
  return { rows, total, page, pages };
}

/** Counts, but not further than a list can be leafed through. */
export async function countUpTo<Row>(model: Model<Row>, filter: Filter): Promise<ListTotal> {
  const count = await model
    .countDocuments({ ...filter })
    .limit(countedMax + 1)
    .maxTimeMS(queryMsMax)
    .exec();
  return { count: Math.min(count, countedMax), more: count > countedMax };
}

async function firstThenRest<Row>(
  model: Model<Row>,
  query: ListQuery,
  part: { readonly first: Filter; readonly rest: Filter; readonly skip: number },
): Promise<readonly Row[]> {
  const { skip } = part;
  const first = { ...query.filter, ...part.first };
  const { count } = await countUpTo(model, first);
  const ahead = skip < count ? await rowsOf(model, query, { filter: first, skip, limit: rowsOfPage }) : [];
  if (ahead.length === rowsOfPage) return ahead;
  const behind = await rowsOf(model, query, {
    filter: { ...query.filter, ...part.rest },
    skip: Math.max(0, skip - count),
    limit: rowsOfPage - ahead.length,
  });
  return [...ahead, ...behind];
}

async function rowsOf<Row>(
  model: Model<Row>,
  { sort, without }: ListQuery,
  { filter, skip, limit }: { readonly filter: Filter; readonly skip: number; readonly limit: number },
): Promise<readonly Row[]> {
  return model
    .find({ ...filter })
    .select(Object.fromEntries(without.map((name) => [name, 0])))
    .sort({ ...sort })
    .skip(skip)
    .limit(limit)
    .maxTimeMS(queryMsMax)
    .lean<Row[]>()
    .exec();
}
