/**
 * The world state as one contract call sees it: every key is read once, changed in memory and written once
 * at the end (architecture decision 3). On Fabric each state operation is a round trip, and a contract does
 * not read its own writes; here it does, because reads after a change come from memory.
 */
import { strict as assert } from 'node:assert';
import type { ChaincodeStub } from 'fabric-shim';
import { decodeRecord, encodeRecord, recordAs } from '../domain/codec';
import type { StateKey } from './state-keys';

/** Records read at once where a query picks some of them, and how many it looks at before it answers a part. */
const pickedPageRecords = 200;
const pickedRecordsMax = 2_000;

interface PickedWindow<RecordType> {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly keep?: (record: RecordType) => boolean;
}

export interface StateEntry<RecordType> {
  /** The attributes of the composite key, in order. */
  readonly attributes: readonly string[];
  readonly record: RecordType;
}

/** The world state as handlers use it: what a unit of work is given, whoever keeps the records. */
export type CallState = Pick<WorldState, keyof WorldState>;

type StateIterator = Awaited<ReturnType<ChaincodeStub['getStateByPartialCompositeKey']>>;

export class WorldState {
  readonly #stub: ChaincodeStub;
  readonly #records = new Map<string, unknown>();
  readonly #changed = new Set<string>();

  constructor(stub: ChaincodeStub) {
    this.#stub = stub;
  }

  /** The record under a key, or undefined. Read from the ledger the first time only. */
  async read<RecordType>(key: StateKey<RecordType>): Promise<RecordType | undefined> {
    const name = this.#nameOf(key);
    if (!this.#records.has(name)) {
      const bytes = await this.#stub.getState(name);
      const text = Buffer.from(bytes).toString('utf8');
      this.#records.set(name, text === '' ? undefined : decodeRecord<RecordType>(text));
    }
    return recordAs<RecordType>(this.#records.get(name));
  }

  /** Replaces the record under a key; written when the call ends. */
  write<RecordType extends object>(key: StateKey<RecordType>, record: RecordType): void {
    const name = this.#nameOf(key);
    this.#records.set(name, record);
    this.#changed.add(name);
  }

  /** Removes the record under a key when the call ends. */
  remove(key: StateKey<unknown>): void {
    const name = this.#nameOf(key);
    this.#records.set(name, undefined);
    this.#changed.add(name);
  }

  /**
   * Committed records whose composite key starts with the given type and attributes, in key order, until
   * `take` answers false or `limit` are read. Does not see this call's own changes.
   */
  async list<RecordType>(
    prefix: StateKey<RecordType>,
    limit: number,
    take: (entry: StateEntry<RecordType>) => boolean = () => true,
  ): Promise<readonly StateEntry<RecordType>[]> {
    const entries: StateEntry<RecordType>[] = [];
    if (limit === 0) return entries;
    const iterator = await this.#stub.getStateByPartialCompositeKey(prefix.type, [...prefix.attributes]);
    for await (const entry of this.#entries<RecordType>(iterator)) {
      if (!take(entry)) break;
      entries.push(entry);
      if (entries.length === limit) break;
    }
    return entries;
  }

  /**
   * One page of the committed records under a prefix, in key order: those behind `after` (the last attribute of
   * an entry) that `keep` wants, and where the next page begins. What `keep` passes over is paid for by everyone
   * who shares the peer, so a call looks at some 2 000 records and answers where to go on, with a page not full
   * or empty. For queries only: peers page in nothing else.
   */
  async page<RecordType>(
    prefix: StateKey<RecordType>,
    window: PickedWindow<RecordType>,
  ): Promise<{ readonly entries: readonly StateEntry<RecordType>[]; readonly next?: string }> {
    const { limit, after } = window;
    const start = after === undefined ? '' : firstKeyBehind(this.#nameOf(innerKey(prefix, after)));
    const { wanted, last } = await this.#pick(prefix, window, start);
    const entries = wanted.slice(0, limit);
    const behind = wanted.length > limit ? entries.at(-1) : last;
    const next = behind?.attributes.at(-1);
    return next === undefined ? { entries } : { entries, next };
  }

  /** Entries that `keep` wants, at least one more than `limit` if there are; `last` is where the call left off. */
  async #pick<RecordType>(
    prefix: StateKey<RecordType>,
    { limit, keep }: PickedWindow<RecordType>,
    from: string,
  ): Promise<{
    readonly wanted: readonly StateEntry<RecordType>[];
    readonly last: StateEntry<RecordType> | undefined;
  }> {
    const size = keep === undefined ? limit + 1 : Math.max(limit + 1, pickedPageRecords);
    const looked: StateEntry<RecordType>[] = [];
    const isWanted = ({ record }: StateEntry<RecordType>): boolean => keep?.(record) !== false;
    let start = from;
    do {
      const page = await this.#pageFrom(prefix, size, start);
      for await (const entry of this.#entries<RecordType>(page.iterator)) looked.push(entry);
      start = page.metadata?.bookmark ?? '';
      const wanted = looked.filter(isWanted);
      if (start === '' || wanted.length > limit) return { wanted, last: undefined };
    } while (looked.length < pickedRecordsMax);
    return { wanted: looked.filter(isWanted), last: looked.at(-1) };
  }

  /** One page; fabric-shim leaves the metadata out when all of it is empty, as it is behind an empty page. */
  #pageFrom(
    { type, attributes }: StateKey<unknown>,
    size: number,
    start: string,
  ): Promise<{ readonly iterator: StateIterator; readonly metadata?: { readonly bookmark: string } }> {
    return this.#stub.getStateByPartialCompositeKeyWithPagination(type, [...attributes], size, start);
  }

  async *#entries<RecordType>(iterator: StateIterator): AsyncGenerator<StateEntry<RecordType>> {
    try {
      for (;;) {
        const next = await iterator.next();
        if (next.done) return; // fabric-shim answers { done: true } without a value after the last entry
        const { attributes } = this.#stub.splitCompositeKey(next.value.key);
        const text = Buffer.from(next.value.value).toString('utf8');
        yield { attributes, record: decodeRecord<RecordType>(text) };
      }
    } finally {
      await iterator.close();
    }
  }

  /** Versions of a record, newest first as Fabric gives them, with the transaction that wrote each. For queries only. */
  async history<RecordType>(
    key: StateKey<RecordType>,
    limit: number,
  ): Promise<readonly { readonly transactionId: string; readonly record: RecordType | undefined }[]> {
    const iterator = await this.#stub.getHistoryForKey(this.#nameOf(key));
    const versions: { transactionId: string; record: RecordType | undefined }[] = [];
    try {
      while (versions.length < limit) {
        const next = await iterator.next();
        if (next.done) break;
        const text = next.value.isDelete ? '' : Buffer.from(next.value.value).toString('utf8');
        const record = text === '' ? undefined : decodeRecord<RecordType>(text);
        versions.push({ transactionId: next.value.txId, record });
      }
    } finally {
      await iterator.close();
    }
    return versions;
  }

  /** Writes every change, in key order, so that all peers produce the same write set. */
  async flush(): Promise<void> {
    for (const name of [...this.#changed].sort()) {
      const record = this.#records.get(name);
      if (record === undefined) {
        await this.#stub.deleteState(name);
      } else {
        assert(typeof record === 'object' && record !== null, `the record under ${name} is an object`);
        await this.#stub.putState(name, Buffer.from(encodeRecord(record), 'utf8'));
      }
    }
    this.#changed.clear();
  }

  #nameOf(key: StateKey<unknown>): string {
    return this.#stub.createCompositeKey(key.type, [...key.attributes]);
  }
}

function innerKey(prefix: StateKey<unknown>, attribute: string): StateKey<unknown> {
  return { type: prefix.type, attributes: [...prefix.attributes, attribute] };
}

/** Keys are ordered by their bytes, so nothing lies between a key and the same key with U+0000 behind it. */
function firstKeyBehind(name: string): string {
  return `${name}\u0000`;
}
