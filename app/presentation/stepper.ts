/**
 * The three steps of every project: 项目申请 → 项目审批 → 资金拨付, each with its state, date, office and opinion, or what is left.
 * What the ledger recorded gives the dates; nothing is guessed.
 */
import type { HistoryLine } from '../models/place';
import type { ProjectDocument } from '../models/project-document';
import { dayWords } from './date-words';
import type { Onlooker, Speech } from './speech';
import { officeName } from './speech';

export interface Step {
  readonly name: string;
  readonly state?: string;
  readonly note: string;
  readonly kind: 'done' | 'current' | 'ahead' | 'refused';
}

type StepperProject = Pick<ProjectDocument, 'status' | 'history' | 'opinion' | 'draft'>;

const opinionLengthMax = 24;

/** The steps of an application that nobody has sent yet. */
export function unsentStepper(commandName: string, { say }: Speech): readonly Step[] {
  return [
    {
      name: say('words:stepper.apply'),
      state: say('words:stepper.writing'),
      note: commandName,
      kind: 'current',
    },
    {
      name: say('words:stepper.approve'),
      state: say('words:stepper.ahead'),
      note: say('words:stepper.approveAhead'),
      kind: 'ahead',
    },
    {
      name: say('words:stepper.pay'),
      state: say('words:stepper.ahead'),
      note: say('words:stepper.payAhead'),
      kind: 'ahead',
    },
  ];
}

/** The steps of a project on the chain. */
export function projectStepper(project: StepperProject, onlooker: Onlooker): readonly Step[] {
  return [applyStep(project, onlooker), approveStep(project, onlooker), payStep(project, onlooker)];
}

function applyStep({ status, history }: StepperProject, onlooker: Onlooker): Step {
  const { say } = onlooker.speech;
  const name = say('words:stepper.apply');
  const sent = latest(history, 'ProjectSubmitted');
  const note = sent === undefined ? '' : byOffice(sent, onlooker);
  if (status === 'withdrawn') return { name, state: say('words:project.withdrawn'), note, kind: 'refused' };
  if (status !== 'returned') return { name, state: say('words:stepper.done'), note, kind: 'done' };
  const returned = latest(history, 'ProjectReturned');
  const reason = returned === undefined ? note : withOpinion(returned, returned.text, onlooker.speech);
  return { name, state: say('words:project.returned'), note: reason, kind: 'current' };
}

function approveStep({ status, history, opinion }: StepperProject, onlooker: Onlooker): Step {
  const { say } = onlooker.speech;
  const name = say('words:stepper.approve');
  const ahead = say('words:stepper.approveAhead');
  if (status === 'submitted')
    return { name, state: say('words:stepper.current'), note: ahead, kind: 'current' };
  if (status === 'returned' || status === 'withdrawn') {
    return { name, state: say('words:stepper.ahead'), note: ahead, kind: 'ahead' };
  }
  const decided = latest(history, status === 'rejected' ? 'ProjectRejected' : 'ProjectApproved');
  const note = decided === undefined ? '' : withOpinion(decided, decided.text ?? opinion, onlooker.speech);
  return status === 'rejected'
    ? { name, state: say('words:project.rejected'), note, kind: 'refused' }
    : { name, state: say('words:project.approved'), note, kind: 'done' };
}

function payStep({ status, draft }: StepperProject, { speech: { say } }: Onlooker): Step {
  const name = say('words:stepper.pay');
  const ahead = { name, state: say('words:stepper.ahead'), kind: 'ahead' } as const;
  switch (status) {
    case 'submitted':
    case 'returned':
    case 'rejected':
    case 'withdrawn':
      return { ...ahead, note: say('words:stepper.payAhead') };
    case 'approved':
      return { ...ahead, note: say('words:stepper.payIssue') };
    case 'funding':
    case 'underway':
    case 'completed':
    case 'closed':
      return paidStep(draft, say);
  }
}

function paidStep(draft: StepperProject['draft'], say: Speech['say']): Step {
  const { legs, settledLegs } = draft ?? { legs: 0, settledLegs: 0 };
  const name = say('words:stepper.pay');
  const note = say('words:stepper.paySettled', { count: legs, settled: settledLegs });
  return draft !== undefined && settledLegs === legs
    ? { name, state: say('words:stepper.done'), note, kind: 'done' }
    : { name, state: say('words:stepper.current'), note, kind: 'current' };
}

function latest(history: readonly HistoryLine[], event: string): HistoryLine | undefined {
  return history.filter((line) => line.event === event).at(-1);
}

function byOffice(line: HistoryLine, onlooker: Onlooker): string {
  const { say, language } = onlooker.speech;
  const office = officeName(line.by.organisationId, onlooker);
  return say('words:stepper.byOffice', { date: dayWords(line.at, language), office });
}

function withOpinion(line: HistoryLine, opinion: string | undefined, { say, language }: Speech): string {
  const date = dayWords(line.at, language);
  const text = opinion ?? '';
  // A long opinion stands in full in the history below: the step shows it only when it fits.
  return text === '' || [...text].length > opinionLengthMax
    ? date
    : say('words:stepper.withOpinion', { date, opinion: text });
}

export interface Stage {
  readonly bars: readonly ('done' | 'current' | 'ahead')[];
  readonly text: string;
}

/** The same in three bars and a word, for lists. */
export function projectStage(
  project: Pick<ProjectDocument, 'status' | 'draft' | 'percent'>,
  { say }: Speech,
): Stage {
  const { status, draft, percent } = project;
  const values = { settled: draft?.settledLegs ?? 0, legs: draft?.legs ?? 0, percent };
  return { bars: barsOf(status), text: say(`words:stage.${status}`, values) };
}

function barsOf(status: ProjectDocument['status']): Stage['bars'] {
  switch (status) {
    case 'returned':
    case 'withdrawn':
      return ['current', 'ahead', 'ahead'];
    case 'submitted':
    case 'rejected':
      return ['done', 'current', 'ahead'];
    case 'approved':
    case 'funding':
    case 'underway':
      return ['done', 'done', 'current'];
    case 'completed':
    case 'closed':
      return ['done', 'done', 'done'];
  }
}
