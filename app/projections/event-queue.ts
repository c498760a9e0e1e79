/**
 * What the ledger has told and the projections have not yet taken: as many events as have arrived are taken together, and a
 * reader that falls behind makes the stream wait. The chain itself is the buffer behind it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LedgerEvent } from '../../ledger/ledger';

/** Events in one batch: large enough to share its writes' cost, small enough to be seen soon. */
const batchMax = 1_000;
const waitingMax = 2 * batchMax;

export class EventQueue {
  #events: LedgerEvent[] = [];
  #ended = false;
  #failure: Error | undefined;
  #wakeTaker: (() => void) | undefined;
  #wakeFiller: (() => void) | undefined;

  /** Reads a stream to its end; what goes wrong there is thrown to whoever takes. */
  async fill(stream: AsyncIterable<LedgerEvent>): Promise<void> {
    try {
      for await (const event of stream) {
        this.#events.push(event);
        this.#wakeTaker?.();
        if (this.#ended) return;
        if (this.#events.length >= waitingMax) await this.#room();
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error('the event stream failed', { cause: error });
    } finally {
      this.close();
    }
  }

  /** The next events; none when the stream has ended. Failures of the stream come after what it told before. */
  async take(): Promise<readonly LedgerEvent[]> {
    if (this.#events.length === 0 && !this.#ended) {
      await this.#arrival();
      // Streams give one event after the other: the block's others come in the same turn.
      await nextTurn();
    }
    const taken = this.#events.splice(0, this.#batchEnd());
    this.#wakeFiller?.();
    if (taken.length === 0 && this.#failure !== undefined) throw this.#failure;
    return taken;
  }

  /** Whether whoever takes would have to wait. */
  get isEmpty(): boolean {
    return this.#events.length === 0;
  }

  /** Nothing more is taken in. */
  close(): void {
    this.#ended = true;
    this.#wakeTaker?.();
    this.#wakeFiller?.();
  }

  /** After the block of the last event: pages show a block when all of it is written. */
  #batchEnd(): number {
    let end = Math.min(batchMax, this.#events.length);
    const last = this.#events[end - 1];
    while (end < this.#events.length && this.#events[end]?.blockNumber === last?.blockNumber) end += 1;
    return end;
  }

  #arrival(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeTaker = resolve;
    });
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeFiller = resolve;
    });
  }
}
