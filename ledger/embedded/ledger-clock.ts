/**
 * The clock of the embedded ledger. It follows an injected source, never runs backward (a source that is set
 * back makes it stand still), and can be moved on, so that a seed or a test can live through months. Before the first
 * block nothing is stamped yet, and it may be set anywhere.
 */

export interface ClockStore {
  /** How far the clock is ahead of its source; kept over restarts. */
  loadOffsetMs(): number;
  saveOffsetMs(offsetMs: number): void;
  /** The newest block's time; the clock never shows less. Undefined before the first block with transactions. */
  newestInstantMs(): number | undefined;
}

export class LedgerClock {
  readonly #source: () => number;
  readonly #store: ClockStore;
  #offsetMs: number;
  #shownMs: number;

  constructor(source: () => number, store: ClockStore) {
    this.#source = source;
    this.#store = store;
    this.#offsetMs = store.loadOffsetMs();
    this.#shownMs = store.newestInstantMs() ?? Number.NEGATIVE_INFINITY;
  }

  /** Milliseconds since 1970, UTC. */
  now(): number {
    this.#shownMs = Math.max(this.#shownMs, this.#source() + this.#offsetMs);
    return this.#shownMs;
  }

  /**
   * Sets the clock to an instant; its source drives it on from there.
   * @throws RangeError when the instant lies before what the clock shows and a block is stamped already
   */
  moveTo(instant: Date): void {
    const targetMs = instant.getTime();
    const shownMs = this.now();
    if (targetMs < shownMs && this.#store.newestInstantMs() !== undefined) {
      const asked = `${instant.toISOString()} is before ${new Date(shownMs).toISOString()}`;
      throw new RangeError(`The ledger's clock never runs backward: ${asked}. Move it to a later instant.`);
    }
    this.#offsetMs = targetMs - this.#source();
    this.#shownMs = targetMs;
    this.#store.saveOffsetMs(this.#offsetMs);
  }

  /** Moves the clock on by so many milliseconds. */
  advance(byMs: number): void {
    this.moveTo(new Date(this.now() + byMs));
  }
}
