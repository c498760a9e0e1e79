/**
 * The binary form in which the embedded ledger signs, hashes and stores: big-endian numbers and length-prefixed
 * fields. Every field carries its length, so two different transactions can never have the same bytes.
 */
const initialCapacity = 2048;
const lengthBytes = 4;
const positionBytes = 6;

export class ByteWriter {
  #buffer = Buffer.allocUnsafe(initialCapacity);
  #length = 0;

  byte(value: number): this {
    this.#room(1);
    this.#length = this.#buffer.writeUInt8(value, this.#length);
    return this;
  }

  count(value: number): this {
    this.#room(lengthBytes);
    this.#length = this.#buffer.writeUInt32BE(value, this.#length);
    return this;
  }

  /** A whole number below 2^48: block positions and instants in milliseconds. */
  position(value: number): this {
    this.#room(positionBytes);
    this.#length = this.#buffer.writeUIntBE(value, this.#length, positionBytes);
    return this;
  }

  bytes(value: Uint8Array): this {
    this.count(value.length);
    this.#room(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  text(value: string): this {
    const length = Buffer.byteLength(value);
    this.count(length);
    this.#room(length);
    this.#length += this.#buffer.write(value, this.#length, 'utf8');
    return this;
  }

  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #room(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}

/** Bytes that are not what this module writes. */
export class MalformedBytesError extends Error {
  constructor(found: string) {
    super(`Malformed bytes: ${found}.`);
    this.name = 'MalformedBytesError';
  }
}

export class ByteReader {
  readonly #buffer: Buffer;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.#buffer.readUInt8(this.#advance(1));
  }

  count(): number {
    return this.#buffer.readUInt32BE(this.#advance(lengthBytes));
  }

  position(): number {
    return this.#buffer.readUIntBE(this.#advance(positionBytes), positionBytes);
  }

  bytes(): Buffer {
    const length = this.count();
    const start = this.#advance(length);
    return this.#buffer.subarray(start, start + length);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  list<Item>(readItem: () => Item): Item[] {
    const items: Item[] = [];
    for (let left = this.count(); left > 0; left -= 1) items.push(readItem());
    return items;
  }

  end(): void {
    if (this.#offset !== this.#buffer.length) throw new MalformedBytesError('bytes are left over');
  }

  #advance(bytes: number): number {
    const start = this.#offset;
    if (start + bytes > this.#buffer.length) throw new MalformedBytesError('they end too early');
    this.#offset = start + bytes;
    return start;
  }
}
