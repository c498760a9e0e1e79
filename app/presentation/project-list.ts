/** Projects as a list shows them: views with counts, filters, rows with stage and who is awaited, and the sum of the page. */
import { sumFen } from '../../domain/money';
import { projectTypes } from '../../domain/project';
import { projectStatuses } from '../../domain/project-machine';
import type { Awaited } from '../models/place';
import type { ProjectOutline } from '../models/outlines';
import type { ProjectDocument } from '../models/project-document';
import { countLimitOf, projectSorts, projectTabs, projectsPerPage } from '../models/project-reader';
import type { ProjectTab } from '../models/project-reader';
import type { ChipView } from './chip';
import { projectWorkChip } from './chip';
import { dayFigures, dueChip } from './date-words';
import type { PagingView } from './list-paging';
import { countWords, listPaging } from './list-paging';
import { figures, totalWords } from './money-words';
import { pagesMax, projectListHref, projectListQuery } from './project-list-state';
import type { ProjectListState } from './project-list-state';
import type { Onlooker } from './speech';
import { officeName, organisationName } from './speech';
import { projectStage } from './stepper';
import type { Stage } from './stepper';

export interface ProjectListInput {
  readonly state: ProjectListState;
  readonly projects: readonly ProjectOutline[];
  /** Of what the filters leave. */
  readonly total: number;
  /** What was approved of all that the filters leave; undefined where they are too many to count. */
  readonly approvedFen: bigint | undefined;
  readonly counts: Readonly<Record<ProjectTab, number>>;
  readonly townships: readonly string[];
  /** Codes and names; empty for a viewer of one county. */
  readonly counties: readonly { readonly code: string; readonly name: string }[];
  readonly onlooker: Onlooker;
  readonly mayApply: boolean;
  readonly unsent: number;
  /** What the viewer sees: the province, a county, an organisation's own. */
  readonly place: string;
}

const path = '/projects';

/** The view values of `projects/list`. */
export function projectListPage(input: ProjectListInput): Readonly<Record<string, unknown>> {
  const { state, projects, onlooker, counts, mayApply, unsent } = input;
  const { say } = onlooker.speech;
  return {
    title: say('projects:list.title'),
    trail: [{ href: '/', text: say('frame:nav.home') }, { text: say('projects:list.title') }],
    live: 'list:projects',
    ...summaryOf(input),
    tabs: projectTabs.map((tab) => ({
      href: projectListHref(path, { tab, sort: 'urgency', page: 1 }),
      text: say(`projects:tab.${tab}`),
      count: countWords(counts[tab], countLimitOf({ tab })),
      current: tab === state.tab,
    })),
    filters: filtersOf(input),
    rows: projects.map((project) => rowOf(project, onlooker)),
    columns: columnsOf(state, say),
    paging: pagingOf(input),
    exports: ['xlsx', 'csv'].map((format) => ({
      format,
      href: projectListHref(`/projects/export.${format}`, { ...state, page: 1 }),
      text: say(`projects:export.${format}`),
    })),
    mayApply,
    unsent: unsent === 0 ? undefined : say('projects:list.unsent', { count: unsent }),
    empty: emptyOf(input),
  };
}

/** 雷山县，共 11 个项目，批准金额合计 3.19 亿元: of what the filters leave; the exact sum stands beside it. */
function summaryOf({ state, total, approvedFen, place, onlooker }: ProjectListInput): object {
  const { speech } = onlooker;
  const key = isWhole(state) ? 'projects:list.summary' : 'projects:list.found';
  const summary = speech.say(key, { place, count: countWords(total, countLimitOf(state)) });
  if (approvedFen === undefined) return { summary };
  const { text, exact } = totalWords(approvedFen, speech);
  return { summary, approved: { label: speech.say('projects:list.approved'), text, exact } };
}

/** Whether nothing narrows the list. */
function isWhole(state: ProjectListState): boolean {
  return state.tab === 'all' && !isFiltered(state);
}

function isFiltered(state: ProjectListState): boolean {
  const { tab } = state;
  const whole = projectListHref(path, { tab, sort: 'urgency', page: 1 });
  return projectListHref(path, { ...state, sort: 'urgency', page: 1 }) !== whole;
}

type Say = Onlooker['speech']['say'];

interface Choice {
  readonly value: string;
  readonly text: string;
}

function filtersOf(input: ProjectListInput): Readonly<Record<string, unknown>> {
  const { state, onlooker } = input;
  const { say } = onlooker.speech;
  const words = {
    ...{ name: 'q', label: say('projects:filter.q'), value: state.words ?? '' },
    placeholder: say('projects:filter.words'),
  };
  return {
    action: path,
    hidden: state.tab === 'all' ? [] : [{ name: 'view', value: state.tab }],
    fields: [
      words,
      ...choicesOf(input).map(({ name, options }) => ({
        ...{ name, label: say(`projects:filter.${name}`), value: valueOf(name, state), options },
        wide: name === 'sort',
      })),
    ],
  };
}

function choicesOf({
  townships,
  counties,
  onlooker,
}: ProjectListInput): readonly { readonly name: string; readonly options: readonly Choice[] }[] {
  const { say } = onlooker.speech;
  const orAll = (name: string, options: readonly Choice[]): { name: string; options: readonly Choice[] } => ({
    name,
    options: [{ value: '', text: say(`projects:filter.all-${name}`) }, ...options],
  });
  return [
    orAll(
      'status',
      projectStatuses.map((status) => ({ value: status, text: say(`words:project.${status}`) })),
    ),
    orAll(
      'type',
      projectTypes.map((type) => ({ value: type, text: say(`words:type.${type}`) })),
    ),
    ...(counties.length === 0
      ? []
      : [
          orAll(
            'county',
            counties.map(({ code, name }) => ({ value: code, text: name })),
          ),
        ]),
    ...(townships.length === 0
      ? []
      : [
          orAll(
            'township',
            townships.map((name) => ({ value: name, text: name })),
          ),
        ]),
    { name: 'sort', options: sortChoices(say) },
  ];
}

function sortChoices(say: Say): readonly Choice[] {
  return projectSorts.map((sort) => ({
    value: sort === 'urgency' ? '' : sort,
    text: say(`projects:sort.${sort}`),
  }));
}

function valueOf(name: string, state: ProjectListState): string {
  const values: Readonly<Record<string, string | undefined>> = {
    ...{ status: state.status, type: state.type, township: state.township, county: state.county },
    sort: state.sort === 'urgency' ? '' : state.sort,
  };
  return values[name] ?? '';
}

function columnsOf({ sort }: ProjectListState, say: Say): readonly unknown[] {
  return [
    { text: say('projects:column.project') },
    { text: say('projects:column.type'), drop: 'first' },
    { text: say('projects:column.implementer'), drop: 'second' },
    {
      text: say('projects:column.amount'),
      right: true,
      ...(sort === 'budget' ? { sort: 'descending' } : {}),
    },
    { text: say('projects:column.stage') },
    { text: say('projects:column.status') },
    { text: say('projects:column.awaits'), ...(sort === 'urgency' ? { sort: 'ascending' } : {}) },
  ];
}

export interface ProjectRow {
  readonly name: string;
  readonly href: string;
  readonly id: string;
  readonly type: string;
  readonly township: string;
  readonly implementer: string;
  readonly amount: string;
  readonly stage: Stage;
  readonly chip: ChipView;
  readonly awaits: string;
  readonly due?: ChipView;
}

/** A project in one row. */
export function rowOf(project: ProjectOutline, onlooker: Onlooker): ProjectRow {
  const { speech, now } = onlooker;
  const awaited = firstAwaited(project, onlooker.organisationId);
  const due = awaited?.due;
  return {
    ...{ name: project.name, href: `/projects/${project._id}`, id: project._id, township: project.township },
    type: speech.say(`words:type.${project.type}`),
    implementer: organisationName(project.implementer, onlooker),
    amount: figures(amountOf(project)),
    stage: projectStage(project, speech),
    chip: projectWorkChip(project, speech),
    awaits: awaitedWords(project, awaited, onlooker),
    ...(due === undefined ? {} : { due: dueText(due, now, onlooker) }),
  };
}

/** What was approved; before, what was asked for. */
export function amountOf({ amountFen, budgetFen }: Pick<ProjectDocument, 'amountFen' | 'budgetFen'>): bigint {
  return amountFen ?? budgetFen;
}

/** My own act before others', the earliest deadline first. */
export function firstAwaited({ awaits }: Pick<ProjectDocument, 'awaits'>, own: string): Awaited | undefined {
  const rank = ({ organisationId, due }: Awaited): string =>
    `${organisationId === own ? '0' : '1'}${due ?? '9'}`;
  return [...awaits].sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}

/** Who must do what; several offices: the one with the earliest deadline, then how many there are. */
export function awaitedWords(
  { awaits, status }: Pick<ProjectDocument, 'awaits' | 'status'>,
  awaited: Awaited | undefined,
  onlooker: Onlooker,
): string {
  const { say } = onlooker.speech;
  if (awaited === undefined)
    return say(
      status === 'closed' || status === 'completed' ? 'projects:awaits.over' : 'projects:awaits.nobody',
    );
  const office = officeName(awaited.organisationId, onlooker);
  const act = say(`words:act.${awaited.act}`);
  const offices = new Set(awaits.map(({ organisationId }) => organisationId)).size;
  const key = offices > 1 ? 'projects:awaits.many' : 'projects:awaits.one';
  return say(key, {
    office,
    act: awaited.legId === undefined ? act : ` ${awaited.legId} ${act}`,
    count: offices,
  });
}

function dueText(due: string, now: string, { speech }: Onlooker): ChipView {
  const chip = dueChip(due, now, speech);
  return { ...chip, text: speech.say('words:due.byDay', { date: dayFigures(due, now), due: chip.text }) };
}

function pagingOf({ state, projects, total, onlooker }: ProjectListInput): PagingView {
  return listPaging(
    {
      ...{ path, query: projectListQuery(state), page: state.page, pagesMax, perPage: projectsPerPage },
      ...{ total, countedMax: countLimitOf(state), shown: projects.length },
      sumFen: sumFen(projects.map(amountOf)),
    },
    onlooker.speech.say,
  );
}

/** Why nothing is shown, and this role's next step. */
function emptyOf({ state, mayApply, onlooker }: ProjectListInput): Readonly<Record<string, unknown>> {
  const { say } = onlooker.speech;
  if (isFiltered(state)) {
    const href = projectListHref(path, { tab: state.tab, sort: 'urgency', page: 1 });
    return { text: say('projects:empty.filtered'), action: { href, text: say('projects:empty.clear') } };
  }
  if (state.tab !== 'all') return { text: say(`projects:empty.${state.tab}`) };
  return mayApply
    ? {
        text: say('projects:empty.apply'),
        action: { href: '/projects/new', text: say('projects:list.apply') },
      }
    : { text: say('projects:empty.all') };
}
