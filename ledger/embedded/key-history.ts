/**
 * The history of a key, newest first as Fabric gives it. It needs no table of its own: each record names the version
 * that its write replaced, so the history is a chain from the newest write back to the first.
 */
import type { BlockStore } from './block-store';
import { decodeProposal } from './proposal';
import type { StateStore } from './state-store';
import { decodeRecord } from './transaction-record';

export interface KeyModification {
  readonly transactionId: string;
  readonly timestampMs: number;
  /** Undefined when this transaction deleted the key. */
  readonly value: Buffer | undefined;
}

/** Walks a key's modifications, one stored record for each step. */
export function* keyHistory(state: StateStore, blocks: BlockStore, key: string): Generator<KeyModification> {
  let version = state.newestVersion(key);
  while (version !== undefined) {
    const stored = blocks.record(version);
    if (stored === undefined)
      throw new Error(`Record ${String(version)} in the history of ${key} is missing.`);
    const record = decodeRecord(stored);
    const index = record.effects.writes.findIndex((write) => write.key === key);
    const { timestampMs } = decodeProposal(record.proposal);
    const value = record.effects.writes[index]?.value;
    yield { transactionId: record.transactionId.toString('hex'), timestampMs, value };
    version = record.verdict.previousVersions[index];
  }
}
