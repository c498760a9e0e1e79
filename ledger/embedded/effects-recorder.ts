/**
 * Stands between a running contract and the committed state: answers reads from committed state alone (a transaction
 * never sees its own writes, as on Fabric), and writes down every read with its version, every range with all that
 * was fetched of it, and the last write for each key.
 */
import type { KeyRange } from './composite-key';
import { keyAfter } from './composite-key';
import type { KeyVersion, KeyWrite, RangeRead, TransactionEvent } from './read-write-set';
import type { StateEntry, StateRow } from './state-store';

/** Fabric's peers hand out ranges in portions of this size (core.yaml: maxResultLimit of a query response). */
const rangePortion = 100;
/** Fabric stops a range silently here (ledger.state.totalQueryLimit); silence would be a wrong answer. */
const rangeResultsMax = 100_000;

export interface ReadableState {
  get(key: string): StateEntry | undefined;
  range(startKey: string, endKey: string, limit: number): readonly StateRow[];
}

/** How often a run went to the state: on Fabric each is a round trip between chaincode and peer. */
export interface StateOperationCounts {
  gets: number;
  puts: number;
  deletes: number;
  ranges: number;
  histories: number;
}

interface OpenRange {
  readonly range: KeyRange;
  readonly found: KeyVersion[];
  exhausted: boolean;
}

export class EffectsRecorder {
  readonly counts: StateOperationCounts = { gets: 0, puts: 0, deletes: 0, ranges: 0, histories: 0 };
  readonly #state: ReadableState;
  readonly #reads = new Map<string, number | undefined>();
  readonly #writes = new Map<string, Buffer | undefined>();
  readonly #ranges: OpenRange[] = [];
  event: TransactionEvent | undefined;

  constructor(state: ReadableState) {
    this.#state = state;
  }

  /** The committed value, or undefined when the key is absent; shared, not to be changed. */
  get(key: string): Buffer | undefined {
    this.counts.gets += 1;
    const entry = this.#state.get(key);
    if (!this.#reads.has(key)) this.#reads.set(key, entry?.version);
    return entry?.value;
  }

  /** An empty value deletes, as a Fabric peer has it (rwsetutil.IsKVWriteDelete). */
  put(key: string, value: Buffer): void {
    this.counts.puts += 1;
    this.#writes.set(key, value.length === 0 ? undefined : value);
  }

  delete(key: string): void {
    this.counts.deletes += 1;
    this.#writes.set(key, undefined);
  }

  /** Reads a range portion by portion, the first at once; recorded is what was fetched, not only what was consumed. */
  range(range: KeyRange): Generator<StateRow> {
    this.counts.ranges += 1;
    const open: OpenRange = { range, found: [], exhausted: false };
    this.#ranges.push(open);
    return this.#portions(open, this.#fetch(open, range.startKey));
  }

  /** One page for a query; not recorded, because paging is for transactions that are only evaluated. */
  page(range: KeyRange, pageSize: number): readonly StateRow[] {
    this.counts.ranges += 1;
    return this.#state.range(range.startKey, range.endKey, pageSize);
  }

  reads(): KeyVersion[] {
    return [...this.#reads].map(([key, version]) => ({ key, version }));
  }

  writes(): KeyWrite[] {
    return [...this.#writes].map(([key, value]) => ({ key, value }));
  }

  ranges(): RangeRead[] {
    return this.#ranges.map(({ range, found, exhausted }) => {
      const last = found.at(-1);
      const endKey = exhausted || last === undefined ? range.endKey : keyAfter(last.key);
      return { startKey: range.startKey, endKey, found };
    });
  }

  *#portions(open: OpenRange, first: readonly StateRow[]): Generator<StateRow> {
    let rows = first;
    while (rows.length > 0) {
      yield* rows;
      const last = rows.at(-1);
      rows = open.exhausted || last === undefined ? [] : this.#fetch(open, keyAfter(last.key));
    }
  }

  #fetch(open: OpenRange, startKey: string): readonly StateRow[] {
    const rows = this.#state.range(startKey, open.range.endKey, rangePortion);
    open.exhausted = rows.length < rangePortion;
    for (const { key, version } of rows) open.found.push({ key, version });
    if (open.found.length > rangeResultsMax) {
      throw new Error(`a range returned more than ${String(rangeResultsMax)} keys; page it or narrow it`);
    }
    return rows;
  }
}
