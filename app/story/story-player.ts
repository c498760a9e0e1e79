/**
 * Plays a story through the ledger: the acts of the offices and the lines of the bank in the order of their days. It
 * stops at the first exception, because from there on people have to decide; otherwise it goes on until the project is
 * closed.
 */
import { compareText } from '../../domain/codec';
import type { CalendarDate } from '../../domain/calendar';
import { addDays, shanghaiDate } from '../../domain/calendar';
import type { Refusal } from '../../domain/refusals/refusal';
import { queryProject } from '../../domain/transactions/project-transactions';
import { projectAnswer } from './answer-codec';
import { DraftCourse, bookingDays, linesByBank } from './draft-course';
import { describeExceptions } from './exception-report';
import { officer, playApprove, playCompletion, playCreate, playSubmit } from './project-acts';
import { playAccounts, playRegister } from './register-acts';
import type { StatementLine } from '../statements/statement-parser';
import type { Story } from './story';
import { RefusedActError, StoryPerformance } from './story-performance';
import type { Doer, StoryStep, StorySummary } from './story-step';
import type { StoryStage } from './story-stage';

export interface PlayedStory {
  readonly steps: readonly StoryStep[];
  readonly summary: StorySummary;
}

export type PlayOutcome =
  | { readonly kind: 'played'; readonly played: PlayedStory }
  | { readonly kind: 'refused'; readonly transaction: string; readonly refusal: Refusal };

/** Plays the story; `refused` when a rule says no to what the story says somebody does. */
export async function playStory(
  story: Story,
  statement: readonly StatementLine[],
  stage: StoryStage,
): Promise<PlayOutcome> {
  const performance = new StoryPerformance(story, stage);
  try {
    const course = await playIssue(performance);
    const isClear = await new DraftAgenda(performance, course, statement).play();
    if (isClear) {
      performance.steps.push({ kind: 'chapter', chapter: 'completion' });
      await playCompletion(performance);
    }
    return { kind: 'played', played: await finished(performance, course) };
  } catch (error) {
    if (!(error instanceof RefusedActError)) throw error;
    return { kind: 'refused', transaction: error.transaction, refusal: error.refusal };
  }
}

async function playIssue(performance: StoryPerformance): Promise<DraftCourse> {
  const { steps, story } = performance;
  steps.push({ kind: 'chapter', chapter: 'register' });
  performance.moveTo(story.startsOn, '09:00');
  await playRegister(performance);
  await playAccounts(performance);
  steps.push({ kind: 'chapter', chapter: 'application' });
  await playSubmit(performance);
  await playApprove(performance);
  steps.push({ kind: 'chapter', chapter: 'issue' });
  const course = new DraftCourse(performance, await playCreate(performance));
  const { status, legs } = await course.query();
  steps.push({ kind: 'picture', picture: { status, legs, acceptedTranches: [] }, settled: [] });
  return course;
}

/** The order of acts within a day. */
const times = { sweep: '08:00', accept: '09:10', present: '09:40', opine: '15:00' } as const;
const bankTimes = { register: '16:40', push: '17:30', confirm: '17:50' } as const;

/** After so many days without an act of the story, the platform looks whether something is missing. */
const quietDays = 2;

interface Deed {
  readonly date: CalendarDate;
  readonly time: string;
  readonly run: () => Promise<void>;
}

/** Everything planned from the issue on, each on its day; what follows from an act is entered when it is known. */
class DraftAgenda {
  readonly #performance: StoryPerformance;
  readonly #course: DraftCourse;
  readonly #deeds: Deed[] = [];
  #day: CalendarDate;
  #tranchesBegun = false;

  constructor(performance: StoryPerformance, course: DraftCourse, statement: readonly StatementLine[]) {
    this.#performance = performance;
    this.#course = course;
    const { story } = performance;
    this.#day = story.draft.issuedOn;
    for (const transfer of story.transfers) {
      this.#enter(transfer.date, bankTimes.register, () => course.register(transfer));
    }
    for (const [index, { presentedOn, opinionOn }] of story.tranches.entries()) {
      this.#enter(presentedOn, times.present, () => this.#present(index + 1));
      this.#enter(opinionOn, times.opine, () => course.opine(index + 1));
    }
    for (const day of bookingDays(statement)) {
      const lines = statement.filter(({ entry }) => entry.bookingDate === day);
      const pushedOn = day < story.draft.issuedOn ? story.draft.issuedOn : day;
      this.#enter(pushedOn, bankTimes.push, () => this.#push(lines));
    }
  }

  /** True when the draft was honoured without an exception. */
  async play(): Promise<boolean> {
    this.#performance.steps.push({ kind: 'chapter', chapter: 'funding' });
    for (let deed = this.#next(); deed !== undefined; deed = this.#next()) {
      if (await this.#dayBegins(deed.date)) return false;
      this.#performance.moveTo(deed.date, deed.time);
      await deed.run();
      const draft = await this.#course.tellPicture();
      if (await this.#stopsAtException()) return false;
      if (draft.status === 'honoured' && this.#deeds.length === 0) return true;
      await this.#enterAcceptance();
    }
    return this.#waitForTime();
  }

  /** On each new day the platform looks at what time has made true; answers whether the story stops there. */
  async #dayBegins(date: CalendarDate): Promise<boolean> {
    if (date === this.#day) return false;
    const soon = addDays(this.#day, quietDays);
    if (soon < date && (await this.#sweepOn(soon))) return true;
    return this.#sweepOn(date);
  }

  async #sweepOn(date: CalendarDate): Promise<boolean> {
    this.#day = date;
    this.#performance.moveTo(date, times.sweep);
    await this.#course.sweep();
    return this.#stopsAtException();
  }

  async #stopsAtException(): Promise<boolean> {
    const exceptions = await this.#course.exceptions();
    if (exceptions.length === 0) return false;
    const told = await describeExceptions(this.#performance, await this.#course.query(), exceptions);
    this.#performance.steps.push({ kind: 'exceptions', at: this.#performance.now(), exceptions: told });
    return true;
  }

  async #present(tranche: number): Promise<void> {
    if (!this.#tranchesBegun) this.#performance.steps.push({ kind: 'chapter', chapter: 'tranches' });
    this.#tranchesBegun = true;
    await this.#course.present(tranche);
  }

  async #push(lines: readonly StatementLine[]): Promise<void> {
    for (const [bank, own] of linesByBank(this.#performance, lines)) await this.#course.push(bank, own);
    const due = this.#performance.story.transfers.filter(({ date }) => date <= this.#day);
    const day = shanghaiDate(this.#performance.now());
    this.#enter(day, bankTimes.confirm, () => this.#course.confirmReceipts(due));
  }

  /** A settled tranche is accepted the next morning. */
  async #enterAcceptance(): Promise<void> {
    const tranche = await this.#course.acceptableTranche();
    const entered = this.#deeds.some(({ time }) => time === times.accept);
    if (tranche === undefined || entered) return;
    this.#enter(addDays(this.#day, 1), times.accept, () => this.#course.accept(tranche));
  }

  /** Nothing is planned any more and the draft is not honoured: time itself shows what is missing. */
  async #waitForTime(): Promise<boolean> {
    const { status, legs } = await this.#course.query();
    if (status === 'honoured') return true;
    const due = legs
      .flatMap(({ next }) => (next?.due === undefined ? [] : [next.due.slice(0, 10)]))
      .sort()[0];
    const deadline = legs
      .map(({ deadline: date }) => date.slice(0, 10))
      .sort()
      .at(-1);
    for (const days of [2, ...daysUntil(this.#day, [due, deadline]), 400]) {
      if (await this.#dayBegins(addDays(this.#day, days))) return false;
    }
    throw new Error('a draft that is not honoured long after its last deadline has an open exception');
  }

  #enter(date: CalendarDate, time: string, run: Deed['run']): void {
    this.#deeds.push({ date, time, run });
    this.#deeds.sort((a, b) => compareText(a.date, b.date) || compareText(a.time, b.time));
  }

  #next(): Deed | undefined {
    return this.#deeds.shift();
  }
}

const dayMs = 86_400_000;

/** Days from `from` to the day after each of these dates that lies ahead. */
function daysUntil(from: CalendarDate, dates: readonly (string | undefined)[]): readonly number[] {
  return dates
    .filter((date) => date !== undefined)
    .map((date) => Math.round((Date.parse(date) - Date.parse(from)) / dayMs) + 1)
    .filter((days) => days > 0);
}

async function finished(performance: StoryPerformance, course: DraftCourse): Promise<PlayedStory> {
  const { story, stage, steps } = performance;
  const { draftId, status, legs, record } = await course.query();
  const reader = officer(story, 'leading-group-office');
  const request = { projectId: story.application.projectId };
  const project = projectAnswer(await performance.evaluate(reader, { definition: queryProject, request }));
  const summary: StorySummary = {
    honoured: status === 'honoured' && !steps.some(({ kind }) => kind === 'exceptions'),
    picture: { status, legs, acceptedTranches: record.state.acceptedTranches },
    acts: countActs(steps),
    ...{ chain: await stage.verify(), draftId, projectStatus: project.status },
  };
  return { steps, summary };
}

function countActs(steps: readonly StoryStep[]): StorySummary['acts'] {
  const counts = new Map<string, { doer: Doer; count: number }>();
  for (const step of steps) {
    if (step.kind !== 'act' && step.kind !== 'statement') continue;
    const key = `${step.doer.organisationId} ${step.doer.person}`;
    counts.set(key, { doer: step.doer, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}
