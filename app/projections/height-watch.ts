/**
 * Up to which block pages are current. A block whose transactions bore no event changes no page, but it counts: "as of block
 * N" must not stand still behind the ledger. The event stream does not tell of such blocks, so the ledger's height is asked
 * now and then, and counts once no event has come for a while after the asking.
 */
import type { Ledger } from '../../ledger/ledger';

const askMs = 500;
/** After this long without an event, what the ledger held when asked held none either. */
const quietMs = 2_000;
/** How long a stream may take to begin: until it has told something, its silence may be that of a peer that is slow. */
const beginMs = 10_000;

interface Waiting {
  readonly block: number;
  readonly resolve: (reached: boolean) => void;
  readonly timer: NodeJS.Timeout;
}

export class HeightWatch {
  readonly #ledger: Pick<Ledger, 'height'>;
  readonly #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #shown = -1;
  #newest = -1;
  /** Rises with each arrival, so that an asking can tell whether it was alone. */
  #arrivals = 0;
  /** Whether nothing can be said of silence: no stream is followed, or events are being folded. */
  #busy = true;
  /** A stream that was just begun may be silent because it is not there yet. */
  #quietFromMs = 0;

  constructor(ledger: Pick<Ledger, 'height'>) {
    this.#ledger = ledger;
  }

  /** The newest block that pages show; -1 before the first. */
  get shown(): number {
    return this.#shown;
  }

  /** The newest block known of the ledger. */
  get newest(): number {
    return Math.max(this.#newest, this.#shown);
  }

  start(): void {
    this.#schedule(0);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const each of [...this.#waiting]) this.#end(each, each.block <= this.#shown);
  }

  /** Events have come and are being folded. */
  arrived(): void {
    this.#arrivals += 1;
    this.#busy = true;
    this.#quietFromMs = 0;
  }

  /** The stream was lost, or what it told could not be written. */
  lost(): void {
    this.#busy = true;
  }

  /** A stream is followed from this block on. */
  begun(block: number): void {
    this.#quietFromMs = performance.now() + beginMs;
    this.folded(block);
  }

  /** Everything up to this block is written. */
  folded(block: number): void {
    this.#busy = false;
    this.#show(block);
  }

  /** Resolves when pages show the block, or after `limitMs`. */
  waitFor(block: number, limitMs: number): Promise<boolean> {
    if (block <= this.#shown) return Promise.resolve(true);
    if (this.#stopped) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#end(waiting, false);
      }, limitMs);
      const waiting: Waiting = { block, resolve, timer };
      this.#waiting.add(waiting);
    });
  }

  #end(waiting: Waiting, reached: boolean): void {
    clearTimeout(waiting.timer);
    this.#waiting.delete(waiting);
    waiting.resolve(reached);
  }

  #show(block: number): void {
    if (block > this.#shown) this.#shown = block;
    for (const each of [...this.#waiting]) if (each.block <= this.#shown) this.#end(each, true);
  }

  #schedule(ms: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#ask();
    }, ms);
  }

  /** A ledger that cannot be asked is asked again. */
  #ask(): void {
    const arrivals = this.#arrivals;
    this.#ledger.height().then(
      (height) => {
        this.#consider(Number(height) - 1, arrivals);
      },
      () => {
        this.#schedule(askMs);
      },
    );
  }

  #consider(newest: number, arrivals: number): void {
    if (this.#stopped) return;
    this.#newest = Math.max(this.#newest, newest);
    if (newest <= this.#shown) {
      this.#schedule(askMs);
      return;
    }
    this.#timer = setTimeout(() => {
      const silent = arrivals === this.#arrivals && !this.#busy && performance.now() >= this.#quietFromMs;
      if (silent) this.#show(newest);
      this.#schedule(askMs);
    }, quietMs);
  }
}
