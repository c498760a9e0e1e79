/**
 * One project as its page shows it: the application, the draft in short, the money leg by leg, progress, and what the chain
 * recorded. Five tabs with an address each; what belongs to another area is summed up and linked.
 */
import type { StoredFile } from '../files/file-store';
import type { DraftDocument } from '../models/draft-document';
import type { ProjectDocument } from '../models/project-document';
import type { Role } from '../../domain/roles';
import { draftChip, projectWorkChip } from './chip';
import { blockWords, dayFigures, dueWords, minuteWords } from './date-words';
import { fileView } from './file-words';
import { fileWords } from './file-words';
import type { FileWords } from './file-words';
import { fourAnswers } from './four-answers';
import { amountInWords, figures, shareWords, yuan } from './money-words';
import { pathTable } from './path-table';
import { amountOf, awaitedWords, firstAwaited } from './project-list';
import type { Onlooker, Speech } from './speech';
import { organisationName } from './speech';
import { projectStepper } from './stepper';

export const projectTabNames = ['facts', 'draft', 'money', 'progress', 'chain'] as const;
export type ProjectTabName = (typeof projectTabNames)[number];

export interface ProjectPageInput {
  readonly project: ProjectDocument;
  readonly draft?: DraftDocument;
  readonly tab: ProjectTabName;
  /** Files of the store that the project names. */
  readonly files: readonly StoredFile[];
  readonly onlooker: Onlooker;
  readonly names: Named;
  readonly role: Role;
  /** Whether the viewer's organisation applied. */
  readonly own: boolean;
}

interface Named {
  organisation(organisationId: string): string;
  person(organisationId: string, person: string): string;
}

interface Row {
  readonly label: string;
  readonly value: string;
}

/** The view values of `projects/show`. */
export function projectPage(input: ProjectPageInput): Readonly<Record<string, unknown>> {
  const { project, draft, tab, onlooker } = input;
  const { speech } = onlooker;
  const { say } = speech;
  const href = `/projects/${project._id}`;
  return {
    title: project.name,
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/projects', text: say('frame:nav.projects') },
      { text: project._id },
    ],
    live: `project:${project._id}`,
    objectId: project._id,
    chip: projectWorkChip(project, speech),
    amount: yuan(amountOf(project)),
    place: say('projects:show.place', {
      type: say(`words:type.${project.type}`),
      township: project.township,
      command: organisationName(project.command, onlooker),
    }),
    steps: projectStepper(project, onlooker),
    answers: draft === undefined || draft.status === 'cancelled' ? undefined : fourAnswers(draft, onlooker),
    awaits: draft === undefined ? ownAwaits(input) : undefined,
    tabs: projectTabNames.map((name) => ({
      href: name === 'facts' ? href : `${href}/${name}`,
      text: say(`projects:show.tab.${name}`),
      current: name === tab,
    })),
    tab,
    act: actOf(input),
    mayWithdraw: project.status === 'submitted' && input.role === 'county-command' && input.own,
    withdrawHref: `${href}/withdraw`,
    ...tabValues(input),
  };
}

function tabValues(input: ProjectPageInput): Readonly<Record<string, unknown>> {
  const { project, draft, onlooker } = input;
  switch (input.tab) {
    case 'facts':
      return {
        rows: applicationRows(project, { names: input.names, speech: onlooker.speech }),
        plan: planRows(project, { speech: onlooker.speech, now: onlooker.now }),
        files: evidenceFiles(project.evidence, input),
      };
    case 'draft':
      return { draft: draft === undefined ? undefined : draftView(draft, onlooker) };
    case 'money':
      return {
        draft: draft === undefined ? undefined : draftView(draft, onlooker),
        table: draft === undefined ? undefined : pathTable(draft, onlooker),
      };
    case 'progress':
      return { percent: project.percent, reports: reportViews(input), completion: completionView(input) };
    case 'chain':
      return { history: historyLines(input) };
  }
}

/** Before there is a draft: who is awaited, by when. */
function ownAwaits({ project, onlooker }: ProjectPageInput): unknown {
  const { speech, now } = onlooker;
  const awaited = firstAwaited(project, onlooker.organisationId);
  if (awaited === undefined) return undefined;
  const due = awaited.due;
  return {
    text: awaitedWords(project, awaited, onlooker),
    due:
      due === undefined
        ? undefined
        : speech.say('words:due.byDay', { date: dayFigures(due, now), due: dueWords(due, now, speech) }),
    mine: awaited.organisationId === onlooker.organisationId,
  };
}

/** The one act of this viewer on this project now; whoever cannot act sees who can by the answers above. */
function actOf({
  project,
  role,
  own,
  onlooker,
}: ProjectPageInput): { readonly href: string; readonly text: string } | undefined {
  const { say } = onlooker.speech;
  const { _id, status } = project;
  if (role === 'leading-group-office' && status === 'submitted') {
    return { href: `/projects/${_id}/decision`, text: say('projects:show.decide') };
  }
  if (role === 'leading-group-office' && status === 'approved') {
    return { href: `/projects/${_id}/draft/new`, text: say('projects:show.issue') };
  }
  if (role === 'county-command' && own && status === 'returned') {
    return { href: `/projects/${_id}/resubmit`, text: say('projects:show.resubmit') };
  }
  return undefined;
}

/** The application's fields in the order of the form. */
export function applicationRows(
  project: ProjectDocument,
  { names, speech }: { readonly names: Named; readonly speech: Speech },
): readonly Row[] {
  const { say } = speech;
  const { budgetFen, amountFen } = project;
  const approved: readonly (readonly [string, string])[] =
    amountFen === undefined ? [] : [['amount', moneyWords(amountFen, speech)]];
  const values: readonly (readonly [string, string])[] = [
    ...([
      ['name', project.name],
      ['type', say(`words:type.${project.type}`)],
    ] as const),
    ...([
      ['department', project.department],
      ['township', project.township],
    ] as const),
    ['budget', moneyWords(budgetFen, speech)],
    ...approved,
    ['introduction', project.introduction],
    ...([
      ['implementer', names.organisation(project.implementer)],
      ['qualification', project.qualification],
    ] as const),
    ...([
      ['start', project.plannedStart],
      ['finish', project.plannedFinish],
    ] as const),
    ['account', project.receivingAccount],
    ['submission', say('projects:show.submission', { number: project.submission })],
  ];
  return values.map(([field, value]) => ({ label: say(`projects:field.${field}`), value }));
}

function moneyWords(fen: bigint, { say }: Speech): string {
  return `${yuan(fen)}${say('projects:confirm.in-words', { words: amountInWords(fen) })}`;
}

export interface PlanRow {
  readonly number: number;
  readonly milestone: string;
  readonly share: string;
  readonly amount: string;
  readonly planned: string;
}

/** The funding plan with each tranche's amount: the approved one, else the share of the budget. */
export function planRows(
  project: ProjectDocument,
  { now }: { readonly speech: Speech; readonly now: string },
): readonly PlanRow[] {
  return project.fundingPlan.map(({ shareBasisPoints, milestone, plannedDate }, index) => ({
    number: index + 1,
    milestone,
    share: shareWords(shareBasisPoints),
    amount: figures(
      project.trancheAmountsFen?.[index] ?? (project.budgetFen * BigInt(shareBasisPoints)) / 10_000n,
    ),
    planned: dayFigures(plannedDate, now),
  }));
}

/** Every hash the chain names; with name and address where the store has the file. */
function evidenceFiles(
  hashes: readonly string[],
  { project, files }: ProjectPageInput,
): readonly FileWords[] {
  return hashes.map((hash) => {
    const stored = files.find((file) => file.hash === hash);
    if (stored === undefined) return fileWords(hash, undefined);
    return fileView(stored, `/projects/${project._id}/files/${hash}`);
  });
}

function draftView(draft: DraftDocument, onlooker: Onlooker): Readonly<Record<string, unknown>> {
  const { speech, now } = onlooker;
  const { say, language } = speech;
  const settled = draft.legs.filter(({ state }) => state === 'settled').length;
  return {
    id: draft._id,
    href: `/drafts/${draft._id}`,
    chip: draftChip(draft, speech),
    rows: [
      { label: say('projects:draft.id'), value: draft._id },
      { label: say('projects:draft.amount'), value: moneyWords(draft.amountFen, speech) },
      {
        label: say('projects:draft.issued'),
        value: `${minuteWords(draft.createdAt, language)} ${organisationName(draft.institutionId, onlooker)}`,
      },
      {
        label: say('projects:draft.legs'),
        value: say('words:stepper.paySettled', { count: draft.legs.length, settled }),
      },
      {
        label: say('projects:draft.next'),
        value:
          draft.nextDue === undefined
            ? say('words:answers.noDeadline')
            : dueWords(draft.nextDue, now, speech),
      },
    ],
    exceptions:
      draft.openExceptions === 0
        ? undefined
        : say('projects:draft.exceptions', { count: draft.openExceptions }),
  };
}

function reportViews(input: ProjectPageInput): readonly unknown[] {
  const { project, onlooker, names } = input;
  const { language } = onlooker.speech;
  return project.reports.toReversed().map(({ number, percent, place, evidence }) => ({
    ...{ number, percent: `${String(percent)} %`, files: evidenceFiles(evidence, input) },
    when: minuteWords(place.at, language),
    office: names.organisation(place.by.organisationId),
    block: blockWords(place.block),
    href: `/chain/blocks/${String(place.block)}`,
  }));
}

function completionView(input: ProjectPageInput): unknown {
  const { completion } = input.project;
  if (completion === undefined) return undefined;
  const { statement, evidence, opinion } = completion;
  return { statement, files: evidenceFiles(evidence, input), opinion };
}

/** What the chain recorded, oldest first. */
function historyLines({
  project,
  onlooker,
  names,
}: Pick<ProjectPageInput, 'project' | 'onlooker' | 'names'>): readonly unknown[] {
  const { say, language } = onlooker.speech;
  return project.history.map((line) => ({
    what: say(`projects:event.${line.event}`, { about: line.about ?? '' }),
    note: say('projects:event.by', {
      office: names.organisation(line.by.organisationId),
      person: names.person(line.by.organisationId, line.by.person),
      time: minuteWords(line.at, language),
    }),
    words: line.text,
    href: `/chain/blocks/${String(line.block)}`,
    linkText: say('projects:event.block', { block: blockWords(line.block) }),
  }));
}
