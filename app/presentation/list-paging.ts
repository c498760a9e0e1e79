/** Where a list stands: 第 1–20 个，共 43 个, and the addresses of the pages before and after it with the same filters. */
import type { Speech } from './speech';

/** Beyond this page a filter is the better way. */
const pageMax = 10_000;

export interface PagingView {
  readonly range: string;
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
}

/** The number of a page as it stands in the address; 1 for anything that is none. */
export function pageNumber(sent: unknown): number {
  const number = typeof sent === 'string' && /^\d{1,5}$/.test(sent) ? Number(sent) : 1;
  return Math.min(Math.max(number, 1), pageMax);
}

/** The paging of a list. */
export function listPaging(place: ListPlace, say: Speech['say']): PagingView {
  const { total, page, perPage } = place;
  const pages = Math.max(1, Math.ceil(total / perPage));
  const first = Math.min((page - 1) * perPage + 1, total);
  const last = Math.min(page * perPage, total);
  return {
    range: say('progress:paging', { first, last, total }),
    page,
    pages,
    ...(page > 1 ? { previous: hrefOf(place, page - 1) } : {}),
    ...(page < pages ? { next: hrefOf(place, page + 1) } : {}),
  };
}

/** The list's address with its filters, and a page other than the first. */
export function hrefOf({ path, query }: Pick<ListPlace, 'path' | 'query'>, page = 1): string {
  const asked = { ...query, page: page > 1 ? String(page) : undefined };
  const parts = Object.entries(asked).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return parts.length === 0 ? path : `${path}?${new URLSearchParams(parts).toString()}`;
}
