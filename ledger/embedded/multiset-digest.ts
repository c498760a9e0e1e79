/**
 * A digest of the whole world state that costs one hash for each changed key: the sum, modulo 2^256, of the
 * SHA-256 of every entry (the additive multiset hash of Bellare and Micciancio). It stands in every block
 * header, so that a start can compare the state table with the chain without replaying it. Whoever can also rewrite
 * the chain could rewrite the sum; what it finds is damage and edits beside the chain.
 */
import { hash } from 'node:crypto';
import { ByteWriter } from './byte-codec';

const lanes = 8;
const laneBytes = 4;
const laneLimit = 2 ** 32;

export const digestBytes = lanes * laneBytes;

export class MultisetDigest {
  readonly #lanes = new Uint32Array(lanes);

  static from(bytes: Uint8Array): MultisetDigest {
    const digest = new MultisetDigest();
    digest.add(bytes);
    return digest;
  }

  add(entry: Uint8Array): void {
    const words = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
    let carry = 0;
    for (let lane = 0; lane < lanes; lane += 1) {
      const sum = (this.#lanes[lane] ?? 0) + words.readUInt32LE(lane * laneBytes) + carry;
      this.#lanes[lane] = sum;
      carry = sum >= laneLimit ? 1 : 0;
    }
  }

  remove(entry: Uint8Array): void {
    const words = Buffer.from(entry.buffer, entry.byteOffset, entry.byteLength);
    let borrow = 0;
    for (let lane = 0; lane < lanes; lane += 1) {
      const difference = (this.#lanes[lane] ?? 0) - words.readUInt32LE(lane * laneBytes) - borrow;
      this.#lanes[lane] = difference;
      borrow = difference < 0 ? 1 : 0;
    }
  }

  bytes(): Buffer {
    const result = Buffer.alloc(digestBytes);
    this.#lanes.forEach((word, lane) => result.writeUInt32LE(word, lane * laneBytes));
    return result;
  }
}

/** The hash of one state entry; a deleted key's last version counts too, because its history hangs on it. */
export function stateEntryHash(key: string, version: number, value: Uint8Array | undefined): Buffer {
  const entry = new ByteWriter().text(key).position(version);
  if (value === undefined) entry.byte(0);
  else entry.byte(1).bytes(value);
  return hash('sha256', entry.finish(), 'buffer');
}
