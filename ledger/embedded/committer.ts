/**
 * Turns a list of endorsed transactions into the next block: judges each, writes records, state and header in one
 * database transaction, and returns when it is on disk. It fails stop: after an error while writing, nobody knows
 * what the disk holds, so nothing more is written until the ledger is opened (and checked) again.
 */
import type { DatabaseSync } from 'node:sqlite';
import { DataHash, encodeHeader, headerHash, noPreviousHash } from './block-header';
import type { BlockStore } from './block-store';
import { BlockValidator } from './block-validator';
import { positionOf } from './position';
import type { Creator } from './proposal';
import type { TransactionEffects } from './read-write-set';
import type { StateStore } from './state-store';
import { encodeRecord } from './transaction-record';
import type { EndorsedTransaction, ValidationCode } from './transaction-record';

/** An endorsed transaction on its way into a block. */
export interface OrderedTransaction extends EndorsedTransaction {
  readonly creator: Creator;
  readonly effects: TransactionEffects;
  /** Number of blocks when it was run. */
  readonly snapshotHeight: number;
}

export interface CommittedBlock {
  readonly number: number;
  /** One verdict for each transaction, in the order given. */
  readonly codes: readonly ValidationCode[];
}

export class Committer {
  readonly #database: DatabaseSync;
  readonly #blocks: BlockStore;
  readonly #state: StateStore;

  constructor(database: DatabaseSync, blocks: BlockStore, state: StateStore) {
    this.#database = database;
    this.#blocks = blocks;
    this.#state = state;
  }

  /** Writes block 0: the channel's configuration as its one record, the state empty. */
  commitGenesis(configuration: Uint8Array, timestampMs: number): void {
    this.#durably(() => {
      this.#blocks.appendRecord(positionOf(0, 0), configuration);
      this.#seal(new DataHash().add(configuration).finish(), { timestampMs, transactionCount: 1 });
    });
  }

  /** Commits the next block; durable when it returns. */
  commit(transactions: readonly OrderedTransaction[], timestampMs: number): CommittedBlock {
    const number = this.#blocks.height();
    const codes = this.#durably(() => this.#write(transactions, timestampMs));
    return { number, codes };
  }

  #write(transactions: readonly OrderedTransaction[], timestampMs: number): ValidationCode[] {
    const number = this.#blocks.height();
    const validator = new BlockValidator(this.#state);
    const dataHash = new DataHash();
    const codes = transactions.map((transaction, index) => {
      const position = positionOf(number, index);
      const duplicate = this.#blocks.positionOfTransaction(transaction.transactionId) !== undefined;
      const stateUnmoved = transaction.snapshotHeight === number;
      const verdict = validator.judge({ effects: transaction.effects, duplicate, stateUnmoved }, position);
      const record = encodeRecord(transaction, verdict);
      dataHash.add(record);
      this.#blocks.appendRecord(position, record);
      this.#blocks.keepCreator(transaction.creatorHash, transaction.creator);
      if (!duplicate) this.#blocks.indexTransaction(transaction.transactionId, position);
      return verdict.code;
    });
    for (const [key, change] of validator.changes()) this.#state.apply(key, change);
    this.#seal(dataHash.finish(), { timestampMs, transactionCount: transactions.length });
    return codes;
  }

  #seal(dataHash: Buffer, facts: { timestampMs: number; transactionCount: number }): void {
    const newest = this.#blocks.newest();
    const number = this.#blocks.height();
    const previousHash = newest?.hash ?? noPreviousHash;
    const header = encodeHeader({
      number,
      previousHash,
      dataHash,
      stateDigest: this.#state.digest(),
      ...facts,
    });
    this.#blocks.appendHeader(header, headerHash(header));
  }

  #durably<Answer>(write: () => Answer): Answer {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const answer = write();
      this.#database.exec('COMMIT');
      return answer;
    } finally {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
    }
  }
}
