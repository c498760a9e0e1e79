/**
 * A consumer of events as a projection is one: folds what comes, keeps fold and checkpoint in one write every so many
 * events, and can be interrupted at any moment, whereby it loses what it had not kept and resumes from its own
 * checkpoint.
 */
import type { Ledger } from '../../ledger/ledger';
import { OperationFold } from './operation-fold';
import { Signals } from './signals';

const eventsBetweenKeeping = 40;

export class FoldConsumer {
  readonly #ledger: Ledger;
  readonly #signals = new Signals();
  #fold = new OperationFold();
  #kept: string | undefined;
  #reading: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();
  #interruptions = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** How often it was interrupted and resumed from what it had kept. */
  get interruptions(): number {
    return this.#interruptions;
  }

  start(): void {
    this.#fold = new OperationFold(this.#kept);
    this.#reading = new AbortController();
    this.#ended = this.#read(this.#fold, this.#reading.signal);
    // Looked at by whoever waits for the consumer; until then it is no unhandled rejection.
    this.#ended.catch((error: unknown) => this.#signals.fail(error));
  }

  /** Breaks off in the middle, forgets what was not kept, and resumes. */
  async interrupt(): Promise<void> {
    await this.stop();
    this.#interruptions += 1;
    this.start();
  }

  async stop(): Promise<void> {
    this.#reading?.abort();
    await this.#ended;
  }

  /** The fold once this operation is in it. */
  async reaches(operation: string): Promise<OperationFold> {
    await this.#signals.until(
      () => this.#fold.carriedOut.has(operation),
      () => `the consumer of events reads ${operation}`,
    );
    return this.#fold;
  }

  async #read(fold: OperationFold, signal: AbortSignal): Promise<void> {
    const { checkpoint } = fold;
    const events = this.#ledger.events({ signal, ...(checkpoint === undefined ? {} : { checkpoint }) });
    let unkept = 0;
    for await (const event of events) {
      fold.apply(event);
      unkept += 1;
      if (unkept === eventsBetweenKeeping) {
        this.#kept = fold.kept();
        unkept = 0;
      }
      this.#signals.changed();
    }
  }
}
