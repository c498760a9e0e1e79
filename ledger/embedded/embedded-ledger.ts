/**
 * The embedded ledger: the ledger port in one process, for trial, tests and small installations. It runs the contracts
 * that run on Fabric, checks, orders and commits as Fabric does, and keeps everything in one SQLite file. It is one
 * trust domain and says so: there are no peers here that could disagree.
 */
import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { accepted } from '../../domain/result';
import type { Result } from '../../domain/result';
import type {
  CommittedTransaction,
  ContractCall,
  EventOptions,
  Ledger,
  LedgerEvent,
  LedgerIdentity,
  TransactionOutcome,
} from '../ledger';
import { LedgerConflictError, LedgerOutcomeUnknownError, LedgerUnavailableError } from '../ledger-error';
import { Admission } from './admission';
import { BlockCutter, standardBlockCutting } from './block-cutter';
import type { BlockCutting } from './block-cutter';
import { BlockStore } from './block-store';
import { viewBlock, viewTransaction } from './block-view';
import type { BlockView, TransactionView } from './block-view';
import { CertificateVerifier } from './certificate-verifier';
import type { MspDefinition } from './certificate-verifier';
import { checkChain } from './chain-check';
import { replayChain } from './chain-replay';
import type { VerificationReport } from './chain-replay';
import { CommitBell } from './commit-bell';
import { Committer } from './committer';
import type { OrderedTransaction } from './committer';
import { inProcessRunner } from './contract-runtime';
import type { ContractClass, ContractRunner } from './contract-runtime';
import { Endorser, duplicateTransaction } from './endorser';
import type { SimulationReport } from './endorser';
import { streamEvents } from './event-stream';
import { encodeConfiguration } from './genesis';
import { LedgerClock } from './ledger-clock';
import { openLedgerDatabase } from './ledger-database';
import { digestBytes } from './multiset-digest';
import { positionOf } from './position';
import { nonceBytes, signProposal } from './proposal';
import type { SignedProposal } from './proposal';
import { SnapshotGate } from './snapshot-gate';
import { StateStore } from './state-store';
import type { ValidationCode } from './transaction-record';

export interface EmbeddedLedgerOptions {
  /** Folder of the ledger's file; created when missing. Absent: in memory, gone at close. */
  readonly folder?: string;
  readonly channel: string;
  readonly contracts: readonly ContractClass[];
  /** What runs them; fabric-shim's runtime in this process when absent. */
  readonly runner?: ContractRunner;
  readonly msps: readonly MspDefinition[];
  /** Milliseconds since 1970; the machine's clock when absent. */
  readonly now?: () => number;
  readonly cutting?: BlockCutting;
  readonly callsInFlightMax?: number;
  /** Told of each endorsed transaction and how often it went to the state. */
  readonly onSimulated?: (report: SimulationReport) => void;
}

interface QueuedTransaction {
  readonly transaction: OrderedTransaction;
  readonly resolve: (value: Result<CommittedTransaction>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens the ledger, founding it when the folder is new, and checks what is stored.
 * @throws LedgerUnavailableError when another process has the folder open, or it was founded with another channel
 * @throws CorruptLedgerError when what is stored is not what was written
 */
export function openEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<EmbeddedLedger> {
  return new Promise((resolve) => {
    const database = openLedgerDatabase(options.folder);
    try {
      checkChain(database);
      resolve(new EmbeddedLedger(database, options));
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

export class EmbeddedLedger implements Ledger {
  /** Moved by tests and seeds; never backward. */
  readonly clock: LedgerClock;
  readonly #channel: string;
  readonly #database: DatabaseSync;
  readonly #blocks: BlockStore;
  readonly #committer: Committer;
  readonly #endorser: Endorser;
  readonly #cutter: BlockCutter<QueuedTransaction>;
  readonly #gate = new SnapshotGate();
  readonly #bell = new CommitBell();
  readonly #admission: Admission;

  constructor(database: DatabaseSync, options: EmbeddedLedgerOptions) {
    this.#database = database;
    this.#channel = options.channel;
    this.#admission = new Admission(options.callsInFlightMax);
    const blocks = new BlockStore(database);
    this.#blocks = blocks;
    const state = new StateStore(database, blocks.newest()?.header.stateDigest ?? Buffer.alloc(digestBytes));
    this.#committer = new Committer(database, blocks, state);
    this.#foundOrRecognise(options);
    this.clock = new LedgerClock(options.now ?? Date.now, clockStore(blocks));
    this.#endorser = new Endorser({
      channel: options.channel,
      runner: options.runner ?? inProcessRunner(options.contracts),
      certificates: new CertificateVerifier(options.msps),
      clock: this.clock,
      blocks,
      state,
      gate: this.#gate,
      onSimulated: options.onSimulated,
    });
    this.#cutter = new BlockCutter(options.cutting ?? standardBlockCutting, (queued) => {
      this.#gate.alone(() => {
        this.#commit(queued);
      });
    });
  }

  submit(identity: LedgerIdentity, call: ContractCall): Promise<Result<CommittedTransaction>> {
    return this.#submit(() => this.#sign(identity, call));
  }

  /** Submits a proposal that was signed elsewhere; otherwise as submit. */
  submitSigned(signed: SignedProposal): Promise<Result<CommittedTransaction>> {
    return this.#submit(() => Promise.resolve(signed));
  }

  evaluate(identity: LedgerIdentity, call: ContractCall): Promise<Result<string>> {
    return this.#admission.during(async () => this.#endorser.evaluate(await this.#sign(identity, call)));
  }

  outcomeOf(transactionId: string): Promise<TransactionOutcome> {
    return this.#admission.during(() => Promise.resolve(this.#outcomeOf(transactionId)));
  }

  events(options: EventOptions = {}): AsyncIterable<LedgerEvent> {
    return streamEvents({ blocks: this.#blocks, bell: this.#bell }, options);
  }

  height(): Promise<bigint> {
    return Promise.resolve(BigInt(this.#blocks.height()));
  }

  block(number: bigint): BlockView | undefined {
    return viewBlock(this.#blocks, number);
  }

  transaction(transactionId: string): TransactionView | undefined {
    return viewTransaction(this.#blocks, transactionId);
  }

  /**
   * Verifies every signature, certificate, verdict and state digest again. Blocks this process while it runs.
   * @throws CorruptLedgerError that names the first block that does not hold
   */
  verify(): VerificationReport {
    return replayChain(this.#database);
  }

  /** Lets what is under way finish, ends the event streams, and gives the folder free. */
  async close(): Promise<void> {
    await this.#admission.close();
    this.#bell.close();
    if (this.#database.isOpen) this.#database.close();
  }

  #outcomeOf(transactionId: string): TransactionOutcome {
    const found = this.transaction(transactionId);
    if (found === undefined) return { status: 'absent' };
    const { code, blockNumber } = found;
    return code === 'VALID' ? { status: 'valid', blockNumber } : { status: 'invalid', blockNumber, code };
  }

  #submit(sign: () => Promise<SignedProposal>): Promise<Result<CommittedTransaction>> {
    return this.#admission.during(async () => {
      this.#cutter.announce();
      const endorsed = await this.#endorse(sign);
      return endorsed.ok ? this.#order(endorsed.value) : endorsed;
    });
  }

  async #endorse(sign: () => Promise<SignedProposal>): Promise<Result<OrderedTransaction>> {
    let endorsed: Result<OrderedTransaction> | undefined;
    try {
      endorsed = await this.#endorser.endorse(await sign());
      return endorsed;
    } finally {
      if (endorsed?.ok !== true) this.#cutter.withdraw();
    }
  }

  #order(transaction: OrderedTransaction): Promise<Result<CommittedTransaction>> {
    return new Promise((resolve, reject) => {
      const bytes = transaction.proposal.length + transaction.effectBytes.length;
      this.#cutter.add({ transaction, resolve, reject }, bytes);
    });
  }

  #commit(queued: readonly QueuedTransaction[]): void {
    if (this.#admission.failed) {
      for (const { reject } of queued) reject(this.#admission.refusal('failed'));
      return;
    }
    try {
      const transactions = queued.map(({ transaction }) => transaction);
      const block = this.#committer.commit(transactions, this.clock.now());
      queued.forEach((item, index) => {
        settle(item, block.codes[index] ?? 'VALID', BigInt(block.number));
      });
    } catch (error) {
      this.#admission.fail();
      for (const { transaction, reject } of queued) {
        reject(new LedgerOutcomeUnknownError(transaction.transactionId.toString('hex'), error));
      }
      this.#bell.close();
    }
    this.#bell.ring();
  }

  #sign(identity: LedgerIdentity, call: ContractCall): Promise<SignedProposal> {
    const nonce = randomBytes(nonceBytes);
    return signProposal(identity, call, { channel: this.#channel, nonce, timestampMs: this.clock.now() });
  }

  #foundOrRecognise(options: EmbeddedLedgerOptions): void {
    const configuration = encodeConfiguration(options);
    const founded = this.#blocks.record(positionOf(0, 0));
    if (founded === undefined) {
      this.#committer.commitGenesis(configuration, 0);
    } else if (!founded.equals(configuration)) {
      throw new LedgerUnavailableError('failed', {
        message: 'This data folder was founded with another channel or other root certificates.',
        nextStep: 'Open it with the certificates that belong to it, or name an empty folder.',
      });
    }
  }
}

function settle(queued: QueuedTransaction, code: ValidationCode, blockNumber: bigint): void {
  const transactionId = queued.transaction.transactionId.toString('hex');
  switch (code) {
    case 'VALID':
      queued.resolve(accepted({ transactionId, blockNumber, answer: queued.transaction.effects.answer }));
      return;
    case 'MVCC_READ_CONFLICT':
      queued.reject(new LedgerConflictError('mvcc', transactionId));
      return;
    case 'PHANTOM_READ_CONFLICT':
      queued.reject(new LedgerConflictError('phantom', transactionId));
      return;
    case 'DUPLICATE_TXID':
      queued.reject(duplicateTransaction(transactionId));
  }
}

function clockStore(blocks: BlockStore): ConstructorParameters<typeof LedgerClock>[1] {
  return {
    loadOffsetMs: () => blocks.clockOffsetMs(),
    saveOffsetMs: (offsetMs) => {
      blocks.saveClockOffsetMs(offsetMs);
    },
    newestInstantMs: () => (blocks.height() > 1 ? blocks.newest()?.header.timestampMs : undefined),
  };
}
