/**
 * Everything that awaits a viewer's organisation as rows of work: verb first, the project, whom it blocks, the amount, by when,
 * and the page where it is done. Most urgent first; what has no deadline comes last.
 */
import type { Viewer } from '../auth/viewer';
import type { Names } from './names';
import type { DraftOutline, LegOutline } from '../models/outlines';
import type { ExceptionDocument } from '../models/exception-document';
import type { Awaiting } from '../models/home-reader';
import type { Awaited } from '../models/place';
import { projectActs } from '../models/todo-reader';
import type { ProjectOutline } from '../models/outlines';
import type { UploadOutline } from '../models/statement-upload-document';
import { dayAndWeekday, daysBetween, dueChip, isPast } from './date-words';
import { blockedBehind } from './draft-course';
import { exceptionHref, exceptionTitle } from './exception-words';
import type { TodoRow } from './home-page';
import { yuan } from './money-words';
import { mayConfirm, proposalStanding } from './resolution-kinds';
import type { Speech } from './speech';

export interface Work {
  readonly awaiting: Awaiting;
  /** Statements that a second officer must look at. */
  readonly uploads: readonly UploadOutline[];
  readonly viewer: Viewer;
  readonly names: Names;
  readonly speech: Speech;
  readonly now: string;
}

/** A row before it is dated: `due` is a date or an instant. */
interface Item extends Pick<TodoRow, 'what' | 'object' | 'blocks' | 'amount' | 'href' | 'button'> {
  readonly due?: string;
}

export interface ToDos {
  readonly rows: readonly TodoRow[];
  readonly total: number;
  readonly overdue: number;
  readonly dueToday: number;
}

export const rowsShownMax = 12;

/** The viewer's work. */
export function toDos(work: Work): ToDos {
  const items = [
    ...work.awaiting.exceptions.flatMap((exception) => exceptionItems(exception, work)),
    ...work.awaiting.drafts.flatMap((draft) => draftItems(draft, work)),
    ...work.awaiting.projects.flatMap((project) => projectItems(project, work)),
    ...registerItems(work),
    ...work.uploads
      .filter(({ preparedBy }) => preparedBy !== work.viewer.person)
      .map((each) => uploadItem(each, work)),
  ].sort((a, b) => (dueKey(a) < dueKey(b) ? -1 : dueKey(a) > dueKey(b) ? 1 : 0));
  // As the rows tell it.
  const daysLeft = items.flatMap(({ due }) => (due === undefined ? [] : [daysBetween(work.now, due)]));
  return {
    rows: items.slice(0, rowsShownMax).map((item) => rowOf(item, work)),
    total: items.length,
    overdue: daysLeft.filter((days) => days < 0).length,
    dueToday: daysLeft.filter((days) => days === 0).length,
  };
}

/** A date counts its whole day, so it stands after every instant of the day. */
function dueKey({ due }: Item): string {
  return due === undefined ? '~' : `${due}~`;
}

function rowOf({ due, ...item }: Item, { speech, now }: Work): TodoRow {
  const chip =
    due === undefined
      ? ({ tone: 'rest', icon: 'calendar3', text: speech.say('home:due.none') } as const)
      : dueChip(due, now, speech);
  const date =
    due === undefined
      ? ''
      : isPast(due, now) || daysBetween(now, due) !== 0
        ? dayAndWeekday(due, speech)
        : speech.say('home:due.today');
  return { ...item, due: chip, date };
}

function exceptionItems(exception: ExceptionDocument, work: Work): readonly Item[] {
  const draft = work.awaiting.draftsOfExceptions.find(({ _id }) => _id === exception.draftId);
  const leg = draft?.legs.find(({ legId }) => legId === exception.legId);
  // Whoever can confirm a proposal has that to do; it is one thing, not two.
  const second = proposalToCheck(exception, leg?.payer.organisationId, work);
  if (second !== undefined) return [{ ...aboutException(exception, draft, leg), ...second }];
  if (exception.owner !== work.viewer.organisationId) return [];
  const own = { ...ownException(exception, work), ...blocksOf(draft, leg, work) };
  return [{ ...aboutException(exception, draft, leg), ...own }];
}

function aboutException(
  exception: ExceptionDocument,
  draft: Awaiting['draftsOfExceptions'][number] | undefined,
  leg: Awaiting['draftsOfExceptions'][number]['legs'][number] | undefined,
): Pick<Item, 'due' | 'amount' | 'object'> {
  return {
    ...(leg === undefined || leg.state === 'settled' ? {} : { due: leg.deadline }),
    ...(exception.amountFen === undefined ? {} : { amount: yuan(exception.amountFen) }),
    object: draft?.projectName ?? exception.serialNumber ?? exception._id,
  };
}

function ownException(
  exception: ExceptionDocument,
  { speech }: Work,
): Pick<Item, 'what' | 'href' | 'button'> {
  return {
    what: speech.say('home:what.exception', { reasons: exceptionTitle(exception, speech) }),
    href: exceptionHref(exception._id),
    button: speech.say('home:button.handle'),
  };
}

/** A proposal that awaits this viewer as its second person. */
function proposalToCheck(
  exception: ExceptionDocument,
  payer: string | undefined,
  { viewer, names, speech: { say } }: Work,
): Pick<Item, 'what' | 'blocks' | 'href' | 'button'> | undefined {
  const isAwaited =
    payer === viewer.organisationId ||
    exception.awaits.some(
      ({ act, organisationId }) => act === 'resolution' && organisationId === viewer.organisationId,
    );
  const proposal = exception.proposals.find(
    (each) => proposalStanding(each, exception) === 'open' && mayConfirm(each, { payer, viewer }),
  );
  if (!isAwaited || proposal === undefined) return undefined;
  const { by } = proposal.place;
  return {
    what: say('home:what.resolution', { kind: say(`reconciliation:kind.${proposal.kind}`) }),
    blocks: say('home:blocks.proposed', { maker: names.person(by.organisationId, by.person) }),
    href: `${exceptionHref(exception._id)}/confirm/${proposal.resolutionId}`,
    button: say('home:button.check'),
  };
}

function draftItems(draft: DraftOutline, work: Work): readonly Item[] {
  const { viewer, speech, awaiting } = work;
  return draft.awaits
    .filter(({ organisationId }) => organisationId === viewer.organisationId)
    .filter(
      ({ legId }) =>
        // An exception of the same leg is the work; paying again is not.
        !awaiting.exceptions.some(
          (each) =>
            each.draftId === draft._id && each.legId === legId && each.owner === viewer.organisationId,
        ),
    )
    .map((awaited) => {
      const leg = draft.legs.find(({ legId }) => legId === awaited.legId);
      return {
        ...(awaited.due === undefined ? {} : { due: awaited.due }),
        what: speech.say(`home:what.${knownAct(awaited.act)}`, { leg: awaited.legId ?? '' }),
        object: draft.projectName,
        ...blocksOf(draft, leg, work),
        amount: yuan(leg?.amountFen ?? draft.amountFen),
        ...placeOfAct(draft, awaited, speech),
      };
    });
}

function blocksOf(
  draft: DraftOutline | undefined,
  leg: LegOutline | undefined,
  { names, speech }: Work,
): { readonly blocks?: string } {
  if (draft === undefined || leg === undefined) return {};
  const next = leg.state === 'settled' ? undefined : blockedBehind(leg.legId, draft)[0];
  if (next === undefined) return { blocks: speech.say('home:blocks.nobody') };
  const office = names.organisation(next.payer.organisationId);
  return { blocks: speech.say('home:blocks.leg', { office, leg: next.legId, amount: yuan(next.amountFen) }) };
}

const draftActs = [
  'payment',
  'statement',
  'receipt',
  'presentation',
  'opinion',
  'acceptance',
  'lift',
  'extension',
  'next-stage',
  'resolution',
] as const;

function knownAct(act: string): string {
  if (act === 'lift-confirmation') return 'lift';
  return draftActs.find((each) => each === act) ?? 'other';
}

/** Where an awaited act is done, and what its button says. */
function placeOfAct(
  { _id }: DraftOutline,
  { act, legId }: Awaited,
  { say }: Speech,
): Pick<Item, 'href' | 'button'> {
  const draft = `/drafts/${_id}`;
  const slip = `/payments/${_id}/${legId ?? ''}`;
  switch (act) {
    case 'payment':
      return { href: slip, button: say('home:button.slip') };
    case 'receipt':
      return { href: `${slip}/receipt`, button: say('home:button.receipt') };
    case 'statement':
      return { href: '/bank/statements/new', button: say('home:button.statement') };
    default:
      return { href: draft, button: say(`home:button.${knownAct(act)}`) };
  }
}

type ProjectAct = (typeof projectActs)[number];

function projectItems(project: ProjectOutline, { viewer, speech }: Work): readonly Item[] {
  const { say } = speech;
  return project.awaits.flatMap((awaited) => {
    // What the live draft waits for is told with the draft.
    const act = projectActs.find((each) => each === awaited.act);
    if (act === undefined || awaited.organisationId !== viewer.organisationId) return [];
    return [
      {
        ...(awaited.due === undefined ? {} : { due: awaited.due }),
        what: say(`home:what.${act}`),
        object: project.name,
        amount: yuan(project.amountFen ?? project.budgetFen),
        href: projectHref(project._id, act),
        button: say(`home:button.${act}`),
      },
    ];
  });
}

function projectHref(projectId: string, act: ProjectAct): string {
  if (act === 'decision') return `/projects/${projectId}/decision`;
  return act === 'resubmission' ? `/projects/${projectId}/resubmit` : `/projects/${projectId}`;
}

function registerItems({ awaiting, names, speech: { say } }: Work): readonly Item[] {
  const accounts = awaiting.accounts.map((account) => ({
    what: say(account.status === 'proposed' ? 'home:what.confirm-account' : 'home:what.release-account'),
    object: `${names.organisation(account.holder)} ${account.mask}`,
    href: '/registers',
    button: say('home:button.account'),
  }));
  const keys = awaiting.bankKeys.map((key) => ({
    what: say('home:what.confirm-key'),
    object: names.organisation(key.bank),
    href: '/registers',
    button: say('home:button.account'),
  }));
  return [...accounts, ...keys];
}

function uploadItem(upload: UploadOutline, { names, speech: { say } }: Work): Item {
  return {
    what: say('home:what.upload', { count: upload.lineCount }),
    object: upload.fileName === '' ? say('reconciliation:statement.line') : upload.fileName,
    blocks: say('home:blocks.prepared', { maker: names.person(upload.bank, upload.preparedBy) }),
    href: `/bank/statements/${upload._id}`,
    button: say('home:button.check'),
  };
}
