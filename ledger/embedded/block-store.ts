/**
 * The chain on disk: headers, transaction records, the index of transaction ids, and each creator's certificate once,
 * under its hash. It only appends; what it returns was checked when the ledger was opened.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { decodeHeader } from './block-header';
import type { BlockHeader } from './block-header';
import { positionOf } from './position';
import type { Creator } from './proposal';
import { bytesOf, numberOf, textOf } from './row-values';

export interface StoredHeader {
  readonly header: BlockHeader;
  readonly hash: Buffer;
}

export interface StoredRecord {
  readonly position: number;
  readonly record: Buffer;
}

const clockOffsetSetting = 'clock-offset-ms';

export class BlockStore {
  readonly #insertBlock: StatementSync;
  readonly #insertTransaction: StatementSync;
  readonly #insertId: StatementSync;
  readonly #insertCreator: StatementSync;
  readonly #selectBlock: StatementSync;
  readonly #selectRecord: StatementSync;
  readonly #selectRecords: StatementSync;
  readonly #selectId: StatementSync;
  readonly #selectCreator: StatementSync;
  readonly #selectSetting: StatementSync;
  readonly #saveSetting: StatementSync;
  #newest: StoredHeader | undefined;
  readonly #knownCreators = new Set<string>();

  constructor(database: DatabaseSync) {
    this.#insertBlock = database.prepare('INSERT INTO blocks VALUES (?, ?, ?)');
    this.#insertTransaction = database.prepare('INSERT INTO transactions VALUES (?, ?)');
    this.#insertId = database.prepare('INSERT INTO transaction_ids VALUES (?, ?)');
    this.#insertCreator = database.prepare('INSERT OR IGNORE INTO creators VALUES (?, ?, ?)');
    this.#selectBlock = database.prepare('SELECT header, hash FROM blocks WHERE number = ?');
    this.#selectRecord = database.prepare('SELECT record FROM transactions WHERE position = ?');
    this.#selectRecords = database.prepare(
      'SELECT position, record FROM transactions WHERE position >= ? ORDER BY position LIMIT ?',
    );
    this.#selectId = database.prepare('SELECT position FROM transaction_ids WHERE id = ?');
    this.#selectCreator = database.prepare('SELECT msp_id, certificate FROM creators WHERE hash = ?');
    this.#selectSetting = database.prepare('SELECT value FROM settings WHERE name = ?');
    this.#saveSetting = database.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)');
    const newest = database.prepare('SELECT max(number) AS number FROM blocks').get()?.['number'];
    if (newest !== null && newest !== undefined) this.#newest = this.header(numberOf(newest));
  }

  /** Number of blocks. */
  height(): number {
    return this.#newest === undefined ? 0 : this.#newest.header.number + 1;
  }

  newest(): StoredHeader | undefined {
    return this.#newest;
  }

  header(number: number): StoredHeader | undefined {
    const row = this.#selectBlock.get(number);
    if (row === undefined) return undefined;
    return { header: decodeHeader(bytesOf(row['header'])), hash: bytesOf(row['hash']) };
  }

  record(position: number): Buffer | undefined {
    const row = this.#selectRecord.get(position);
    return row === undefined ? undefined : bytesOf(row['record']);
  }

  /** Up to `limit` records from a position on, in ledger order. */
  records(fromPosition: number, limit: number): StoredRecord[] {
    const rows = this.#selectRecords.all(fromPosition, limit);
    return rows.map((row) => ({ position: numberOf(row['position']), record: bytesOf(row['record']) }));
  }

  recordsOfBlock(number: number): StoredRecord[] {
    const count = this.header(number)?.header.transactionCount ?? 0;
    return this.records(positionOf(number, 0), count);
  }

  positionOfTransaction(transactionId: Uint8Array): number | undefined {
    const row = this.#selectId.get(transactionId);
    return row === undefined ? undefined : numberOf(row['position']);
  }

  creator(creatorHash: Uint8Array): Creator | undefined {
    const row = this.#selectCreator.get(creatorHash);
    if (row === undefined) return undefined;
    return { mspId: textOf(row['msp_id']), certificatePem: textOf(row['certificate']) };
  }

  /** Number setting kept beside the chain; 0 when never saved. */
  clockOffsetMs(): number {
    const value = this.#selectSetting.get(clockOffsetSetting)?.['value'];
    return value === undefined ? 0 : numberOf(value);
  }

  saveClockOffsetMs(offsetMs: number): void {
    this.#saveSetting.run(clockOffsetSetting, Math.round(offsetMs));
  }

  appendRecord(position: number, record: Uint8Array): void {
    this.#insertTransaction.run(position, record);
  }

  indexTransaction(transactionId: Uint8Array, position: number): void {
    this.#insertId.run(transactionId, position);
  }

  /** Keeps a creator the first time it is seen. */
  keepCreator(creatorHash: Buffer, creator: Creator): void {
    const known = creatorHash.toString('base64');
    if (this.#knownCreators.has(known)) return;
    this.#insertCreator.run(creatorHash, creator.mspId, creator.certificatePem);
    this.#knownCreators.add(known);
  }

  appendHeader(encodedHeader: Uint8Array, blockHash: Buffer): void {
    const header = decodeHeader(encodedHeader);
    this.#insertBlock.run(header.number, encodedHeader, blockHash);
    this.#newest = { header, hash: blockHash };
  }
}
