/** The list of drafts: views as tabs, filters in the address, one's own work first; whom each waits for, and until when. */
import type { Request, Response } from 'express';
import { sumFen } from '../../domain/money';
import { scopeOf } from '../auth/viewer';
import type { DraftOutline } from '../models/outlines';
import type { DraftFilter, DraftSort, DraftTab, ScopedDrafts } from '../models/scoped-drafts';
import {
  draftSorts,
  draftStatuses,
  draftTabs,
  draftsCountLimit,
  draftsPerPage,
} from '../models/scoped-drafts';
import { draftChip } from '../presentation/chip';
import { dayFigures, dueChip } from '../presentation/date-words';
import { bottleneckOf } from '../presentation/draft-course';
import type { ListPlace } from '../presentation/list-paging';
import { countWords, hrefOf, listPaging, pageNumber } from '../presentation/list-paging';
import { figures } from '../presentation/money-words';
import type { Onlooker, OrganisationLookup } from '../presentation/speech';
import { organisationName } from '../presentation/speech';
import { onlookerOf } from './onlooker';
import type { PageServices } from './page-services';

const wordsMax = 100;

export interface DraftListPorts {
  readonly drafts: ScopedDrafts;
  readonly named: OrganisationLookup;
}

export class DraftListPages {
  readonly #services: PageServices;
  readonly #ports: DraftListPorts;

  constructor(services: PageServices, ports: DraftListPorts) {
    this.#services = services;
    this.#ports = ports;
  }

  /** `/drafts`. */
  readonly list = async (request: Request, response: Response): Promise<void> => {
    const viewer = this.#services.viewerOf(request);
    const onlooker = onlookerOf(request, this.#services, this.#ports.named);
    const { say } = onlooker.speech;
    const filter = filterOf(request, { scope: scopeOf(viewer), organisationId: viewer.organisationId });
    const page = pageNumber(request.query['page'], pagesMax);
    // To look for rows that are not there takes longest of all.
    const count = await this.#ports.drafts.count(filter);
    const rows = count === 0 ? [] : await this.#ports.drafts.page(filter, page);
    response.render('drafts/list', {
      title: say('drafts:list-page.title'),
      trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.drafts') }],
      live: 'drafts',
      tabs: await this.#tabs(filter, onlooker),
      filters: filtersOf(filter, onlooker),
      columns: columnsOf(filter, onlooker),
      rows: rows.map((draft) => rowOf(draft, onlooker)),
      paging: listPaging(
        {
          ...{ path, query: queryOf(filter), page, pagesMax, perPage: draftsPerPage },
          ...{ total: count, countedMax: draftsCountLimit(filter), range: 'drafts:list-page.range' },
          shown: rows.length,
          sumFen: sumFen(rows.map(({ amountFen }) => amountFen)),
        },
        say,
      ),
      empty: say(
        viewer.role === 'leading-group-office' ? 'drafts:list-page.empty-office' : 'drafts:list-page.empty',
      ),
    });
  };

  async #tabs(filter: DraftFilter, { speech: { say } }: Onlooker): Promise<readonly object[]> {
    const { scope, organisationId } = filter;
    return Promise.all(
      draftTabs.map(async (tab) => {
        const count = await this.#ports.drafts.count({ scope, organisationId, tab, sort: 'urgency' });
        return {
          href: addressOf({ tab }),
          text: say(`drafts:list-page.tab.${tab}`),
          count: countWords(count, draftsCountLimit({ tab })),
          current: filter.tab === tab,
        };
      }),
    );
  }
}

type Asked = Pick<DraftFilter, 'tab'> & Partial<Pick<DraftFilter, 'sort' | 'status' | 'words'>>;

const path = '/drafts';

function filterOf(
  { query }: Request,
  who: { readonly scope: DraftFilter['scope']; readonly organisationId: string },
): DraftFilter {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.slice(0, wordsMax) : '';
  };
  const tab: DraftTab = draftTabs.find((each) => each === text('tab')) ?? 'all';
  const sort: DraftSort = draftSorts.find((each) => each === text('sort')) ?? 'urgency';
  const status = draftStatuses.find((each) => each === text('status'));
  const words = text('q').trim();
  return {
    ...who,
    tab,
    sort,
    ...(status === undefined ? {} : { status }),
    ...(words === '' ? {} : { words }),
  };
}

const pagesMax = 100;

/** What stands in the list's address; what is usual is left out. */
function queryOf({ tab, sort, status, words }: Asked): ListPlace['query'] {
  return {
    ...{ tab: tab === 'all' ? undefined : tab, sort: sort === 'urgency' ? undefined : sort },
    ...{ status, q: words },
  };
}

function addressOf(asked: Asked): string {
  return hrefOf({ path, query: queryOf(asked) });
}

function filtersOf({ tab, sort, status, words }: DraftFilter, { speech: { say } }: Onlooker): object {
  const hidden = [
    ...(tab === 'all' ? [] : [{ name: 'tab', value: tab }]),
    ...(sort === 'urgency' ? [] : [{ name: 'sort', value: sort }]),
  ];
  return {
    action: '/drafts',
    hidden,
    fields: [
      {
        name: 'q',
        label: say('drafts:list-page.search'),
        value: words,
        placeholder: say('drafts:list-page.search-hint'),
      },
      {
        ...{ name: 'status', label: say('drafts:field.status'), value: status ?? '' },
        options: [
          { value: '', text: say('frame:filter.all') },
          ...draftStatuses.map((value) => ({ value, text: say(`words:draft.${value}`) })),
        ],
      },
    ],
  };
}

function columnsOf(filter: DraftFilter, { speech: { say } }: Onlooker): readonly object[] {
  const sorted = (sort: DraftSort, direction: 'ascending' | 'descending'): object => ({
    href: addressOf({ ...filter, sort }),
    sort: filter.sort === sort ? direction : 'none',
  });
  return [
    { text: say('drafts:list-page.column.draft') },
    { text: say('drafts:list-page.column.township'), drop: 'second' },
    { text: say('drafts:list-page.column.amount'), right: true, ...sorted('amount', 'descending') },
    { text: say('drafts:list-page.column.legs'), drop: 'first' },
    { text: say('drafts:field.status') },
    { text: say('drafts:list-page.column.waits'), ...sorted('urgency', 'ascending') },
    { text: say('drafts:list-page.column.issued'), drop: 'first', ...sorted('issued', 'descending') },
  ];
}

function rowOf(draft: DraftOutline, onlooker: Onlooker): object {
  const { speech, now } = onlooker;
  const { say } = speech;
  const leg = bottleneckOf(draft);
  const awaited = leg?.awaits ?? draft.awaits[0];
  const settled = draft.legs.filter(({ state }) => state === 'settled').length;
  return {
    href: `/drafts/${draft._id}`,
    name: draft.projectName,
    id: draft._id,
    township: draft.township,
    amount: figures(draft.amountFen),
    legs: say('drafts:list-page.settled', { settled, count: draft.legs.length }),
    chip: draftChip(draft, speech),
    waits:
      awaited === undefined
        ? say('drafts:list-page.nobody')
        : say('drafts:list-page.waits', {
            office: organisationName(awaited.organisationId, onlooker),
            act: say(`words:act.${awaited.act}`),
            leg: awaited.legId ?? '',
          }),
    due: awaited?.due === undefined ? undefined : dueChip(awaited.due, now, speech),
    issued: dayFigures(draft.createdAt, now),
  };
}
