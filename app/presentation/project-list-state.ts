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
import type { ListPlace } from './list-paging';
import { hrefOf, pageNumber } from './list-paging';

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
    page: pageNumber(single(query['page']), pagesMax),
  };
}

/** What stands in a list's address; what is usual is left out. */
export function projectListQuery(state: Omit<ProjectListState, 'page'>): ListPlace['query'] {
  const { tab, sort, status, type, township, county, words } = state;
  return {
    ...{ view: tab === 'all' ? undefined : tab, q: words, status, type, county, township },
    sort: sort === 'urgency' ? undefined : sort,
  };
}

/** The address of a list in a state. */
export function projectListHref(path: string, state: ProjectListState): string {
  return hrefOf({ path, query: projectListQuery(state) }, state.page);
}
