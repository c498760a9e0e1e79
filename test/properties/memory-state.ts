/**
 * The world state in memory: what one contract call writes is there for the next call, as the text the chain
 * would keep. A call sees its own writes by key, and not in lists, as on the ledger.
 */
import type { StateKey } from '../../chaincode/state-keys';
import type { CallState, StateEntry } from '../../chaincode/world-state';
import { decodeRecord, encodeRecord, recordAs } from '../../domain/codec';

export interface KeptRecord {
  readonly attributes: readonly string[];
  readonly record: unknown;
  readonly text: string;
}

/** The committed records by type and name; names sort as composite keys do. */
export class MemoryState {
  readonly #types = new Map<string, Map<string, KeptRecord>>();

  /** The committed records of a type in key order, those under a prefix of attributes only. */
  entries(type: string, prefix: readonly string[] = []): readonly KeptRecord[] {
    const start = nameOf(prefix);
    return [...(this.#types.get(type) ?? new Map<string, KeptRecord>())]
      .filter(([name]) => name.startsWith(start))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, kept]) => kept);
  }

  find({ type, attributes }: StateKey<unknown>): KeptRecord | undefined {
    return this.#types.get(type)?.get(nameOf(attributes));
  }

  /** Commits a record, or removes it (undefined). */
  commit({ type, attributes }: StateKey<unknown>, record: unknown): void {
    const records = this.#types.get(type) ?? new Map<string, KeptRecord>();
    this.#types.set(type, records);
    if (typeof record !== 'object' || record === null) {
      records.delete(nameOf(attributes));
      return;
    }
    const text = encodeRecord(record);
    records.set(nameOf(attributes), { attributes, text, record: decodeRecord<unknown>(text) });
  }

  /** The state of one call over the committed records. */
  call(): MemoryCall {
    return new MemoryCall(this);
  }
}

function nameOf(attributes: readonly string[]): string {
  return attributes.map((attribute) => `${attribute}\u0000`).join('');
}

export class MemoryCall implements CallState {
  readonly #state: MemoryState;
  readonly #changes = new Map<string, { readonly key: StateKey<unknown>; readonly record: unknown }>();

  constructor(state: MemoryState) {
    this.#state = state;
  }

  read<RecordType>(key: StateKey<RecordType>): Promise<RecordType | undefined> {
    const change = this.#changes.get(changeName(key));
    const record = change === undefined ? this.#state.find(key)?.record : change.record;
    return Promise.resolve(recordAs<RecordType>(record));
  }

  write<RecordType extends object>(key: StateKey<RecordType>, record: RecordType): void {
    this.#changes.set(changeName(key), { key, record });
  }

  remove(key: StateKey<unknown>): void {
    this.#changes.set(changeName(key), { key, record: undefined });
  }

  list<RecordType>(
    prefix: StateKey<RecordType>,
    limit: number,
    take: (entry: StateEntry<RecordType>) => boolean = () => true,
  ): Promise<readonly StateEntry<RecordType>[]> {
    const entries: StateEntry<RecordType>[] = [];
    for (const { attributes, record } of this.#state.entries(prefix.type, prefix.attributes)) {
      const typed = recordAs<RecordType>(record);
      if (typed === undefined || entries.length === limit) break;
      if (!take({ attributes, record: typed })) break;
      entries.push({ attributes, record: typed });
    }
    return Promise.resolve(entries);
  }

  page(): Promise<never> {
    return Promise.reject(new Error('no command of a history pages'));
  }

  history(): Promise<never> {
    return Promise.reject(new Error('no command of a history reads earlier versions'));
  }

  flush(): Promise<void> {
    for (const { key, record } of this.#changes.values()) this.#state.commit(key, record);
    this.#changes.clear();
    return Promise.resolve();
  }
}

function changeName({ type, attributes }: StateKey<unknown>): string {
  return `${type}\u0000${nameOf(attributes)}`;
}
