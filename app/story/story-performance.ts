/**
 * A story in the course of being played: who acts is signed in, the request goes to the ledger, and the step is
 * written down with what the ledger answered. A rule's "no" to an act of the story ends the playing.
 */
import type { CalendarDate, Instant } from '../../domain/calendar';
import { parseInstant } from '../../domain/calendar';
import type { Refusal } from '../../domain/refusals/refusal';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { CallableDefinition, CommittedAnswer } from '../blockchain/contract-client';
import { evaluateTransaction, submitTransaction } from '../blockchain/contract-client';
import type { Story } from './story';
import type { ActName, Doer, StepValues, StoryStep } from './story-step';
import type { StoryStage } from './story-stage';
import { Cast, serviceName } from './story-stage';

/** A rule said no to what the story says somebody does: the story file is at fault. */
export class RefusedActError extends Error {
  readonly transaction: string;
  readonly refusal: Refusal;

  constructor(transaction: string, refusal: Refusal) {
    super(`${transaction} was refused: ${refusal.code}`);
    this.name = 'RefusedActError';
    this.transaction = transaction;
    this.refusal = refusal;
  }
}

export interface Call<Wire> {
  readonly definition: CallableDefinition<Wire>;
  readonly request: Wire;
}

export class StoryPerformance {
  readonly story: Story;
  readonly stage: StoryStage;
  readonly steps: StoryStep[] = [];
  readonly #cast: Cast;
  #requests = 0;

  constructor(story: Story, stage: StoryStage) {
    this.story = story;
    this.stage = stage;
    this.#cast = new Cast(story, stage);
  }

  /** The id of the next writing request. */
  nextRequestId(): string {
    this.#requests += 1;
    return `story-${String(this.#requests).padStart(6, '0')}`;
  }

  /** Moves the clock to a time of a Shanghai day, as `09:30`. */
  moveTo(date: CalendarDate, time: string): void {
    const instant = parseInstant(`${date}T${time}:00+08:00`);
    if (instant !== undefined) this.stage.moveClockTo(instant);
  }

  now(): Instant {
    return this.stage.now();
  }

  identity(doer: Doer): Promise<LedgerIdentity> {
    return this.#cast.identityOf(doer.organisationId, doer.person);
  }

  /** @throws RefusedActError when a rule says no */
  async submit<Wire>(doer: Doer, call: Call<Wire>): Promise<CommittedAnswer> {
    return this.#submit(await this.identity(doer), call);
  }

  /** The same under the certificate of an organisation's system. */
  async submitAsService<Wire>(organisationId: string, call: Call<Wire>): Promise<CommittedAnswer> {
    return this.#submit(await this.#cast.serviceOf(organisationId), call);
  }

  /** @throws RefusedActError when a rule says no */
  async evaluate<Wire>(doer: Doer, call: Call<Wire>): Promise<unknown> {
    const answered = await evaluateTransaction(this.stage.ledger, await this.identity(doer), call);
    if (!answered.ok) throw new RefusedActError(call.definition.name, answered.refusal);
    return answered.value;
  }

  /** Submits and writes the act down. */
  async act<Wire>(
    doer: Doer,
    call: Call<Wire>,
    told: { readonly act: ActName; readonly values?: StepValues },
  ): Promise<CommittedAnswer> {
    const committed = await this.submit(doer, call);
    this.tell(doer, told, committed.blockNumber);
    return committed;
  }

  tell(
    doer: Doer,
    { act, values = {} }: { readonly act: ActName; readonly values?: StepValues },
    block: bigint,
  ): void {
    this.steps.push({ kind: 'act', at: this.now(), doer, act, values, block });
  }

  async #submit<Wire>(identity: LedgerIdentity, call: Call<Wire>): Promise<CommittedAnswer> {
    const committed = await submitTransaction(this.stage.ledger, identity, call);
    if (!committed.ok) throw new RefusedActError(call.definition.name, committed.refusal);
    return committed.value;
  }
}

/** The system of an organisation, as the one who did something. */
export function systemOf(organisationId: string): Doer {
  return { organisationId, person: serviceName(organisationId) };
}
