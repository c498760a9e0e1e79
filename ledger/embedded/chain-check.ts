/**
 * The check at every start: each record hashes to its block, each block to the next, each index entry points where
 * it should, each certificate is the one that was used, and the state table is the one that the newest header
 * seals. One pass over the file, no signatures; those are chain-replay's.
 */
import type { DatabaseSync } from 'node:sqlite';
import { CorruptLedgerError } from '../ledger-error';
import { DataHash, decodeHeader, headerHash, noPreviousHash } from './block-header';
import type { BlockHeader } from './block-header';
import { BlockStore } from './block-store';
import { MalformedBytesError } from './byte-codec';
import { asCorruption } from './ledger-database';
import { MultisetDigest, stateEntryHash } from './multiset-digest';
import { positionOf } from './position';
import { creatorHashOf, serialiseCreator } from './proposal';
import { bytesOf, numberOf, textOf } from './row-values';
import { locateStateDamage } from './state-damage';
import { decodeRecordHead } from './transaction-record';

/**
 * Reads the whole chain and state once.
 * @throws CorruptLedgerError that names the first block that cannot be trusted
 */
export function checkChain(database: DatabaseSync): void {
  const pass = new ChainPass(database);
  try {
    pass.run();
  } catch (error) {
    throw asCorruption(error, pass.blockNumber) ?? unreadable(error, pass.blockNumber);
  }
}

/** Damage shows as bytes that cannot be decoded, too; anything else is a fault of the machine and stays what it is. */
function unreadable(error: unknown, blockNumber: number): unknown {
  const damaged =
    error instanceof RangeError || error instanceof TypeError || error instanceof MalformedBytesError;
  return damaged ? new CorruptLedgerError(BigInt(blockNumber), 'it cannot be read', error) : error;
}

class ChainPass {
  blockNumber = 0;
  readonly #database: DatabaseSync;
  readonly #creators = new Set<string>();
  #indexedCount = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run(): void {
    this.#readCreators();
    const newest = this.#readBlocks();
    if (newest === undefined) return;
    const counted = this.#database.prepare('SELECT count(*) AS count FROM transaction_ids').get();
    if (numberOf(counted?.['count']) !== this.#indexedCount)
      this.#corrupt('the transaction index has stray entries');
    if (!stateDigestOf(this.#database).equals(newest.stateDigest)) throw locateStateDamage(this.#database);
  }

  /** A changed certificate no longer hashes to its key; the first block that uses it will name itself. */
  #readCreators(): void {
    for (const row of this.#database.prepare('SELECT hash, msp_id, certificate FROM creators').iterate()) {
      const creator = { mspId: textOf(row['msp_id']), certificatePem: textOf(row['certificate']) };
      const actual = creatorHashOf(serialiseCreator(creator));
      if (actual.equals(bytesOf(row['hash']))) this.#creators.add(actual.toString('base64'));
    }
  }

  #readBlocks(): BlockHeader | undefined {
    const blocks = new BlockStore(this.#database);
    const records = this.#database
      .prepare('SELECT position, record FROM transactions ORDER BY position')
      .iterate();
    let previousHash: Uint8Array = noPreviousHash;
    let newest: BlockHeader | undefined;
    for (const row of this.#database
      .prepare('SELECT number, header, hash FROM blocks ORDER BY number')
      .iterate()) {
      if (numberOf(row['number']) !== this.blockNumber) this.#corrupt('it is missing');
      const encoded = bytesOf(row['header']);
      const hash = headerHash(encoded);
      if (!hash.equals(bytesOf(row['hash']))) this.#corrupt('its header does not hash to its hash');
      newest = decodeHeader(encoded);
      if (newest.number !== this.blockNumber) this.#corrupt('its header bears another number');
      if (!newest.previousHash.equals(previousHash)) this.#corrupt('it does not follow the block before it');
      this.#readRecords(newest, records, blocks);
      previousHash = hash;
      this.blockNumber += 1;
    }
    if (records.next().done !== true) this.#corrupt('it is missing, but transactions of it are there');
    return newest;
  }

  #readRecords(header: BlockHeader, records: Iterator<Row>, blocks: BlockStore): void {
    const dataHash = new DataHash();
    for (let index = 0; index < header.transactionCount; index += 1) {
      const step = records.next();
      const position = positionOf(header.number, index);
      if (step.done === true || numberOf(step.value['position']) !== position) {
        this.#corrupt(`its transaction ${String(index)} is missing`);
      }
      const record = bytesOf(step.value['record']);
      dataHash.add(record);
      if (header.number > 0) this.#checkRecord(record, position, blocks);
    }
    if (!dataHash.finish().equals(header.dataHash))
      this.#corrupt('its transactions do not hash to its data hash');
  }

  #checkRecord(record: Buffer, position: number, blocks: BlockStore): void {
    const { code, transactionId, creatorHash } = decodeRecordHead(record);
    if (!this.#creators.has(creatorHash.toString('base64'))) {
      this.#corrupt(
        `the certificate behind transaction ${transactionId.toString('hex')} was changed or removed`,
      );
    }
    if (code === 'DUPLICATE_TXID') return;
    this.#indexedCount += 1;
    if (blocks.positionOfTransaction(transactionId) === position) return;
    this.#corrupt(`the index does not lead to its transaction ${transactionId.toString('hex')}`);
  }

  #corrupt(found: string): never {
    throw new CorruptLedgerError(BigInt(this.blockNumber), found);
  }
}

type Row = Record<string, Parameters<typeof bytesOf>[0]>;

/** The digest of the state as it lies in its tables, read through the index that every look-up uses. */
function stateDigestOf(database: DatabaseSync): Buffer {
  const digest = new MultisetDigest();
  for (const row of database
    .prepare('SELECT key, version, value FROM state INDEXED BY state_by_key ORDER BY key')
    .iterate()) {
    const key = bytesOf(row['key']).toString('utf8');
    digest.add(stateEntryHash(key, numberOf(row['version']), bytesOf(row['value'])));
  }
  for (const row of database.prepare('SELECT key, version FROM deleted_keys').iterate()) {
    digest.add(stateEntryHash(bytesOf(row['key']).toString('utf8'), numberOf(row['version']), undefined));
  }
  return digest.bytes();
}
