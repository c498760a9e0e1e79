/**
 * What a task of the demo is carried out with: who acts and signs, what day it is in the story, and where files and notes
 * are kept. A rule's "no" to a task is a fault of the plan and ends the seed.
 */
import type { CalendarDate, Instant } from '../../domain/calendar';
import { addDays, instantOf, parseInstant, shanghaiDate } from '../../domain/calendar';
import type { Refusal } from '../../domain/refusals/refusal';
import { queryDraft } from '../../domain/transactions/draft-transactions';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import { queryProject } from '../../domain/transactions/project-transactions';
import type { ProjectAnswer } from '../../domain/transactions/project-transactions';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import type { CallableDefinition } from '../blockchain/contract-client';
import { evaluateTransaction, submitTransaction } from '../blockchain/contract-client';
import { draftAnswer, projectAnswer } from '../story/answer-codec';
import type { DemoFile } from './demo-file';
import type { DemoOrganisation, DemoPerson } from './demo-organisations';
import { demoOrganisation, demoPerson } from './demo-organisations';

/** Keeps what stays off the chain; the same again changes nothing. */
export interface DemoStore {
  keepFile(file: DemoFile, about: { readonly projectId: string; readonly by: DemoPerson }): Promise<void>;
  /** `hash` is the SHA-256 of the note in UTF-8, as the chain holds it. */
  keepNote(note: {
    readonly hash: string;
    readonly text: string;
    readonly projectId: string;
    readonly by: DemoPerson;
  }): Promise<unknown>;
}

export interface DemoMeans {
  readonly ledger: Ledger;
  /** The person's identity: made with a user of the platform at first, the same key again afterwards. */
  readonly enrol: (person: DemoPerson) => Promise<LedgerIdentity>;
  /** The identity of an organisation's system. */
  readonly serviceIdentity: (organisation: DemoOrganisation) => Promise<LedgerIdentity>;
  /** The ledger's time in milliseconds since 1970. */
  readonly now: () => number;
  /** Moves the ledger's clock; absent where time cannot be moved: then everything happens today. */
  readonly clock?: { moveTo(instant: Date): void };
  readonly store?: DemoStore;
}

/** A rule said no to what the plan says somebody does. */
class DemoRefusedError extends Error {
  readonly refusal: Refusal;

  constructor(about: string, refusal: Refusal) {
    super(
      `The demo's plan is at fault: ${about} was refused (${refusal.code} ${JSON.stringify(refusal.values)}).`,
    );
    this.name = 'DemoRefusedError';
    this.refusal = refusal;
  }
}

const minutesOfDay = 24 * 60;
const minuteMs = 60_000;
/** The day of the seed is told as the last two hours before it, so that nothing lies in the future. */
const toldDayMsMax = 2 * 60 * minuteMs;

export class DemoSite {
  readonly means: DemoMeans;
  readonly #baseMs: number;
  readonly #identities = new Map<string, Promise<LedgerIdentity>>();

  constructor(means: DemoMeans, baseMs: number) {
    this.means = means;
    this.#baseMs = baseMs;
  }

  /** The Shanghai date of a day of the plan. */
  date(day: number): CalendarDate {
    return addDays(shanghaiDate(instantOf(this.#baseMs)), day);
  }

  /** The instant of a task. */
  instant({ day, time }: { readonly day: number; readonly time: string }): Instant {
    if (day < 0) {
      const instant = parseInstant(`${this.date(day)}T${time}:00+08:00`);
      if (instant === undefined) throw new RangeError(`${time} is no time of a day`);
      return instant;
    }
    const [hour = '', minute = ''] = time.split(':');
    const minutesLeft = minutesOfDay - 1 - (Number(hour) * 60 + Number(minute));
    return instantOf(this.#baseMs - Math.floor((minutesLeft * this.#toldDayMs()) / minutesOfDay));
  }

  /** Soon after midnight the day is told shorter: what is done today must not happen yesterday. */
  #toldDayMs(): number {
    const midnight = parseInstant(`${this.date(0)}T00:00:00+08:00`);
    if (midnight === undefined) throw new RangeError(`${this.date(0)} has no midnight`);
    return Math.min(toldDayMsMax, this.#baseMs - new Date(midnight).getTime());
  }

  /** The date on which something of the plan is done: its day, or today where time cannot be moved. */
  doneOn(day: number): CalendarDate {
    return this.date(this.means.clock === undefined ? 0 : day);
  }

  /** A date that lies ahead, or `earliest` days after today where time cannot be moved and it does not. */
  ahead(day: number, earliest = 0): CalendarDate {
    return this.date(this.means.clock === undefined ? Math.max(day, earliest) : day);
  }

  now(): Instant {
    return instantOf(this.means.now());
  }

  identity(organisationId: string, index = 0): Promise<LedgerIdentity> {
    const person = demoPerson(organisationId, index);
    const known = this.#identities.get(person.person) ?? this.means.enrol(person);
    this.#identities.set(person.person, known);
    return known;
  }

  /** An organisation's person submits. */
  async submits<Wire>(
    by: { readonly organisationId: string; readonly index?: number },
    definition: CallableDefinition<Wire>,
    request: Wire,
  ): Promise<unknown> {
    return this.submitsAs(await this.identity(by.organisationId, by.index), definition, request);
  }

  /** An organisation's system submits. */
  async systemSubmits<Wire>(
    organisationId: string,
    definition: CallableDefinition<Wire>,
    request: Wire,
  ): Promise<unknown> {
    const identity = await this.means.serviceIdentity(demoOrganisation(organisationId));
    return this.submitsAs(identity, definition, request);
  }

  /** @throws DemoRefusedError when a rule says no */
  async submitsAs<Wire>(
    identity: LedgerIdentity,
    definition: CallableDefinition<Wire>,
    request: Wire,
  ): Promise<unknown> {
    const committed = await submitTransaction(this.means.ledger, identity, { definition, request });
    if (committed.ok) return committed.value.answer;
    throw new DemoRefusedError(`${definition.name} ${JSON.stringify(request)}`, committed.refusal);
  }

  /** The leading-group office, which sees everything, asks. */
  async asks<Wire>(definition: CallableDefinition<Wire>, request: Wire): Promise<unknown> {
    const identity = await this.identity('leading-office');
    const answered = await evaluateTransaction(this.means.ledger, identity, { definition, request });
    if (answered.ok) return answered.value;
    throw new DemoRefusedError(`${definition.name} ${JSON.stringify(request)}`, answered.refusal);
  }

  async project(projectId: string): Promise<ProjectAnswer> {
    return projectAnswer(await this.asks(queryProject, { projectId }));
  }

  /** The draft that was issued last for a project. */
  async draft(projectId: string): Promise<DraftAnswer> {
    const { draftIds } = await this.project(projectId);
    return draftAnswer(await this.asks(queryDraft, { draftId: draftIds.at(-1) ?? '' }));
  }
}
