/**
 * The load under which processes are killed: lanes that carry out one operation after the other, as a careful client
 * does. What was certainly not sent on, or lost a conflict, is tried again under the same name; what may have been
 * committed is written down as unknown and never repeated. Every answer and every error is remembered.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import {
  LedgerConflictError,
  LedgerError,
  LedgerOutcomeUnknownError,
  LedgerUnavailableError,
} from '../../ledger/ledger-error';
import { countCall, recordCall } from './operation-calls';
import { Signals } from './signals';

const retryMs = 30;
/** Every so many lanes one counts, on a counter that it shares with others. */
const lanesForOneCounting = 6;
const countersCount = 2;

export interface LoadOptions {
  readonly ledger: Pick<Ledger, 'submit'>;
  readonly identity: LedgerIdentity;
  /** First part of each operation's name. */
  readonly name: string;
  readonly lanes: number;
}

export interface LoadRecord {
  /** Transaction ids by operation. */
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly unknown: ReadonlyMap<string, string>;
  /** How often each error came, by class and code. */
  readonly errors: ReadonlyMap<string, number>;
  /** What came and should not have. */
  readonly unexpected: readonly unknown[];
  /** The longest time between two acknowledgements, and the longest call. */
  readonly gapMsLargest: number;
  readonly callMsLongest: number;
}

export class Load {
  readonly #options: LoadOptions;
  readonly #signals = new Signals();
  readonly #acknowledged = new Map<string, string>();
  readonly #unknown = new Map<string, string>();
  readonly #errors = new Map<string, number>();
  readonly #unexpected: unknown[] = [];
  readonly #lanes: Promise<void>[];
  #failures = 0;
  #lastFailure = 'no failure';
  readonly #stopping = new AbortController();
  #acknowledgedAtMs = performance.now();
  #gapMsLargest = 0;
  #callMsLongest = 0;

  /** Starts at once. */
  constructor(options: LoadOptions) {
    this.#options = options;
    this.#lanes = Array.from({ length: options.lanes }, (_, lane) => this.#work(lane));
  }

  /** Resolves when so many more operations are acknowledged. */
  async acknowledges(count: number): Promise<void> {
    const wanted = this.#acknowledged.size + count;
    await this.#until(() => this.#acknowledged.size >= wanted, `${String(count)} more are acknowledged`);
  }

  /** Resolves when so many more calls have failed. */
  async fails(count: number): Promise<void> {
    const wanted = this.#failures + count;
    await this.#until(() => this.#failures >= wanted, `${String(count)} more calls fail`);
  }

  /** The longest gap from now on is measured anew. */
  measureGap(): void {
    this.#gapMsLargest = 0;
    this.#acknowledgedAtMs = performance.now();
  }

  /** Lets what is under way end and answers what happened. */
  async stop(): Promise<LoadRecord> {
    this.#stopping.abort();
    await Promise.all(this.#lanes);
    return {
      acknowledged: this.#acknowledged,
      unknown: this.#unknown,
      errors: this.#errors,
      unexpected: this.#unexpected,
      gapMsLargest: this.#gapMsLargest,
      callMsLongest: this.#callMsLongest,
    };
  }

  async #until(isTrue: () => boolean, expected: string): Promise<void> {
    await this.#signals.until(isTrue, () => {
      const errors = [...this.#errors].map(([name, times]) => `${String(times)} × ${name}`).join(', ');
      return `of ${this.#options.name} ${expected}; so far ${String(this.#acknowledged.size)} acknowledged, ${errors}, last: ${this.#lastFailure}`;
    });
  }

  async #work(lane: number): Promise<void> {
    const isCounting = lane % lanesForOneCounting === 0;
    const counter = `c${String((lane / lanesForOneCounting) % countersCount)}`;
    const isOver = (): boolean => this.#stopping.signal.aborted;
    for (let position = 0; !isOver(); position += 1) {
      const operation = `${this.#options.name}-${String(lane)}-${String(position)}`;
      const call = isCounting ? countCall(operation, counter) : recordCall(operation);
      while (!(await this.#attempt(operation, call)) && !isOver()) await pause(retryMs);
    }
  }

  /** Tells whether the operation is through: acknowledged, or of unknown outcome. */
  async #attempt(operation: string, call: Parameters<Ledger['submit']>[1]): Promise<boolean> {
    const begunMs = performance.now();
    try {
      const answer = await this.#options.ledger.submit(this.#options.identity, call);
      if (!answer.ok) throw new Error(`${operation} was refused: ${answer.refusal.code}`);
      this.#acknowledge(operation, answer.value.transactionId);
      return true;
    } catch (error) {
      return this.#failed(operation, error);
    } finally {
      this.#callMsLongest = Math.max(this.#callMsLongest, performance.now() - begunMs);
      this.#signals.changed();
    }
  }

  #acknowledge(operation: string, transactionId: string): void {
    const nowMs = performance.now();
    this.#gapMsLargest = Math.max(this.#gapMsLargest, nowMs - this.#acknowledgedAtMs);
    this.#acknowledgedAtMs = nowMs;
    this.#acknowledged.set(operation, transactionId);
  }

  #failed(operation: string, error: unknown): boolean {
    const name = error instanceof LedgerError ? `${error.name} ${error.code}` : String(error);
    this.#errors.set(name, (this.#errors.get(name) ?? 0) + 1);
    if (error instanceof LedgerConflictError) return false;
    this.#failures += 1;
    this.#lastFailure = String(error);
    if (error instanceof LedgerUnavailableError) return false;
    if (error instanceof LedgerOutcomeUnknownError) {
      this.#unknown.set(operation, error.transactionId ?? '');
      return true;
    }
    this.#unexpected.push(error);
    return true;
  }
}
