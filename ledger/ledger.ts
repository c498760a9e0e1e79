/**
 * The ledger port: what the product may ask of a ledger, whichever implementation stands behind it
 * (embedded for trial and tests, Hyperledger Fabric for production). Every call is made under the identity
 * of the person or service that acts; nothing here signs on behalf of the platform.
 */
import type { Result } from '../domain/result';

/** One call of one contract transaction; `request` is the JSON text of its single argument. */
export interface ContractCall {
  readonly contract: string;
  readonly transaction: string;
  readonly request: string;
}

/** Who signs: the MSP, the certificate as PEM, and a signer over raw bytes (ECDSA P-256, SHA-256, DER, low-S). */
export interface LedgerIdentity {
  readonly mspId: string;
  readonly certificatePem: string;
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** A transaction that is VALID in a durable block; `answer` is the JSON text the contract returned. */
export interface CommittedTransaction {
  readonly transactionId: string;
  readonly blockNumber: bigint;
  readonly answer: string;
}

/**
 * Position in the event stream: everything up to and including this transaction has been seen. Without a
 * transaction id it stands before its block, as a checkpoint of fabric-gateway does.
 */
export interface EventCheckpoint {
  readonly blockNumber: bigint;
  readonly transactionId?: string;
}

/** The one event of a VALID transaction, in ledger order. `payload` is JSON text. */
export interface LedgerEvent {
  readonly blockNumber: bigint;
  readonly transactionIndex: number;
  readonly transactionId: string;
  readonly eventName: string;
  readonly payload: string;
}

export interface EventOptions {
  /** First block to read from when there is no checkpoint; block 0 when absent. */
  readonly startBlock?: bigint;
  /** Resume strictly after this position. */
  readonly checkpoint?: EventCheckpoint;
  /** Ends the stream. */
  readonly signal?: AbortSignal;
}

/** What became of a transaction; `code` is Fabric's name of the reason, as `MVCC_READ_CONFLICT`. */
export type TransactionOutcome =
  | { readonly status: 'valid'; readonly blockNumber: bigint }
  | { readonly status: 'invalid'; readonly blockNumber: bigint; readonly code: string }
  | { readonly status: 'absent' };

export interface Ledger {
  /**
   * Endorses, orders and commits; resolves only when the transaction is durable and VALID.
   * A rule's "no" comes back as a refusal and leaves no trace on the chain.
   * @throws LedgerConflictError after an MVCC or phantom conflict (the state moved; endorse again)
   * @throws LedgerUnavailableError when nothing was sent on
   * @throws LedgerOutcomeUnknownError when it may or may not commit; ask by transaction id, never resubmit blindly
   */
  submit(identity: LedgerIdentity, call: ContractCall): Promise<Result<CommittedTransaction>>;
  /** Runs the transaction against committed state and returns its answer; writes nothing. */
  evaluate(identity: LedgerIdentity, call: ContractCall): Promise<Result<string>>;
  /**
   * What became of a transaction, asked after a LedgerOutcomeUnknownError. `absent` says that no block holds it yet; it
   * is final only once the transaction can no longer be on its way, minutes after it was sent on.
   * @throws LedgerUnavailableError when the ledger cannot be asked
   */
  outcomeOf(transactionId: string): Promise<TransactionOutcome>;
  /** Events of VALID transactions in ledger order, first the stored ones, then live ones, until aborted. */
  events(options?: EventOptions): AsyncIterable<LedgerEvent>;
  /** Number of blocks; the newest block is `height() - 1`. */
  height(): Promise<bigint>;
  close(): Promise<void>;
}
