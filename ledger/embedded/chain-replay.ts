/**
 * The full verification: after the quick check, every certificate chain and signature again, every verdict and every
 * state digest again by replaying all write sets into a scratch state, block by block. It takes minutes where the check
 * at start takes seconds; `npm run verify` and audits run it.
 */
import { verify as verifySignature } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { isLowS } from '../ecdsa-signature';
import { CorruptLedgerError, ProposalRejectedError } from '../ledger-error';
import type { BlockHeader } from './block-header';
import { BlockStore } from './block-store';
import { BlockValidator } from './block-validator';
import { CertificateVerifier } from './certificate-verifier';
import type { VerifiedCreator } from './certificate-verifier';
import { checkChain } from './chain-check';
import { decodeConfiguration } from './genesis';
import { openScratchDatabase } from './ledger-database';
import { digestBytes } from './multiset-digest';
import { blockOf, positionOf } from './position';
import { decodeProposal, transactionIdOf } from './proposal';
import { StateStore } from './state-store';
import { decodeRecord } from './transaction-record';
import type { TransactionRecord } from './transaction-record';

export interface VerificationReport {
  readonly channel: string;
  readonly blocks: number;
  readonly transactions: number;
  readonly validTransactions: number;
  readonly newestHash: string;
}

/**
 * Verifies everything that is stored.
 * @throws CorruptLedgerError that names the first block that does not hold
 */
export function replayChain(database: DatabaseSync): VerificationReport {
  checkChain(database);
  const blocks = new BlockStore(database);
  const scratch = openScratchDatabase();
  try {
    return new ChainReplay(blocks, scratch).run();
  } finally {
    scratch.close();
  }
}

class ChainReplay {
  readonly #blocks: BlockStore;
  readonly #state: StateStore;
  readonly #channel: string;
  readonly #certificates: CertificateVerifier;
  #transactions = 0;
  #validTransactions = 0;

  constructor(blocks: BlockStore, scratch: DatabaseSync) {
    this.#blocks = blocks;
    this.#state = new StateStore(scratch, Buffer.alloc(digestBytes));
    const genesis = blocks.record(positionOf(0, 0));
    if (genesis === undefined) throw new CorruptLedgerError(0n, 'it is missing');
    const configuration = decodeConfiguration(genesis);
    this.#channel = configuration.channel;
    this.#certificates = new CertificateVerifier(configuration.msps);
  }

  run(): VerificationReport {
    for (let number = 1; number < this.#blocks.height(); number += 1) this.#replayBlock(number);
    return {
      channel: this.#channel,
      blocks: this.#blocks.height(),
      transactions: this.#transactions,
      validTransactions: this.#validTransactions,
      newestHash: this.#blocks.newest()?.hash.toString('hex') ?? '',
    };
  }

  #replayBlock(number: number): void {
    const header = this.#blocks.header(number)?.header;
    if (header === undefined) throw new CorruptLedgerError(BigInt(number), 'it is missing');
    const validator = new BlockValidator(this.#state);
    for (const { position, record: bytes } of this.#blocks.recordsOfBlock(number)) {
      const record = decodeRecord(bytes);
      this.#checkProposal(record, header);
      this.#checkVerdict(record, validator, position);
    }
    for (const [key, change] of validator.changes()) this.#state.apply(key, change);
    if (this.#state.digest().equals(header.stateDigest)) return;
    throw new CorruptLedgerError(BigInt(number), 'its state digest is not that of its writes');
  }

  #checkProposal(record: TransactionRecord, header: BlockHeader): void {
    const proposal = decodeProposal(record.proposal);
    const creator = this.#verifiedCreator(record, header, proposal.timestampMs);
    const sameId = transactionIdOf(proposal.nonce, creator.serialised).equals(record.transactionId);
    if (!sameId || proposal.channel !== this.#channel || !creator.hash.equals(proposal.creatorHash)) {
      throw damaged(record, header, 'bears an id, channel or creator that is not its own');
    }
    const key = { key: creator.publicKey, dsaEncoding: 'der' } as const;
    if (isLowS(record.signature) && verifySignature('sha256', record.proposal, key, record.signature)) return;
    throw damaged(record, header, 'is not signed by its creator');
  }

  /** The certificate was checked by the ledger's clock, which lay between the proposal's time and the block's. */
  #verifiedCreator(record: TransactionRecord, header: BlockHeader, proposalMs: number): VerifiedCreator {
    const creator = this.#blocks.creator(record.creatorHash);
    if (creator === undefined) throw damaged(record, header, 'has no certificate');
    try {
      return this.#certificates.verify(creator, header.timestampMs);
    } catch (error) {
      if (!(error instanceof ProposalRejectedError)) throw error;
      return this.#certificates.verify(creator, proposalMs);
    }
  }

  #checkVerdict(record: TransactionRecord, validator: BlockValidator, position: number): void {
    const indexed = this.#blocks.positionOfTransaction(record.transactionId);
    const duplicate = indexed !== undefined && indexed < position;
    const verdict = validator.judge({ effects: record.effects, duplicate, stateUnmoved: false }, position);
    this.#transactions += 1;
    if (verdict.code === 'VALID') this.#validTransactions += 1;
    if (JSON.stringify(verdict) === JSON.stringify(record.verdict)) return;
    const block = BigInt(blockOf(position));
    const id = record.transactionId.toString('hex');
    throw new CorruptLedgerError(
      block,
      `transaction ${id} is marked ${record.verdict.code}, but is ${verdict.code}`,
    );
  }
}

function damaged(record: TransactionRecord, header: BlockHeader, found: string): CorruptLedgerError {
  return new CorruptLedgerError(
    BigInt(header.number),
    `transaction ${record.transactionId.toString('hex')} ${found}`,
  );
}
