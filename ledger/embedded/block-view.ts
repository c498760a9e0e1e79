/**
 * Blocks and transactions as a page or an auditor reads them: plain values, hashes in hexadecimal. What a raw payload
 * may be shown to is the caller's decision; this module only reads.
 */
import type { ContractCall } from '../ledger';
import type { BlockStore } from './block-store';
import { blockOf, indexOf } from './position';
import { decodeProposal } from './proposal';
import type { TransactionEffects } from './read-write-set';
import { decodeRecord } from './transaction-record';
import type { ValidationCode } from './transaction-record';

export interface BlockView {
  readonly number: bigint;
  readonly hash: string;
  readonly previousHash: string;
  readonly dataHash: string;
  readonly stateDigest: string;
  readonly cutAt: Date;
  readonly transactions: readonly TransactionView[];
}

export interface TransactionView {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  readonly transactionIndex: number;
  readonly code: ValidationCode;
  readonly call: ContractCall;
  readonly mspId: string;
  readonly certificatePem: string;
  readonly proposedAt: Date;
  readonly effects: TransactionEffects;
}

/** The block of that number; undefined when there is none. The genesis block shows no transactions. */
export function viewBlock(blocks: BlockStore, number: bigint): BlockView | undefined {
  const stored = blocks.header(Number(number));
  if (stored === undefined) return undefined;
  const { header, hash } = stored;
  const records = number === 0n ? [] : blocks.recordsOfBlock(header.number);
  return {
    number,
    hash: hash.toString('hex'),
    previousHash: header.previousHash.toString('hex'),
    dataHash: header.dataHash.toString('hex'),
    stateDigest: header.stateDigest.toString('hex'),
    cutAt: new Date(header.timestampMs),
    transactions: records.map(({ position, record }) => viewRecord(blocks, position, record)),
  };
}

/** The transaction of that id; undefined when the chain holds none. */
export function viewTransaction(blocks: BlockStore, transactionId: string): TransactionView | undefined {
  const position = blocks.positionOfTransaction(Buffer.from(transactionId, 'hex'));
  const record = position === undefined ? undefined : blocks.record(position);
  return position === undefined || record === undefined ? undefined : viewRecord(blocks, position, record);
}

function viewRecord(blocks: BlockStore, position: number, bytes: Buffer): TransactionView {
  const record = decodeRecord(bytes);
  const proposal = decodeProposal(record.proposal);
  const creator = blocks.creator(record.creatorHash);
  return {
    transactionId: record.transactionId.toString('hex'),
    blockNumber: BigInt(blockOf(position)),
    transactionIndex: indexOf(position),
    code: record.verdict.code,
    call: proposal.call,
    mspId: creator?.mspId ?? '',
    certificatePem: creator?.certificatePem ?? '',
    proposedAt: new Date(proposal.timestampMs),
    effects: record.effects,
  };
}
