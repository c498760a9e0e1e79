/**
 * A cache of hot values, bounded by their size in bytes. Two generations stand in for exact recency: what was not
 * used while a generation filled up falls away with the older one, which costs one map look-up instead of a list.
 */
export class BoundedCache<Value> {
  readonly #generationBytesMax: number;
  readonly #sizeOf: (value: Value) => number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  #youngBytes = 0;

  constructor(bytesMax: number, sizeOf: (value: Value) => number) {
    this.#generationBytesMax = bytesMax / 2;
    this.#sizeOf = sizeOf;
  }

  get(key: string): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.set(key, old);
    return old;
  }

  set(key: string, value: Value): void {
    this.#old.delete(key);
    const replaced = this.#young.get(key);
    if (replaced !== undefined) this.#youngBytes -= this.#sizeOf(replaced);
    this.#young.set(key, value);
    this.#youngBytes += this.#sizeOf(value);
    if (this.#youngBytes <= this.#generationBytesMax) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#youngBytes = 0;
  }
}
