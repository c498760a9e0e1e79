/**
 * The ordering of the embedded ledger: endorsed transactions queue up and are cut into a block when there are
 * enough of them, when they weigh enough, when the oldest has waited long enough, or when nothing else is on its way
 * that could join them (so that one caller alone does not wait).
 */
import { blockTransactionsLimit } from './position';

export interface BlockCutting {
  readonly transactionsMax: number;
  readonly bytesMax: number;
  readonly ageMsMax: number;
}

export const standardBlockCutting: BlockCutting = {
  transactionsMax: 256,
  bytesMax: 8 * 1024 * 1024,
  ageMsMax: 25,
};

export class BlockCutter<Item> {
  readonly #cutting: BlockCutting;
  readonly #cut: (items: readonly Item[]) => void;
  #queue: Item[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #onTheirWay = 0;
  #flushing = false;

  /** `cut` takes each finished list; it must not throw. */
  constructor(cutting: BlockCutting, cut: (items: readonly Item[]) => void) {
    const { transactionsMax } = cutting;
    if (transactionsMax < 1 || transactionsMax > blockTransactionsLimit) {
      throw new RangeError(`A block holds 1 to ${String(blockTransactionsLimit)} transactions.`);
    }
    this.#cutting = cutting;
    this.#cut = cut;
  }

  /** Says that a transaction is being endorsed and may join the queue. */
  announce(): void {
    this.#onTheirWay += 1;
  }

  /** Says that an announced transaction will not come. */
  withdraw(): void {
    this.#onTheirWay -= 1;
    this.#flushIfAlone();
  }

  /** Takes an announced transaction. */
  add(item: Item, bytes: number): void {
    this.#onTheirWay -= 1;
    this.#queue.push(item);
    this.#bytes += bytes;
    if (this.#queue.length >= this.#cutting.transactionsMax || this.#bytes >= this.#cutting.bytesMax)
      this.#flush();
    else this.#flushIfAlone();
    if (this.#queue.length > 0)
      this.#timer ??= setTimeout(() => {
        this.#flush();
      }, this.#cutting.ageMsMax);
  }

  /** Waits for the end of this turn of the event loop: callers who act at the same moment share a block. */
  #flushIfAlone(): void {
    if (this.#onTheirWay > 0 || this.#flushing || this.#queue.length === 0) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      if (this.#onTheirWay === 0) this.#flush();
    });
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#queue.length === 0) return;
    const items = this.#queue;
    this.#queue = [];
    this.#bytes = 0;
    this.#cut(items);
  }
}
