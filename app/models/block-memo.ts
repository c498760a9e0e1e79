/**
 * Remembers what was read of the projections until another block has changed it: lists, counts and choices are so read once a
 * block, not once a page.
 */

const entriesMaxUsual = 5_000;

interface Remembered<Value> {
  readonly block: number;
  readonly value: Promise<Value>;
}

export class BlockMemo<Value> {
  readonly #entriesMax: number;
  readonly #remembered = new Map<string, Remembered<Value>>();

  /** @param entriesMax fewer for what is large; beyond it everything is forgotten */
  constructor(entriesMax = entriesMaxUsual) {
    this.#entriesMax = entriesMax;
  }

  /**
   * What was read under this key at this block, or is read now. A reading that failed is not remembered.
   * @param block the newest that changed what the key stands for
   */
  of(key: string, block: number, read: () => Promise<Value>): Promise<Value> {
    const known = this.#remembered.get(key);
    if (known?.block === block) return known.value;
    const value = read();
    if (this.#remembered.size >= this.#entriesMax) this.#remembered.clear();
    this.#remembered.set(key, { block, value });
    value.catch(() => this.#remembered.delete(key));
    return value;
  }
}
