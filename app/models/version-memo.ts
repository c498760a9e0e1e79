/**
 * Remembers what was read of the projections until another block has changed it: lists, counts and choices are so read once a
 * block, not once a page.
 */

const entriesMaxUsual = 5_000;

interface Remembered<Value> {
  readonly version: number;
  readonly value: Promise<Value>;
}

export class VersionMemo<Value> {
  readonly #entriesMax: number;
  readonly #remembered = new Map<string, Remembered<Value>>();

  /** @param entriesMax fewer for what is large; beyond it what was asked for longest ago is forgotten */
  constructor(entriesMax = entriesMaxUsual) {
    this.#entriesMax = entriesMax;
  }

  /**
   * What was read under this key at this version, or is read now. A reading that failed is not remembered.
   * @param version rises when what the key stands for changes
   */
  of(key: string, version: number, read: () => Promise<Value>): Promise<Value> {
    const known = this.#remembered.get(key);
    // A map keeps its keys in the order in which they were set.
    this.#remembered.delete(key);
    if (known?.version === version) {
      this.#remembered.set(key, known);
      return known.value;
    }
    const remembered = { version, value: read() };
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size >= this.#entriesMax) this.#remembered.delete(oldest);
    this.#remembered.set(key, remembered);
    remembered.value.catch(() => {
      if (this.#remembered.get(key) === remembered) this.#remembered.delete(key);
    });
    return remembered.value;
  }
}
