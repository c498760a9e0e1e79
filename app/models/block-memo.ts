/**
 * Remembers what was read of the projections until pages show another block: in between nothing of it can change. Counts and
 * choices that stand on every page of a list are so read once a block, not once a page.
 */

const entriesMaxUsual = 5_000;

interface Remembered<Value> {
  readonly block: number;
  readonly value: Promise<Value>;
}

export class BlockMemo<Value> {
  readonly #block: () => number;
  readonly #entriesMax: number;
  readonly #remembered = new Map<string, Remembered<Value>>();

  /**
   * @param block the newest block that pages show
   * @param entriesMax fewer for what is large; beyond it everything is forgotten
   */
  constructor(block: () => number, entriesMax = entriesMaxUsual) {
    this.#block = block;
    this.#entriesMax = entriesMax;
  }

  /** What was read under this key at this block, or is read now. A reading that failed is not remembered. */
  of(key: string, read: () => Promise<Value>): Promise<Value> {
    const block = this.#block();
    const known = this.#remembered.get(key);
    if (known?.block === block) return known.value;
    const value = read();
    if (this.#remembered.size >= this.#entriesMax) this.#remembered.clear();
    this.#remembered.set(key, { block, value });
    value.catch(() => this.#remembered.delete(key));
    return value;
  }
}
