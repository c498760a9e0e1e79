/** Where a list stands: 第 1–20 个，共 43 个, and the addresses of the pages before and after it with the same filters. */
import { figures } from './money-words';
import type { Speech } from './speech';

/** Beyond this page a filter is the better way. */
const pageMax = 10_000;

export interface PagingView {
  readonly range: string;
  /** What the rows of this page sum to, and its words. */
  readonly sum?: string;
  readonly sumAmount?: string;
  readonly sumUnit?: string;
  readonly page: number;
  readonly pages: number;
  readonly previous?: string;
  readonly next?: string;
}

export interface ListPlace {
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  readonly path: string;
  /** The filters that stand in the address; empty ones are left out. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The text that says it, where the things have a counter of their own (张, 笔). */
  readonly range?: string;
  /** Where counting stops: a total that reaches it is told as `1000+`. */
  readonly countedMax?: number;
  /** How many rows the page shows: behind the last counted page there may be more. */
  readonly shown?: number;
  /** The last page that is shown. */
  readonly pagesMax?: number;
  /** The sum of the rows shown. */
  readonly sumFen?: bigint;
}

/** `43`, or `1000+` where counting stopped. */
export function countWords(count: number, countedMax: number): string {
  return count >= countedMax ? `${String(countedMax)}+` : String(count);
}

/** The number of a page as it stands in the address; 1 for anything that is none, the last one for what lies beyond it. */
export function pageNumber(sent: unknown, pagesMax = pageMax): number {
  const number = typeof sent === 'string' && /^\d{1,5}$/.test(sent) ? Number(sent) : 1;
  return Math.min(Math.max(number, 1), pagesMax);
}

/** The paging of a list. */
export function listPaging(place: ListPlace, say: Speech['say']): PagingView {
  const { total, page, perPage, countedMax, pagesMax = pageMax } = place;
  const counted = Math.min(Math.max(1, Math.ceil(total / perPage)), pagesMax);
  const pages = Math.max(counted, isFollowed(place, pagesMax) ? page + 1 : page);
  const known = knownTotal(place);
  const first = Math.min((page - 1) * perPage + 1, known);
  const last = Math.min(page * perPage, known);
  const all = countedMax === undefined ? String(total) : countWords(total, countedMax);
  return {
    range: say(place.range ?? 'frame:paging.range', { first, last, total: all }),
    ...sumOf(place, say),
    page,
    pages,
    ...(page > 1 ? { previous: hrefOf(place, page - 1) } : {}),
    ...(page < pages ? { next: hrefOf(place, page + 1) } : {}),
  };
}

/** Behind where counting stopped, the rows that are shown tell how many there are at least. */
function knownTotal({ total, page, perPage, shown = 0 }: ListPlace): number {
  return shown === 0 ? total : Math.max(total, (page - 1) * perPage + shown);
}

/** Whether another page may follow that was not counted. */
function isFollowed({ total, page, perPage, countedMax, shown }: ListPlace, pagesMax: number): boolean {
  const isCutOff = countedMax !== undefined && total >= countedMax;
  return isCutOff && shown === perPage && page < pagesMax;
}

function sumOf({ sumFen }: ListPlace, say: Speech['say']): Pick<PagingView, 'sum' | 'sumAmount' | 'sumUnit'> {
  if (sumFen === undefined) return {};
  return { sum: say('frame:paging.sum'), sumAmount: figures(sumFen), sumUnit: say('frame:field.yuan') };
}

/** The list's address with its filters, and a page other than the first. */
export function hrefOf({ path, query }: Pick<ListPlace, 'path' | 'query'>, page = 1): string {
  const asked = { ...query, page: page > 1 ? String(page) : undefined };
  const parts = Object.entries(asked).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return parts.length === 0 ? path : `${path}?${new URLSearchParams(parts).toString()}`;
}
