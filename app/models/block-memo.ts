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

  /** @param entriesMax fewer for what is large; beyond it what was asked for longest ago is forgotten */
  constructor(entriesMax = entriesMaxUsual) {
    this.#entriesMax = entriesMax;
  }

  /**
   * What was read under this key at this block, or is read now. A reading that failed is not remembered.
   * @param block the newest that changed what the key stands for
   */
  of(key: string, block: number, read: () => Promise<Value>): Promise<Value> {
    const known = this.#remembered.get(key);
    // A map keeps its keys in the order in which they were set.
    this.#remembered.delete(key);
    if (known?.block === block) {
      this.#remembered.set(key, known);
      return known.value;
    }
    const remembered = { block, value: read() };
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size >= this.#entriesMax) this.#remembered.delete(oldest);
    this.#remembered.set(key, remembered);
    remembered.value.catch(() => {
      if (this.#remembered.get(key) === remembered) this.#remembered.delete(key);
    });
    return remembered.value;
  }
}
