/**
 * The verdict on each transaction of a block, in order, as a Fabric peer gives it: a transaction is VALID when its
 * id is new, every key it read still has the version it read, and every range it read would return the same again,
 * all of it against committed state plus the valid writes earlier in the same block.
 */
import type { KeyVersion, RangeRead, TransactionEffects } from './read-write-set';
import type { StateChange } from './state-store';
import type { Verdict } from './transaction-record';

/** What the verdict needs of the state before the block. */
export interface StateBeforeBlock {
  get(key: string): { readonly version: number } | undefined;
  range(startKey: string, endKey: string, limit: number): readonly { key: string; version: number }[];
  newestVersion(key: string): number | undefined;
}

export interface Candidate {
  readonly effects: TransactionEffects;
  /** True when a transaction of this id is in an earlier block or earlier in this one. */
  readonly duplicate: boolean;
  /** True when nothing was committed since the run: then only this block's own writes can be in the way. */
  readonly stateUnmoved: boolean;
}

export class BlockValidator {
  readonly #state: StateBeforeBlock;
  readonly #changes = new Map<string, StateChange>();

  constructor(state: StateBeforeBlock) {
    this.#state = state;
  }

  /** Judges the next transaction, which will stand at `position`, and takes in its writes when it is VALID. */
  judge(candidate: Candidate, position: number): Verdict {
    if (candidate.duplicate) return { code: 'DUPLICATE_TXID', previousVersions: [] };
    const { reads, ranges } = candidate.effects;
    if (!reads.every((read) => this.#keyStands(read, candidate))) {
      return { code: 'MVCC_READ_CONFLICT', previousVersions: [] };
    }
    if (!ranges.every((range) => this.#rangeStands(range, candidate))) {
      return { code: 'PHANTOM_READ_CONFLICT', previousVersions: [] };
    }
    return { code: 'VALID', previousVersions: this.#takeIn(candidate.effects, position) };
  }

  /** The block's net change of each key. */
  changes(): ReadonlyMap<string, StateChange> {
    return this.#changes;
  }

  #takeIn(effects: TransactionEffects, position: number): (number | undefined)[] {
    return effects.writes.map(({ key, value }) => {
      const previous = this.#changes.get(key)?.version ?? this.#state.newestVersion(key);
      this.#changes.set(key, { version: position, value });
      return previous;
    });
  }

  #keyStands({ key, version }: KeyVersion, { stateUnmoved }: Candidate): boolean {
    const change = this.#changes.get(key);
    if (change !== undefined) return version === (change.value === undefined ? undefined : change.version);
    return stateUnmoved || this.#state.get(key)?.version === version;
  }

  #rangeStands(range: RangeRead, { stateUnmoved }: Candidate): boolean {
    const changed = [...this.#changes].filter(([key]) => inRange(key, range));
    if (stateUnmoved && changed.length === 0) return true;
    const now = new Map<string, number>();
    for (const { key, version } of this.#committedRange(range, changed.length)) now.set(key, version);
    for (const [key, change] of changed) {
      if (change.value === undefined) now.delete(key);
      else now.set(key, change.version);
    }
    if (now.size !== range.found.length) return false;
    return range.found.every(({ key, version }) => now.get(key) === version);
  }

  /** One more than could stand after this block's deletions is enough to see that something is new. */
  #committedRange({ startKey, endKey, found }: RangeRead, changedCount: number): readonly KeyVersionNow[] {
    return this.#state.range(startKey, endKey, found.length + changedCount + 1);
  }
}

interface KeyVersionNow {
  readonly key: string;
  readonly version: number;
}

/** Keys are ordered by their UTF-8 bytes, which JavaScript's own comparison does not do beyond the basic plane. */
function inRange(key: string, { startKey, endKey }: RangeRead): boolean {
  const bytes = Buffer.from(key);
  if (Buffer.compare(bytes, Buffer.from(startKey)) < 0) return false;
  return endKey === '' || Buffer.compare(bytes, Buffer.from(endKey)) < 0;
}
