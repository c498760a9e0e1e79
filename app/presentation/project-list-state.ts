/**
 * What a list of projects was asked for, as its address says it: view, filters, words, order and page. The address is the whole
 * state, so that a list can be kept as a bookmark, sent on, and exported as it stands.
 */
import type { ProjectType } from '../../domain/project';
import { projectTypes } from '../../domain/project';
import type { ProjectStatus } from '../../domain/project-machine';
import { projectStatuses } from '../../domain/project-machine';
import { single } from '../acts/act-form';
import type { FormFields } from '../acts/act';
import type { ProjectSort, ProjectTab } from '../models/project-reader';
import { projectSorts, projectTabs } from '../models/project-reader';

export interface ProjectListState {
  readonly tab: ProjectTab;
  readonly sort: ProjectSort;
  readonly status?: ProjectStatus;
  readonly type?: ProjectType;
  readonly township?: string;
  readonly county?: string;
  readonly words?: string;
  readonly page: number;
}

const wordsCharactersMax = 100;
const townshipCharactersMax = 50;
export const pagesMax = 250;
const countyForm = /^[1-9][0-9]{5}$/;

/** The state of an address; what no list understands is left out. */
export function projectListState(query: FormFields): ProjectListState {
  const text = (name: string, max: number): string =>
    [...(single(query[name])?.trim() ?? '')].slice(0, max).join('');
  const status = projectStatuses.find((each) => each === single(query['status']));
  const type = projectTypes.find((each) => each === single(query['type']));
  const county = text('county', 6);
  const township = text('township', townshipCharactersMax);
  const words = text('q', wordsCharactersMax);
  return {
    tab: projectTabs.find((tab) => tab === single(query['view'])) ?? 'all',
    sort: projectSorts.find((sort) => sort === single(query['sort'])) ?? 'urgency',
    ...(status === undefined ? {} : { status }),
    ...(type === undefined ? {} : { type }),
    ...(township === '' ? {} : { township }),
    ...(countyForm.test(county) ? { county } : {}),
    ...(words === '' ? {} : { words }),
    page: pageOf(single(query['page'])),
  };
}

function pageOf(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Math.min(Number(text), pagesMax) : 1;
}

/** The address of a list with some of its state changed; what is usual is left out. */
export function projectListHref(
  path: string,
  state: ProjectListState,
  changed: Partial<ProjectListState> = {},
): string {
  const { tab, sort, status, type, township, county, words, page } = { ...state, ...changed };
  const parts = {
    ...{ view: tab === 'all' ? undefined : tab, q: words, status, type, county, township },
    ...{ sort: sort === 'urgency' ? undefined : sort, page: page === 1 ? undefined : String(page) },
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
