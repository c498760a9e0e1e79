/**
 * One page of a list, as the URL asks for it: filtered, sorted, twenty rows, with how many there are. Every query is bounded:
 * in rows, in how far one can leaf, in how many are counted, and in time.
 */
import type { Model } from 'mongoose';

/** Conditions by field. Values from outside only ever stand as strings under known names. */
export type Filter = Readonly<Record<string, unknown>>;

export const rowsOfPage = 20;
/** How far one can leaf; what lies behind is found by a filter. */
const pagesMax = 50;
/** Filtered rows are counted up to this; a page shows "more than". */
const countedMax = rowsOfPage * pagesMax;
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
}

/** Reads one page. */
export async function listPage<Row>(model: Model<Row>, query: ListQuery): Promise<ListPage<Row>> {
  const { filter, sort, without } = query;
  const total = await countUpTo(model, filter);
  const pages = Math.max(1, Math.min(pagesMax, Math.ceil(total.count / rowsOfPage)));
  const page = Math.min(Math.max(1, Math.trunc(query.page)), pages);
  const rows = await model
    .find({ ...filter })
    .select(Object.fromEntries(without.map((name) => [name, 0])))
    .sort({ ...sort })
    .skip((page - 1) * rowsOfPage)
    .limit(rowsOfPage)
    .maxTimeMS(queryMsMax)
    .lean<Row[]>()
    .exec();
  return { rows, total, page, pages };
}

/** Counts, but not further than a list can be leafed through. */
async function countUpTo<Row>(model: Model<Row>, filter: Filter): Promise<ListTotal> {
  const count = await model
    .countDocuments({ ...filter })
    .limit(countedMax + 1)
    .maxTimeMS(queryMsMax)
    .exec();
  return { count: Math.min(count, countedMax), more: count > countedMax };
}
