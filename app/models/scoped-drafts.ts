/**
 * Reads drafts for their pages: one draft, or a page of the list within a scope by view, status and words, the reader's own
 * work first and the most urgent on top. Nothing is read first and hidden afterwards.
 */
import type { Connection, Model, QueryFilter } from 'mongoose';
import type { DraftStatus } from '../../domain/draft';
import type { DraftDocument } from './draft-document';
import { draftModel } from './draft-model';
import { draftOutline } from './outlines';
import type { DraftOutline } from './outlines';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import { foundWithin } from './scoped-object';
import { foundCountedMax, termQuery } from './search-terms';
import { anyUrgency } from './work-list-indexes';

export const draftTabs = ['all', 'mine', 'running', 'exceptions', 'honoured'] as const;
export type DraftTab = (typeof draftTabs)[number];
export const draftSorts = ['urgency', 'issued', 'amount'] as const;
export type DraftSort = (typeof draftSorts)[number];
export const draftStatuses = [
  ...(['issued', 'circulating', 'funded', 'accepting', 'honoured', 'cancelled'] as const),
] satisfies readonly DraftStatus[];

export interface DraftFilter {
  readonly scope: Scope;
  /** Whose work counts as mine. */
  readonly organisationId: string;
  readonly tab: DraftTab;
  readonly sort: DraftSort;
  readonly status?: DraftStatus;
  readonly words?: string;
}

export const draftsPerPage = 20;
const countedMax = 1_000;

/** Where counting stops: more is told as `1000+`. Where documents must be looked at, it stops sooner. */
export function draftsCountLimit({ tab, words }: Pick<DraftFilter, 'tab' | 'words'>): number {
  return words === undefined && tab !== 'mine' ? countedMax : foundCountedMax;
}

export interface ScopedDrafts {
  /** One draft by its id. */
  find(scope: Scope, draftId: string): Promise<DraftDocument | undefined>;
  /** One page, from 1. */
  page(filter: DraftFilter, page: number): Promise<readonly DraftOutline[]>;
  /** How many there are, counted up to `draftsCountLimit` of the filter. */
  count(filter: DraftFilter): Promise<number>;
}

type Condition = QueryFilter<DraftDocument>;

const sortOf = {
  urgency: { urgency: 1, _id: 1 },
  issued: { createdAt: -1, _id: -1 },
  amount: { amountFen: -1, _id: -1 },
} as const;

const running: readonly DraftStatus[] = ['issued', 'circulating', 'funded', 'accepting'];

/** The drafts as the projections keep them. */
export function scopedDrafts(connection: Connection): ScopedDrafts {
  const drafts = draftModel(connection);
  return {
    find: (scope, draftId) => foundWithin(drafts, scope, draftId),
    page: (filter, page) => pageOf(drafts, filter, (page - 1) * draftsPerPage),
    count: async (filter) => {
      const condition = conditionOf(filter);
      return condition === undefined
        ? 0
        : drafts.countDocuments(condition, { limit: draftsCountLimit(filter) });
    },
  };
}

/** A whole view in the urgent order has one's own drafts first and then the others; the two together are one list. */
async function pageOf(
  drafts: Model<DraftDocument>,
  filter: DraftFilter,
  offset: number,
): Promise<readonly DraftOutline[]> {
  const condition = conditionOf(filter);
  if (condition === undefined) return [];
  const sort = sortOf[filter.sort];
  const read = (part: Condition, skip: number, limit: number): Promise<DraftOutline[]> =>
    limit === 0
      ? Promise.resolve([])
      : drafts
          .find(part)
          .select(draftOutline)
          .sort(sort)
          .skip(skip)
          .limit(limit)
          .lean<DraftOutline[]>()
          .exec();
  if (!isMineFirst(filter)) return read(condition, offset, draftsPerPage);
  const mine = { $and: [condition, { 'awaits.organisationId': filter.organisationId }] };
  const others = { $and: [condition, { 'awaits.organisationId': { $ne: filter.organisationId } }] };
  const before = await drafts.countDocuments(mine, { limit: offset + draftsPerPage });
  const first = before > offset ? await read(mine, offset, draftsPerPage) : [];
  const rest = await read(others, Math.max(0, offset - before), draftsPerPage - first.length);
  return [...first, ...rest];
}

/** What a filter leaves is in one order: to find one's own among it would mean to look at all of one's own. */
function isMineFirst({ tab, sort, status, words }: DraftFilter): boolean {
  return (
    sort === 'urgency' && (tab === 'all' || tab === 'running') && status === undefined && words === undefined
  );
}

/** Undefined when the scope holds nothing. */
function conditionOf(filter: DraftFilter): Condition | undefined {
  const within = scopeFilter(filter.scope);
  if (within === undefined) return undefined;
  return {
    ...within,
    ...statusCondition(filter),
    ...(filter.tab === 'mine' ? { 'awaits.organisationId': filter.organisationId } : {}),
    ...(filter.tab === 'exceptions' ? { openExceptions: { $gt: 0 }, ...anyUrgency } : {}),
    ...(filter.words === undefined ? {} : wordsCondition(filter.words)),
  };
}

/** All statuses are named where none is asked: the indexes begin with scope and status. Exceptions and words have their own. */
function statusCondition({ status, tab, words }: DraftFilter): Condition {
  if (status !== undefined) return { status };
  if (tab === 'exceptions' || (tab === 'all' && words !== undefined)) return {};
  if (tab === 'running') return { status: { $in: [...running] } };
  return tab === 'honoured' ? { status: 'honoured' } : { status: { $in: [...draftStatuses] } };
}

/** An id is found by its beginning; words that no index can hold find nothing, rather than everything. */
function wordsCondition(words: string): Condition {
  const id = /^D-[0-9A-Z-]{1,24}$/.exec(words.trim().toUpperCase())?.[0];
  if (id !== undefined) return { _id: { $gte: id, $lt: `${id}~` } };
  const { whole, beginnings } = termQuery(words);
  const parts: Condition[] = [
    ...whole.map((term) => ({ terms: term })),
    ...beginnings.map((term) => ({ terms: new RegExp(`^${term}`) })),
  ];
  return parts.length === 0 ? { terms: '' } : { $and: parts };
}
