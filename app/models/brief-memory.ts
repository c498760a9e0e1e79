/**
 * Remembers for a few seconds what one key of the store holds: who clicks from page to page is looked up once, not with every
 * page and every stream. What this process writes it forgets at once; what another process writes shows after that time.
 */

const keptMsUsual = 5_000;
const entriesMaxUsual = 5_000;

interface Remembered<Value> {
  readonly value: Promise<Value>;
  /** Milliseconds of the process's own clock. */
  readonly until: number;
}

export class BriefMemory<Value> {
  readonly #keptMs: number;
  readonly #entriesMax: number;
  readonly #remembered = new Map<string, Remembered<Value>>();

  constructor({ keptMs = keptMsUsual, entriesMax = entriesMaxUsual } = {}) {
    this.#keptMs = keptMs;
    this.#entriesMax = entriesMax;
  }

  /** What was read under this key a moment ago, or is read now. A reading that failed is not remembered. */
  of(key: string, read: () => Promise<Value>): Promise<Value> {
    const known = this.#remembered.get(key);
    if (known !== undefined && known.until > performance.now()) return known.value;
    const value = read();
    // The oldest comes first in a map; a key that is read anew goes to its end.
    this.#remembered.delete(key);
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size >= this.#entriesMax) this.#remembered.delete(oldest);
    const remembered = { value, until: performance.now() + this.#keptMs };
    this.#remembered.set(key, remembered);
    value.catch(() => {
      if (this.#remembered.get(key) === remembered) this.#remembered.delete(key);
    });
    return value;
  }

  /** To be called when a write of the key has ended: a reading that began before it is not given out any more. */
  forget(key: string): void {
    this.#remembered.delete(key);
  }

  forgetAll(): void {
    this.#remembered.clear();
  }
}
