/**
 * What became of a transaction that was sent to ordering. Whatever goes wrong after that, a lost connection, an orderer
 * that answers "request already processed", a late peer, says nothing about the transaction: only its block does. So
 * after every error the peers are asked by the transaction's id, the caller's own first, and nothing is ever sent twice.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from '@hyperledger/fabric-gateway';
import type { LedgerIdentity } from '../ledger';
import { LedgerOutcomeUnknownError } from '../ledger-error';
import type { ConnectionPool } from './connection-pool';
import type { GatewayLimits } from './gateway-options';
import type { CommitVerdict, PeerConnection } from './peer-connection';

/** Between two rounds of questions while no peer can be asked. */
const roundPauseMs = 200;
/** One peer's time to answer while there are others to ask. */
const questionMsMax = 5_000;

export interface OutcomeSources {
  readonly pool: ConnectionPool;
  readonly reader: LedgerIdentity;
  readonly limits: GatewayLimits;
}

export interface SentTransaction {
  readonly identity: LedgerIdentity;
  readonly connection: PeerConnection;
  readonly transaction: Transaction;
}

export interface SettledTransaction {
  readonly verdict: CommitVerdict;
  /** The peer that said so. */
  readonly connection: PeerConnection;
}

/**
 * Sends an endorsed transaction to ordering, once, and waits for its block.
 * @throws LedgerOutcomeUnknownError when no peer could tell within limits.resolutionMsMax after an error
 */
export async function settledTransaction(
  sources: OutcomeSources,
  sent: SentTransaction,
): Promise<SettledTransaction> {
  const { transaction, connection } = sent;
  try {
    const submitted = await transaction.submit();
    const { code, blockNumber } = await submitted.getStatus();
    return { verdict: { code, blockNumber }, connection };
  } catch (error) {
    const found = await askPeers(sources, sent);
    if (found !== undefined) return found;
    throw new LedgerOutcomeUnknownError(transaction.getTransactionId(), error);
  }
}

/** Asks peer after peer until one has the transaction in a block or the time is over. */
async function askPeers(
  { pool, reader, limits }: OutcomeSources,
  { transaction, connection, identity }: SentTransaction,
): Promise<SettledTransaction | undefined> {
  const transactionId = transaction.getTransactionId();
  const endMs = performance.now() + limits.resolutionMsMax;
  const connections = pool.startingWith(connection);
  for (let round = 0; performance.now() < endMs; round += 1) {
    // The caller's certificate may be what the peers refuse: from the second round on, the reader asks.
    const asker = round === 0 ? identity : reader;
    for (const each of connections) {
      const msMax = Math.min(questionMsMax, endMs - performance.now());
      if (msMax <= 0) return undefined;
      const verdict = await verdictOf(each, { asker, transactionId, msMax });
      if (verdict !== undefined) return { verdict, connection: each };
    }
    await pause(Math.max(0, Math.min(roundPauseMs, endMs - performance.now())));
  }
  return undefined;
}

interface Question {
  readonly asker: LedgerIdentity;
  readonly transactionId: string;
  readonly msMax: number;
}

async function verdictOf(
  connection: PeerConnection,
  { asker, transactionId, msMax }: Question,
): Promise<CommitVerdict | undefined> {
  try {
    return await connection.commitVerdict(asker, transactionId, msMax);
  } catch {
    // No answer is what the next peer is for, and a key that signs no more (its holder signed out) what the reader is for.
    // No failure here may hide that the transaction was sent: the caller would take it for not sent, and send another.
    return undefined;
  }
}
