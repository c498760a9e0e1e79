/**
 * The events of VALID transactions as an endless stream over a peer's block deliveries: full blocks, because only they
 * give a transaction's place in its block. Where the reader stands is kept here, so when a peer goes away the stream goes
 * on at the next one, or at the same one once it is back, without losing or repeating anything.
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import type { EventCheckpoint, EventOptions, LedgerEvent } from '../ledger';
import { UnknownCheckpointError } from '../ledger-error';
import { blockNumberOf, transactionWithId, transactionsOf } from './block-parser';
import type { PeerConnection } from './peer-connection';
import { highestHeight, refusedReader } from './system-queries';
import type { QuerySources } from './system-queries';
import { validCode } from './validation-verdict';

const reconnectMsFirst = 100;
const reconnectMsMax = 2_000;
const forbiddenStatus = `Unexpected status response: ${String(common.Status.FORBIDDEN)}`;

export interface EventSources extends QuerySources {
  readonly chaincode: string;
  /** Aborted when the ledger closes. */
  readonly closing: AbortSignal;
}

/** Where the stream stands: the block that comes next, and a transaction in it to resume after. */
interface Position {
  blockNumber: bigint;
  after: string | undefined;
}

/**
 * Yields from the asked position until aborted or until the ledger closes.
 * @throws UnknownCheckpointError when the checkpoint's transaction is not in its block
 */
export async function* streamEvents(
  sources: EventSources,
  options: EventOptions,
): AsyncGenerator<LedgerEvent> {
  const { signal } = options;
  const ended = signal === undefined ? sources.closing : AbortSignal.any([signal, sources.closing]);
  if (isAborted(ended)) return;
  await checkCheckpoint(sources, options.checkpoint, ended);
  const position = startPosition(options);
  for await (const block of blocksFrom(sources, position, ended)) {
    const blockNumber = blockNumberOf(block);
    for (const event of eventsOf(block, { position, chaincode: sources.chaincode })) {
      yield event;
      // The consumer may take long, and may have aborted meanwhile.
      if (isAborted(ended)) return;
    }
    position.blockNumber = blockNumber + 1n;
    position.after = undefined;
  }
}

/** A checkpoint without a transaction stands before its block, as fabric-gateway's checkpointers have it. */
function startPosition({ startBlock, checkpoint }: EventOptions): Position {
  if (checkpoint === undefined) return { blockNumber: startBlock ?? 0n, after: undefined };
  return { blockNumber: checkpoint.blockNumber, after: checkpoint.transactionId };
}

/** A block that no peer has yet holds no transaction to resume after; waiting for it would hide the mistake. */
async function checkCheckpoint(
  sources: EventSources,
  checkpoint: EventCheckpoint | undefined,
  ended: AbortSignal,
): Promise<void> {
  if (checkpoint?.transactionId === undefined) return;
  const { blockNumber, transactionId } = checkpoint;
  let height = await highestHeight(sources);
  while (height === undefined && !isAborted(ended)) {
    await waited(reconnectMsMax, ended);
    height = await highestHeight(sources);
  }
  if (height !== undefined && blockNumber >= height) {
    throw new UnknownCheckpointError(blockNumber, transactionId);
  }
}

function eventsOf(
  block: common.Block,
  { position, chaincode }: { readonly position: Position; readonly chaincode: string },
): LedgerEvent[] {
  const blockNumber = blockNumberOf(block);
  const transactions = transactionsOf(block);
  const { after } = position;
  const seen = after === undefined ? undefined : transactionWithId(transactions, after);
  if (after !== undefined && seen === undefined) throw new UnknownCheckpointError(blockNumber, after);
  return transactions
    .slice(seen === undefined ? 0 : seen.index + 1)
    .flatMap(({ transactionId, index, code, event }) => {
      if (code !== validCode || event?.chaincode !== chaincode) return [];
      const { name: eventName, payload } = event;
      return [{ blockNumber, transactionIndex: index, transactionId, eventName, payload }];
    });
}

/** Blocks from where the reader stands, over one peer after the other, until ended. */
async function* blocksFrom(
  sources: EventSources,
  position: Position,
  ended: AbortSignal,
): AsyncGenerator<common.Block> {
  const { pool, reader } = sources;
  const connections = pool.startingWith(pool.of(reader.mspId));
  let backOffMs = reconnectMsFirst;
  for (let turn = 0; !ended.aborted; turn += 1) {
    const connection = connections[turn % connections.length];
    assert(connection !== undefined, 'a pool has a connection');
    for await (const block of delivered({ connection, sources, position, ended })) {
      backOffMs = reconnectMsFirst;
      yield block;
    }
    await waited(backOffMs, ended);
    backOffMs = Math.min(reconnectMsMax, backOffMs * 2);
  }
}

interface Delivery {
  readonly connection: PeerConnection;
  readonly sources: EventSources;
  readonly position: Position;
  readonly ended: AbortSignal;
}

/** One peer's deliveries, until it ends them, goes away, delivers another block than the next, or the reader has enough. */
async function* delivered({ connection, sources, position, ended }: Delivery): AsyncGenerator<common.Block> {
  const { network } = connection.as(sources.reader);
  const blocks = await network.getBlockEvents({ startBlock: position.blockNumber });
  const hangUp = (): void => blocks.close();
  ended.addEventListener('abort', hangUp, { once: true });
  try {
    const iterator = blocks[Symbol.asyncIterator]();
    for (
      let block = await nextBlock(iterator);
      block !== undefined && blockNumberOf(block) === position.blockNumber && !ended.aborted;
      block = await nextBlock(iterator)
    ) {
      yield block;
    }
  } finally {
    ended.removeEventListener('abort', hangUp);
    blocks.close();
  }
}

/**
 * The next block; undefined when this delivery is over, for whatever reason: fabric-gateway reports a lost peer, a
 * status instead of a block and the plain end of a stream as three kinds of error.
 * @throws ProposalRejectedError when the peer does not let the reader read
 */
async function nextBlock(iterator: AsyncIterator<common.Block>): Promise<common.Block | undefined> {
  try {
    const next = await iterator.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes(forbiddenStatus)) return undefined;
    throw refusedReader(error);
  }
}

/** A call, because the compiler takes a property that was false once for false ever after. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Waits so long, or until ended. */
async function waited(delayMs: number, ended: AbortSignal): Promise<void> {
  try {
    await pause(delayMs, undefined, { signal: ended });
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}
