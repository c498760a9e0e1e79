/**
 * Lets the chain look at what time has made true: submits Sweep under the platform's service identity at a steady interval, and
 * at once after its clock was moved. A sweep that fails is told and tried again at the next turn; nothing is lost by it, for a
 * sweep only reveals.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { submitTransaction } from './blockchain/contract-client';
import { requestIdField } from '../domain/identifiers';
import { sweep } from '../domain/transactions/reconciliation-transactions';
import type { Ledger, LedgerIdentity } from '../ledger/ledger';

const usualIntervalMs = 60_000;
/** Drafts and serial numbers that one transaction looks at. */
const subjectsOfSweep = 100;
/** Transactions of one turn; what is left is looked at in the next. */
const sweepsOfTurnMax = 50;
const requestIdBytes = 12;

const answerForm = z.object({ opened: z.number(), more: z.boolean() });

export interface SweeperParts {
  readonly ledger: Ledger;
  /** A service certificate of ProvinceMSP or BankMSP. */
  readonly identity: LedgerIdentity;
  /** Takes what went wrong; the sweeper goes on. */
  readonly onFailure: (error: unknown) => void;
  readonly intervalMs?: number;
}

export class Sweeper {
  readonly #parts: SweeperParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<number> | undefined;
  #stopped = false;

  constructor(parts: SweeperParts) {
    this.#parts = parts;
  }

  /** Sweeps now and then at the interval. */
  start(): void {
    this.#turn();
    this.#timer = setInterval(() => {
      this.#turn();
    }, this.#parts.intervalMs ?? usualIntervalMs);
    this.#timer.unref();
  }

  /**
   * Sweeps until nothing more is due, or the turn's bound is reached; a turn that runs already is awaited instead. Answers how
   * many exceptions it revealed.
   * @throws Error when the contract refuses the identity or the time; as the ledger port's `submit` does
   */
  sweep(): Promise<number> {
    this.#running ??= this.#sweepAll().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Ends after the transaction that is on its way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running?.catch(this.#parts.onFailure);
  }

  #turn(): void {
    if (!this.#stopped) this.sweep().catch(this.#parts.onFailure);
  }

  async #sweepAll(): Promise<number> {
    let opened = 0;
    for (let turn = 0; turn < sweepsOfTurnMax && !this.#stopped; turn += 1) {
      const done = await this.#sweepOnce();
      opened += done.opened;
      if (!done.more) break;
    }
    return opened;
  }

  async #sweepOnce(): Promise<z.infer<typeof answerForm>> {
    const { ledger, identity } = this.#parts;
    const requestId = requestIdField.parse(randomBytes(requestIdBytes).toString('hex'));
    const request = { requestId, limit: subjectsOfSweep };
    const result = await submitTransaction(ledger, identity, { definition: sweep, request });
    if (result.ok) return answerForm.parse(result.value.answer);
    throw new Error(
      `Sweep was refused (${result.refusal.code}): expected a service certificate that may sweep; the next turn tries again.`,
    );
  }
}
