/**
 * The events of VALID transactions as an endless stream: read from the chain in small portions, then, at its end,
 * on each commit. The chain itself is the buffer, so a slow reader costs no memory and misses nothing.
 */
import type { EventOptions, LedgerEvent } from '../ledger';
import { UnknownCheckpointError } from '../ledger-error';
import type { BlockStore } from './block-store';
import type { CommitBell } from './commit-bell';
import { blockOf, indexOf, positionOf } from './position';
import { decodeRecord } from './transaction-record';

const recordsInPortion = 32;

export interface EventSource {
  readonly blocks: BlockStore;
  readonly bell: CommitBell;
}

/**
 * Yields from the asked position until aborted or until the ledger closes.
 * @throws UnknownCheckpointError when the checkpoint's transaction is not in its block
 */
export async function* streamEvents(source: EventSource, options: EventOptions): AsyncGenerator<LedgerEvent> {
  const { blocks, bell } = source;
  const ended = (): boolean => bell.closed || options.signal?.aborted === true;
  if (ended()) return;
  let next = startPosition(blocks, options);
  while (!ended()) {
    const records = blocks.records(next, recordsInPortion);
    for (const { position, record } of records) {
      next = position + 1;
      const event = eventAt(position, record);
      if (event !== undefined) yield event;
      if (ended()) return;
    }
    if (records.length === 0) await bell.nextRing(options.signal);
  }
}

/** A checkpoint without a transaction stands before its block, as fabric-gateway's checkpointers have it. */
function startPosition(blocks: BlockStore, { startBlock, checkpoint }: EventOptions): number {
  const firstBlock = positionOf(1, 0);
  if (checkpoint === undefined) return Math.max(firstBlock, positionOf(Number(startBlock ?? 0n), 0));
  const { blockNumber, transactionId } = checkpoint;
  if (transactionId === undefined) return Math.max(firstBlock, positionOf(Number(blockNumber), 0));
  const position = blocks.positionOfTransaction(Buffer.from(transactionId, 'hex'));
  if (position === undefined || BigInt(blockOf(position)) !== blockNumber) {
    throw new UnknownCheckpointError(blockNumber, transactionId);
  }
  return position + 1;
}

function eventAt(position: number, bytes: Buffer): LedgerEvent | undefined {
  const { verdict, effects, transactionId } = decodeRecord(bytes);
  if (verdict.code !== 'VALID' || effects.event === undefined) return undefined;
  return {
    blockNumber: BigInt(blockOf(position)),
    transactionIndex: indexOf(position),
    transactionId: transactionId.toString('hex'),
    eventName: effects.event.name,
    payload: effects.event.payload,
  };
}
