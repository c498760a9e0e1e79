/**
 * The home page as plain values: my to-dos first, then the newest warnings, the five figures as the domain defines them (section
 * 10), and where the money of the viewer's scope went.
 */
import { projectTypes } from '../../domain/project';
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import { exceptionReasons } from '../../domain/reconciliation-exception';
import { roles } from '../../domain/roles';
import { scopeOf } from '../auth/viewer';
import type {
  CheckpointDocument,
  FiguresDocument,
  RegistrationDocument,
  TransactionDocument,
} from '../models/chain-documents';
import type { ExceptionDocument } from '../models/exception-document';
import { warningChip } from './chip';
import { blockWords, clockWords, dayAndWeekday, daysBetween, minuteWords } from './date-words';
import { exceptionHref, exceptionTitle } from './exception-words';
import type { HomeWork, KeyFigure, TodoRow, WarningRow } from './home-page';
import { totalWords, yuan } from './money-words';
import { flowPicture } from './sankey';
import type { Work } from './to-dos';
import { rowsShownMax, toDos } from './to-dos';

export interface HomeShown extends Work {
  readonly warnings: {
    readonly newest: readonly ExceptionDocument[];
    readonly settled: readonly RegistrationDocument[];
    readonly projectNames: ReadonlyMap<string, string>;
  };
  readonly figures: FiguresDocument | undefined;
  readonly colleagues: readonly TransactionDocument[];
  readonly countyName: (county: string) => string;
}

/** What the page's figures are told from; `now` is ISO 8601 in UTC. */
export interface FiguresShown extends Pick<HomeShown, 'figures' | 'now' | 'speech'> {
  readonly checkpoint: CheckpointDocument | undefined;
  readonly unsafeSince: string | undefined;
}

/** All values of the page but title, trail and figures. */
export function homeWork(shown: HomeShown): HomeWork {
  const { speech, now } = shown;
  const { say } = speech;
  const work = toDos(shown);
  const open = Object.values(shown.figures?.openByReason ?? {}).reduce((sum, count) => sum + count, 0);
  const pressing = [
    ...(work.overdue === 0 ? [] : [say('home:overdue', { count: work.overdue })]),
    ...(work.dueToday === 0 ? [] : [say('home:due-today', { count: work.dueToday })]),
  ];
  const urgent = pressing.length === 0 ? {} : { urgent: pressing.join(say('home:and')) };
  const text = say(pressing.length === 0 ? 'home:summary' : 'home:summary-urgent', {
    ...{ day: dayAndWeekday(now, speech), count: work.total },
  });
  return {
    summary: { text, ...urgent },
    todos: [...work.rows, ...doneRows(shown)],
    ...(work.total > rowsShownMax
      ? { moreTodos: { href: '/drafts', text: say('home:more', { count: work.total - rowsShownMax }) } }
      : {}),
    warnings: warningRows(shown),
    ...(open === 0
      ? {}
      : {
          allWarnings: {
            href: '/reconciliation',
            text: say('home:all-warnings', { count: open }),
          },
        }),
    flow: flowOf(shown),
  };
}

/** The hourly check is the platform's own doing, and nobody's work. */
function isWork({ event }: TransactionDocument): boolean {
  return event !== 'Swept';
}

/** What colleagues did since yesterday stays a day, so that nobody does it again. */
function doneRows({ colleagues, names, speech }: HomeShown): readonly TodoRow[] {
  const { say } = speech;
  return colleagues.filter(isWork).map((deed) => ({
    due: { tone: 'ok', icon: 'check2', text: say('home:done.chip') },
    date: minuteWords(deed.at, speech.language),
    what: say(`chain:event.${deed.event}`),
    object: deed.objects[0] ?? '',
    ...{ href: `/chain/transactions/${deed._id}`, button: say('home:button.look') },
    over: say('home:done.by', {
      name: names.person(deed.by.organisationId, deed.by.person),
      time: clockWords(deed.at),
    }),
  }));
}

function isReminder(reason: ExceptionReason | undefined): boolean {
  return reason !== undefined && exceptionReasons[reason].opens === 'sweep';
}

function warningRows({ warnings, speech, names }: HomeShown): readonly WarningRow[] {
  const { say, language } = speech;
  const exceptions = warnings.newest.map((exception) => ({
    chip: warningChip(isReminder(exception.reasons[0]) ? 'reminder' : 'exception', speech),
    time: minuteWords(exception.openedAt, language),
    at: exception.openedAt,
    text: say('home:warning.exception', {
      reasons: exceptionTitle(exception, speech),
      owner: names.organisation(exception.owner),
      about: aboutOf(exception, warnings.projectNames),
    }),
    href: exceptionHref(exception._id),
  }));
  const settled = warnings.settled.slice(0, 1).map((row) => ({
    chip: warningChip('settled', speech),
    time: minuteWords(row.place.at, language),
    at: row.place.at,
    text: say('home:warning.settled', {
      project: row.projectName,
      leg: row.legId,
      amount: yuan(row.amountFen),
    }),
    href: `/drafts/${row.draftId}`,
  }));
  return [...exceptions, ...settled]
    .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
    .map(({ chip, time, text, href }) => ({ chip, time, text, href }));
}

/** 云脚村饮水安全巩固工程 L2; a line that belongs to no draft is named by its serial number. */
function aboutOf(
  { draftId, legId, serialNumber }: ExceptionDocument,
  projectNames: ReadonlyMap<string, string>,
): string {
  const parts = [projectNames.get(draftId ?? ''), legId].filter((part) => part !== undefined);
  return parts.length === 0 ? (serialNumber ?? '') : parts.join(' ');
}

/** The five figures (domain rules, section 10). */
export function keyFigures({
  figures,
  checkpoint,
  unsafeSince,
  now,
  speech,
}: FiguresShown): readonly KeyFigure[] {
  const { say } = speech;
  const placed = totalWords(figures?.placedFen ?? 0n, speech);
  const figure = (name: 'running' | 'townships' | 'safe', value: string): KeyFigure => ({
    ...{ name: say(`home:figure.${name}`), value, unit: say(`home:figure.${name}-unit`) },
  });
  const townships = figures?.townships.filter(({ settled }) => settled > 0).length ?? 0;
  return [
    {
      name: say('home:figure.blocks'),
      // The number of the newest block, as the mark "as of block" beside it says.
      value: newestBlock(checkpoint),
    },
    figure('running', String(figures?.running ?? 0)),
    { name: say('home:figure.placed'), value: placed.value, unit: placed.unit, exact: placed.exact },
    figure('townships', String(townships)),
    figure('safe', String(safeDays(unsafeSince ?? checkpoint?.foundedAt, now))),
  ];
}

function newestBlock(checkpoint: CheckpointDocument | undefined): string {
  return blockWords(checkpoint?.block ?? 0);
}

/** Days since the founding, or since the newest finding that is not resolved. */
function safeDays(since: string | undefined, now: string): number {
  return since === undefined ? 0 : Math.max(0, daysBetween(since, now));
}

function flowOf({ figures, viewer, speech, countyName }: HomeShown): HomeWork['flow'] {
  const { say } = speech;
  const scope = scopeOf(viewer);
  const place = scope.kind === 'county' ? countyName(scope.county) : say(`home:flow.${scope.kind}`);
  const heading = say('words:flow.title', { place });
  const flows = [...(figures?.flows ?? [])].sort((a, b) => rankOf(a.from) - rankOf(b.from));
  const picture = flowPicture(flows, {
    nameOf: (id) => endName(id, say),
    title: heading,
    speech,
  });
  return { ...picture, heading, note: say('home:flow.note') };
}

/** From top to bottom, so that no band need cross another: the county's own share skips the partnership and runs below. */
const sourcesInOrder: readonly string[] = ['provincial-finance', 'commercial-bank', 'county-finance'];

function rankOf(id: string): number {
  const at = sourcesInOrder.indexOf(id);
  return at === -1 ? sourcesInOrder.length : at;
}

/** Ends are offices by role, and project types. */
function endName(id: string, say: HomeShown['speech']['say']): string {
  const role = roles.find((each) => each === id);
  if (role !== undefined) return say(`words:role.${role}`);
  const type = projectTypes.find((each) => `type:${each}` === id);
  return type === undefined ? id : say(`words:type.${type}`);
}
