/**
 * The header that seals a block: its number, the previous header's hash, a hash over the length-prefixed records
 * of its transactions, the digest of the world state after it, and when it was cut. Block 0 is the genesis: its one
 * record is the channel's configuration.
 */
import { createHash, hash } from 'node:crypto';
import { ByteReader, ByteWriter } from './byte-codec';

const formatVersion = 1;
const lengthBytes = 4;

export interface BlockHeader {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly dataHash: Buffer;
  readonly stateDigest: Buffer;
  readonly timestampMs: number;
  readonly transactionCount: number;
}

/** What stands before block 0. */
export const noPreviousHash = Buffer.alloc(32);

export function encodeHeader(header: BlockHeader): Buffer {
  return new ByteWriter()
    .byte(formatVersion)
    .position(header.number)
    .bytes(header.previousHash)
    .bytes(header.dataHash)
    .bytes(header.stateDigest)
    .position(header.timestampMs)
    .count(header.transactionCount)
    .finish();
}

/** @throws MalformedBytesError or RangeError when the bytes are not a header */
export function decodeHeader(bytes: Uint8Array): BlockHeader {
  const reader = new ByteReader(bytes);
  const version = reader.byte();
  if (version !== formatVersion) throw new RangeError(`Unknown header format ${String(version)}.`);
  const header = {
    number: reader.position(),
    previousHash: reader.bytes(),
    dataHash: reader.bytes(),
    stateDigest: reader.bytes(),
    timestampMs: reader.position(),
    transactionCount: reader.count(),
  };
  reader.end();
  return header;
}

export function headerHash(encodedHeader: Uint8Array): Buffer {
  return hash('sha256', encodedHeader, 'buffer');
}

/** Hashes records one after the other, each preceded by its length. */
export class DataHash {
  readonly #hash = createHash('sha256');
  readonly #length = Buffer.alloc(lengthBytes);

  add(record: Uint8Array): this {
    this.#length.writeUInt32BE(record.length);
    this.#hash.update(this.#length).update(record);
    return this;
  }

  finish(): Buffer {
    return this.#hash.digest();
  }
}
