/** The reconciliation centre as plain values: tabs with counts, filters, one list, ageing and idle money. */
import type { AgeBucket } from '../../domain/exception-age';
import { sumFen } from '../../domain/money';
import { exceptionReasons } from '../../domain/reconciliation-exception';
import type { Viewer } from '../auth/viewer';
import { readsEverything } from '../../domain/roles';
import type { CentreQuery, CentreTab } from './centre-query';
import { centreTabs, pagesMax } from './centre-query';
import type { Names } from './names';
import type { FiguresDocument, RegistrationDocument } from '../models/chain-documents';
import type { ExceptionDocument } from '../models/exception-document';
import type { RowPage } from '../models/reconciliation-reader';
import { rowsCountedMax, rowsPerPage } from '../models/reconciliation-reader';
import { exceptionChip, legChip } from './chip';
import { dayFigures, daysBetween, minuteWords } from './date-words';
import { exceptionHref, exceptionTitle } from './exception-words';
import type { ListPlace, PagingView } from './list-paging';
import { hrefOf, listPaging } from './list-paging';
import { figures as yuanFigures, totalWords, yuan } from './money-words';
import { proposalStanding } from './resolution-kinds';
import type { Speech } from './speech';

export interface CentreShown {
  readonly asked: CentreQuery;
  readonly exceptions?: RowPage<ExceptionDocument>;
  readonly registrations?: RowPage<RegistrationDocument>;
  readonly idle?: readonly { readonly county: string; readonly idleFen: bigint }[];
  readonly figures: FiguresDocument | undefined;
  readonly ageing: readonly { readonly bucket: AgeBucket; readonly count: number }[];
  /** Codes to choose from; empty for a viewer of one county or office. */
  readonly counties: readonly string[];
  /** By the ids of drafts. */
  readonly projectNames: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
  readonly names: Names;
  readonly speech: Speech;
  readonly now: string;
  readonly countyName: (county: string) => string;
}

/** All values of the page. */
export function centreView(shown: CentreShown): Readonly<Record<string, unknown>> {
  const { asked, speech, viewer } = shown;
  const { say } = speech;
  const total = shown.exceptions?.total ?? shown.registrations?.total ?? 0;
  return {
    title: say('frame:nav.reconciliation'),
    live: 'list:exceptions',
    trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('frame:nav.reconciliation') }],
    tab: asked.tab,
    tabs: tabsOf(shown),
    filters: filtersOf(shown),
    exceptions: shown.exceptions?.rows.map((row) => exceptionRow(row, shown)),
    registrations: shown.registrations?.rows.map((row) => registrationRow(row, shown)),
    ageing: asked.tab === 'ageing' ? ageingRows(shown) : undefined,
    idle: shown.idle === undefined ? undefined : idleRows(shown.idle, shown),
    paging: pagingOf(shown, total),
    files: { csv: addressOf(asked, { format: 'csv' }), xlsx: addressOf(asked, { format: 'xlsx' }) },
    mayPush: viewer.role === 'commercial-bank',
    empty: say(`reconciliation:empty.${asked.tab}`),
  };
}

/** The page's address with changes; empty values are left out. */
const path = '/reconciliation';

function queryOf({ tab, reason, age, county, mine, closed }: CentreQuery): ListPlace['query'] {
  return {
    ...{ tab, reason, age: age?.name, county },
    ...{ mine: mine ? 'yes' : undefined, status: closed ? 'closed' : undefined },
  };
}

function addressOf(asked: CentreQuery, change: ListPlace['query']): string {
  return hrefOf({ path, query: { ...queryOf(asked), ...change } });
}

function tabsOf({ asked, figures, ageing, speech: { say } }: CentreShown): readonly object[] {
  const open = ageing.reduce((sum, { count }) => sum + count, 0);
  const standing = figures?.registrationsByStanding ?? {};
  const counts: Readonly<Record<CentreTab, number | undefined>> = {
    exceptions: open,
    waiting: standing['waiting'] ?? 0,
    settled: standing['settled'] ?? 0,
    ageing: undefined,
    idle: figures?.openByReason['idle-money'] ?? 0,
  };
  return centreTabs.map((tab) => ({
    href: `/reconciliation?tab=${tab}`,
    text: say(`reconciliation:tab.${tab}`),
    current: tab === asked.tab,
    ...(counts[tab] === undefined ? {} : { count: counts[tab] }),
  }));
}

function filtersOf(shown: CentreShown): object | undefined {
  const { asked, viewer, speech, counties, countyName } = shown;
  const county = {
    ...{ name: 'county', label: speech.say('reconciliation:filter.county') },
    value: asked.county ?? '',
    options: [
      { value: '', text: speech.say('frame:filter.all') },
      ...counties.map((code) => ({ value: code, text: countyName(code) })),
    ],
  };
  const ofPlace = readsEverything(viewer.role) ? [county] : [];
  const isAboutExceptions = asked.tab === 'exceptions' || asked.tab === 'ageing';
  const fields = isAboutExceptions ? [...exceptionFilters(shown), ...ofPlace] : ofPlace;
  if (fields.length === 0) return undefined;
  const hidden = [
    { name: 'tab', value: asked.tab },
    ...(asked.age === undefined ? [] : [{ name: 'age', value: asked.age.name }]),
  ];
  return { action: '/reconciliation', hidden, fields };
}

function exceptionFilters({ asked, figures, speech: { say } }: CentreShown): readonly object[] {
  const all = { value: '', text: say('frame:filter.all') };
  const reasons = Object.keys(exceptionReasons).map((reason) => ({
    value: reason,
    text: `${say(`words:reason.${reason}`)} ${countText(figures?.openByReason[reason])}`.trim(),
  }));
  return [
    {
      ...{ name: 'reason', label: say('reconciliation:filter.reason'), value: asked.reason ?? '' },
      options: [all, ...reasons],
    },
    {
      ...{ name: 'mine', label: say('reconciliation:filter.owner'), value: asked.mine ? 'yes' : '' },
      options: [all, { value: 'yes', text: say('reconciliation:filter.mine') }],
    },
    {
      ...{ name: 'status', label: say('reconciliation:filter.status'), value: asked.closed ? 'closed' : '' },
      options: [
        { value: '', text: say('words:exception.open') },
        { value: 'closed', text: say('words:exception.closed') },
      ],
    },
  ];
}

function countText(count: number | undefined): string {
  return count === undefined || count === 0 ? '' : `(${String(count)})`;
}

function exceptionRow(row: ExceptionDocument, shown: CentreShown): object {
  const { names, speech, now, viewer, projectNames } = shown;
  const { say } = speech;
  const proposed = row.proposals.some((proposal) => proposalStanding(proposal, row) === 'open');
  const status = row.status === 'open' && proposed ? 'proposed' : row.status;
  const name = names.organisation(row.owner);
  return {
    href: exceptionHref(row._id),
    title: exceptionTitle(row, speech),
    project: projectNames.get(row.draftId ?? '') ?? say('reconciliation:column.no-draft'),
    about: [row.draftId, row.legId, row.serialNumber].filter((part) => part !== undefined).join(' · '),
    amount: row.amountFen === undefined ? '' : yuanFigures(row.amountFen),
    owner: row.owner === viewer.organisationId ? say('words:you', { name }) : name,
    age: say('reconciliation:answer.days', { count: daysBetween(row.openedAt, row.closedAt ?? now) }),
    opened: minuteWords(row.openedAt, speech.language),
    chip: exceptionChip(status, speech),
  };
}

function registrationRow(row: RegistrationDocument, { names, speech, now }: CentreShown): object {
  return {
    href: `/drafts/${row.draftId}`,
    project: row.projectName,
    leg: row.legId,
    parties: `${names.organisation(row.payer)} → ${names.organisation(row.payee)}`,
    ...{
      serialNumber: row.serialNumber,
      date: dayFigures(row.date, now),
      amount: yuanFigures(row.amountFen),
    },
    chip: legChip(row.standing === 'settled' ? 'settled' : 'registered', speech),
    since: minuteWords(row.place.at, speech.language),
  };
}

function ageingRows({ asked, ageing, speech: { say } }: CentreShown): readonly object[] {
  const most = Math.max(1, ...ageing.map(({ count }) => count));
  return ageing.map(({ bucket, count }) => ({
    text: say(`reconciliation:age.${bucket.name}`),
    count,
    href: addressOf(asked, { age: bucket.name }),
    current: asked.age?.name === bucket.name,
    share: count,
    most,
  }));
}

function idleRows(idle: NonNullable<CentreShown['idle']>, { speech, countyName }: CentreShown): object {
  const total = totalWords(sumFen(idle.map(({ idleFen }) => idleFen)), speech);
  return {
    total: { text: total.text, exact: total.exact },
    rows: idle.map(({ county, idleFen }) => ({
      county: countyName(county),
      amount: yuan(idleFen),
      href: `/reconciliation?tab=idle&county=${county}`,
    })),
  };
}

function pagingOf({ asked, exceptions, registrations, speech }: CentreShown, total: number): PagingView {
  const shown = exceptions?.rows ?? registrations?.rows ?? [];
  return listPaging(
    {
      ...{ path, query: queryOf(asked), page: asked.page, perPage: rowsPerPage, total },
      ...{ countedMax: rowsCountedMax, pagesMax, shown: shown.length },
      sumFen: sumFen(shown.map(({ amountFen }) => amountFen ?? 0n)),
    },
    speech.say,
  );
}
