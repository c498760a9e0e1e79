/**
 * The ledger port on Hyperledger Fabric, over the gateway service of the organisations' peers. Every call is signed by
 * the caller himself and goes through his organisation's peer; which peers must endorse is for the chaincode's policy to
 * say, found by the gateway's discovery. A caller is told "committed" when a peer has the transaction VALID in a block.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Proposal, Transaction } from '@hyperledger/fabric-gateway';
import { accepted, refused } from '../../domain/result';
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
import { LedgerUnavailableError, NonDeterminismError } from '../ledger-error';
import { closedLedger } from './call-admission';
import { verifyChain } from './chain-verification';
import type { ChainVerification } from './chain-verification';
import { readCallFailure } from './call-failure';
import type { CallFailure } from './call-failure';
import { ConnectionPool } from './connection-pool';
import { streamEvents } from './event-stream';
import { standardGatewayLimits } from './gateway-options';
import type { GatewayLedgerOptions, GatewayLimits } from './gateway-options';
import type { PeerConnection } from './peer-connection';
import { restampedProposal } from './proposal-clock';
import { chainHeight, lookedUpOutcome } from './system-queries';
import type { QuerySources } from './system-queries';
import { settledTransaction } from './transaction-outcome';
import { invalidTransaction, validCode } from './validation-verdict';

/** Between two attempts to reach a peer while opening. */
const openPauseMs = 100;
/** Before a call is proposed again because endorsers disagreed; grows with each attempt. */
const disagreementPauseMs = 20;

/**
 * Opens the ledger and waits until one of the peers answers.
 * @throws LedgerUnavailableError `unreachable` when none does within limits.openMsMax
 * @throws RangeError when no peer is given for the callers of other organisations
 */
export async function openGatewayLedger(options: GatewayLedgerOptions): Promise<GatewayLedger> {
  const ledger = new GatewayLedger(options);
  const endMs = performance.now() + ledger.limits.openMsMax;
  for (;;) {
    try {
      await ledger.height();
      return ledger;
    } catch (error) {
      if (!(error instanceof LedgerUnavailableError) || performance.now() >= endMs) {
        await ledger.close();
        throw error;
      }
    }
    await pause(openPauseMs);
  }
}

interface CallOrigin {
  readonly identity: LedgerIdentity;
  readonly call: ContractCall;
  readonly connection: PeerConnection;
}

type Attempt = Result<Transaction> | { readonly ok: 'disagreement'; readonly failure: Disagreement };
type Disagreement = Extract<CallFailure, { kind: 'disagreement' }> & { readonly transactionId: string };

export class GatewayLedger implements Ledger {
  readonly limits: GatewayLimits;
  readonly #options: GatewayLedgerOptions;
  readonly #pool: ConnectionPool;
  readonly #queries: QuerySources;
  readonly #closing = new AbortController();
  /** Peers that may be asked to endorse. */
  readonly #endorsing: readonly PeerConnection[];

  constructor(options: GatewayLedgerOptions) {
    this.#options = options;
    this.limits = { ...standardGatewayLimits, ...options.limits };
    this.#pool = new ConnectionPool(options, this.limits);
    const { endorsers } = options;
    this.#endorsing = this.#pool.all.filter(({ mspId }) => endorsers?.includes(mspId) ?? true);
    this.#queries = { pool: this.#pool, reader: options.reader, channel: options.channel };
  }

  submit(identity: LedgerIdentity, call: ContractCall): Promise<Result<CommittedTransaction>> {
    const connection = this.#pool.of(identity.mspId);
    return connection.admission.during(async () => {
      const endorsed = await this.#endorsed({ identity, call, connection });
      return endorsed.ok ? this.#committed({ identity, connection, transaction: endorsed.value }) : endorsed;
    });
  }

  evaluate(identity: LedgerIdentity, call: ContractCall): Promise<Result<string>> {
    const connection = this.#pool.of(identity.mspId);
    return connection.admission.during(async () => {
      await this.#pool.caughtUp([connection]);
      const proposal = this.#proposal({ identity, call, connection });
      try {
        return accepted(textOf(await proposal.evaluate()));
      } catch (error) {
        return refusalOf(readCallFailure(error, { call, transactionId: proposal.getTransactionId() }));
      }
    });
  }

  async outcomeOf(transactionId: string): Promise<TransactionOutcome> {
    this.#assertOpen();
    return lookedUpOutcome(this.#queries, transactionId);
  }

  events(options: EventOptions = {}): AsyncIterable<LedgerEvent> {
    const { chaincode } = this.#options;
    return streamEvents({ ...this.#queries, chaincode, closing: this.#closing.signal }, options);
  }

  async height(): Promise<bigint> {
    this.#assertOpen();
    return chainHeight(this.#queries);
  }

  /**
   * Verifies the links of the whole chain at every peer, and that all hold the same blocks.
   * @throws CorruptLedgerError naming the block where it breaks
   * @throws LedgerUnavailableError when a peer does not deliver the whole chain
   */
  async verify(): Promise<ChainVerification> {
    const height = await this.height();
    const { blockMsMax } = this.limits;
    return verifyChain(this.#pool.all, this.#options.reader, { height, blockMsMax });
  }

  /** Lets what is under way finish, ends the event streams, and hangs up. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#pool.close();
  }

  #assertOpen(): void {
    if (this.#closing.signal.aborted) throw closedLedger();
  }

  /**
   * Has the call endorsed, proposing it again while the endorsers disagree. On a live network that is mostly a moment's
   * difference: one endorser has the newest block already, the other has not, so their read sets differ. Nothing has gone
   * to ordering then, so another proposal is safe. Endorsers that differ in every attempt, each with all peers brought to
   * the same block first, run contracts that differ.
   */
  async #endorsed(origin: CallOrigin): Promise<Result<Transaction>> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#pool.caughtUp(this.#endorsing);
      const tried = await this.#endorseOnce(origin);
      if (tried.ok !== 'disagreement') return tried;
      if (attempt >= this.limits.proposalsMax) return lastingDisagreement(origin.call, tried.failure);
      await pause(disagreementPauseMs * attempt);
    }
  }

  async #endorseOnce(origin: CallOrigin): Promise<Attempt> {
    const { endorsers } = this.#options;
    const proposal = this.#proposal(origin, endorsers);
    const transactionId = proposal.getTransactionId();
    try {
      return accepted(await proposal.endorse());
    } catch (error) {
      const asked = endorsers === undefined ? {} : { endorsers };
      const failure = readCallFailure(error, { call: origin.call, transactionId, ...asked });
      if (failure.kind === 'disagreement')
        return { ok: 'disagreement', failure: { ...failure, transactionId } };
      return refusalOf(failure);
    }
  }

  async #committed(sent: {
    readonly identity: LedgerIdentity;
    readonly connection: PeerConnection;
    readonly transaction: Transaction;
  }): Promise<Result<CommittedTransaction>> {
    const transactionId = sent.transaction.getTransactionId();
    const sources = { pool: this.#pool, reader: this.#options.reader, limits: this.limits };
    const { verdict, connection } = await settledTransaction(sources, sent);
    const { code, blockNumber } = verdict;
    if (code !== validCode) throw invalidTransaction(transactionId, code);
    this.#pool.acknowledge(connection, { transactionId, blockNumber });
    return accepted({ transactionId, blockNumber, answer: textOf(sent.transaction.getResult()) });
  }

  /** A proposal to be endorsed by these organisations, or by whichever peer is asked. */
  #proposal({ identity, call, connection }: CallOrigin, endorsers?: readonly string[]): Proposal {
    const contract = connection.contract(identity, this.#options.chaincode, call.contract);
    const { now } = this.#options;
    const proposal = contract.newProposal(call.transaction, {
      arguments: [call.request],
      ...(endorsers === undefined ? {} : { endorsingOrganizations: [...endorsers] }),
    });
    if (now === undefined) return proposal;
    const restamped = restampedProposal(proposal.getBytes(), now());
    return connection.as(identity).gateway.newProposal(restamped);
  }
}

/** A refusal as the answer it is; anything else is thrown. */
function refusalOf(failure: CallFailure): Extract<Result<never>, { ok: false }> {
  switch (failure.kind) {
    case 'refusal':
      return refused(failure.refusal);
    case 'error':
      throw failure.error;
    case 'disagreement':
      throw new TypeError('One peer cannot disagree with itself.');
  }
}

/** A rule's "no" of an organisation that must endorse stays a "no", even if another said yes. */
function lastingDisagreement(
  call: ContractCall,
  failure: Disagreement,
): Extract<Result<never>, { ok: false }> {
  if (failure.refusal !== undefined) return refused(failure.refusal);
  const { transactionId, said } = failure;
  throw new NonDeterminismError(`${call.contract}:${call.transaction}`, transactionId, said);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
