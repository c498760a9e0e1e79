/**
 * Counts what is on the ledger, at every peer for itself: the hashes of its chain, which transactions are VALID, and
 * the state; and lays a replay of all events beside it. What the load was told is then held against the count.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { verifyChain } from '../../ledger/gateway/chain-verification';
import { blockNumberOf, transactionsOf } from '../../ledger/gateway/block-parser';
import type { BlockTransaction } from '../../ledger/gateway/block-parser';
import type { PeerConnection } from '../../ledger/gateway/peer-connection';
import { validCode } from '../../ledger/gateway/validation-verdict';
import { LedgerUnavailableError } from '../../ledger/ledger-error';
import { faultChaincode } from './fault-network';
import type { FaultNetwork } from './fault-network';
import type { FoldConsumer } from './fold-consumer';
import type { LoadRecord } from './load';
import { parseState, recordCall } from './operation-calls';
import { OperationFold } from './operation-fold';

/** A peer that was killed fetches what it missed within this time. */
const blockMsMax = 60_000;
const markMsMax = 20_000;
const markPauseMs = 100;

export interface Census {
  /** The replay of all events from block 0. */
  readonly replay: OperationFold;
  /** What is VALID at each peer by its own chain. */
  readonly validAtPeers: readonly ValidAtPeer[];
}

export interface ValidAtPeer {
  readonly mspId: string;
  /** How often each transaction id is VALID in the peer's chain. */
  readonly times: ReadonlyMap<string, number>;
}

/**
 * Takes the census up to an operation of its own, which every peer must reach, and checks what must be equal: chains,
 * transactions and states of all peers, the replay of the events, and the fold that a consumer kept all the while.
 */
export async function takeCensus(network: FaultNetwork, consumer: FoldConsumer): Promise<Census> {
  const { identity, connections } = network;
  const marker = `census-${randomUUID()}`;
  const height = (await markedIn(network, marker)) + 1n;
  const verified = await verifyChain(connections, identity, { height, blockMsMax });
  expect(verified.blocks).to.equal(Number(height));
  const [replay, kept, validAtPeers, states] = await Promise.all([
    replayTo(network, marker),
    consumer.reaches(marker),
    Promise.all(connections.map((connection) => validAt(connection, network, height))),
    Promise.all(connections.map((connection) => stateAt(connection, network))),
  ]);
  const expected = { keys: replay.keys, digest: replay.digest };
  expect({ keys: kept.keys, digest: kept.digest }, 'the fold kept so far').to.deep.equal(expected);
  for (const { mspId, state } of states) expect(state, `state at ${mspId}`).to.deep.equal(expected);
  return { replay, validAtPeers };
}

/**
 * Writes the marker and answers its block. Peers that were restarted lose sight of each other once more for a moment; a
 * call that is turned away then has sent nothing on, and is made again.
 */
async function markedIn({ ledger, identity }: FaultNetwork, marker: string): Promise<bigint> {
  const endMs = performance.now() + markMsMax;
  for (;;) {
    try {
      const marked = await ledger.submit(identity, recordCall(marker));
      if (marked.ok) return marked.value.blockNumber;
      throw new Error(`the census was refused: ${marked.refusal.code}`);
    } catch (error) {
      if (!(error instanceof LedgerUnavailableError) || performance.now() >= endMs) throw error;
    }
    await pause(markPauseMs);
  }
}

/** What of a load's record the ledger contradicts, in one line each; nothing when all is well. */
export function contradictions({ replay, validAtPeers }: Census, record: LoadRecord): readonly string[] {
  const told = [...record.acknowledged].flatMap(([operation, transactionId]) => {
    const carriedOut = replay.carriedOut.get(operation) ?? [];
    const lacking = validAtPeers.filter(({ times }) => times.get(transactionId) !== 1);
    return [
      ...asTold(operation, transactionId, carriedOut),
      ...lacking.map(({ mspId }) => `${operation} was acknowledged, and is not VALID once at ${mspId}`),
    ];
  });
  const repeated = [...replay.carriedOut].flatMap(([operation, transactionIds]) =>
    transactionIds.length > 1 ? [`${operation} was carried out ${String(transactionIds.length)} times`] : [],
  );
  return [...told, ...repeated];
}

function asTold(operation: string, transactionId: string, carriedOut: readonly string[]): readonly string[] {
  const [only = ''] = carriedOut;
  if (carriedOut.length !== 1) {
    return [`${operation} was acknowledged, and carried out ${String(carriedOut.length)} times`];
  }
  return only === transactionId
    ? []
    : [`${operation} was acknowledged as ${transactionId}, and carried out by ${only}`];
}

/** Unknown outcomes that the ledger itself, asked by transaction id, tells differently from the census. */
export async function unresolved(
  { ledger }: FaultNetwork,
  { replay }: Census,
  record: LoadRecord,
): Promise<readonly string[]> {
  const outcomes = await Promise.all(
    [...record.unknown].map(async ([operation, transactionId]) => {
      const wasCarriedOut = replay.carriedOut.get(operation)?.includes(transactionId) === true;
      const { status } = await ledger.outcomeOf(transactionId);
      // What is absent at the census may still come; what is there stays.
      return wasCarriedOut && status !== 'valid' ? [`${operation} is there, but told to be ${status}`] : [];
    }),
  );
  return outcomes.flat();
}

async function replayTo({ ledger }: FaultNetwork, marker: string): Promise<OperationFold> {
  const fold = new OperationFold();
  for await (const event of ledger.events({ startBlock: 0n })) {
    fold.apply(event);
    if (fold.carriedOut.has(marker)) break;
  }
  return fold;
}

async function validAt(
  connection: PeerConnection,
  { identity }: FaultNetwork,
  height: bigint,
): Promise<ValidAtPeer> {
  const transactions: BlockTransaction[] = [];
  const blocks = await connection.as(identity).network.getBlockEvents({ startBlock: 0n });
  try {
    for await (const block of blocks) {
      transactions.push(...transactionsOf(block));
      if (blockNumberOf(block) + 1n === height) break;
    }
  } finally {
    blocks.close();
  }
  const times = new Map<string, number>();
  for (const { transactionId, code } of transactions) {
    if (code === validCode) times.set(transactionId, (times.get(transactionId) ?? 0) + 1);
  }
  return { mspId: connection.mspId, times };
}

/** Asks this peer's own chaincode process, and nobody else's. */
async function stateAt(
  connection: PeerConnection,
  { identity }: FaultNetwork,
): Promise<{ readonly mspId: string; readonly state: object }> {
  const { mspId } = connection;
  const contract = connection.contract(identity, faultChaincode, 'OperationContract');
  const answer = await contract.evaluate('State', { endorsingOrganizations: [mspId] });
  return { mspId, state: parseState(Buffer.from(answer).toString('utf8')) };
}
