/**
 * The stub that a contract sees while the embedded ledger runs it: fabric-shim's interface over an effects recorder.
 * Its rules are the peer's: committed state only, the last event wins, paging only in transactions that write
 * nothing. After the run it is sealed, so a contract that forgot an await fails here and not on Fabric.
 */
import { hash } from 'node:crypto';
import Long from 'long';
import {
  checkedKey,
  createCompositeKey,
  partialCompositeRange,
  simpleRange,
  splitCompositeKey,
} from './composite-key';
import type { KeyRange } from './composite-key';
import type { EffectsRecorder } from './effects-recorder';
import type { KeyModification } from './key-history';
import type { Creator } from './proposal';
import { chaincodeIterator, loopable, promised } from './state-iterator';
import type { ChaincodeIterator, IteratorPromise } from './state-iterator';
import { UnsupportedOperations } from './unsupported-operations';

const pageSizeMax = 1000;
const epochBytes = 8;
const millisecond = 1_000_000;

export type RunMode = 'submit' | 'evaluate';

export interface RunInput {
  readonly channel: string;
  /** Hexadecimal. */
  readonly transactionId: string;
  readonly creator: Creator;
  readonly serialisedCreator: Buffer;
  readonly nonce: Uint8Array;
  readonly timestampMs: number;
  /** `Contract:Transaction`, then the one JSON request. */
  readonly arguments: readonly string[];
  readonly mode: RunMode;
  history(key: string): Iterator<KeyModification>;
}

interface KeyValue {
  readonly key: string;
  readonly value: Buffer;
}

interface Page {
  readonly iterator: ChaincodeIterator<KeyValue>;
  /** Absent behind an empty page: fabric-shim takes metadata that serialises to nothing for none. */
  readonly metadata?: { readonly fetchedRecordsCount: number; readonly bookmark: string };
}

export class SimulationStub extends UnsupportedOperations {
  readonly #input: RunInput;
  readonly #recorder: EffectsRecorder;
  #sealed = false;

  constructor(input: RunInput, recorder: EffectsRecorder) {
    super();
    this.#input = input;
    this.#recorder = recorder;
  }

  /** Ends the run: whatever the contract calls from now on throws. */
  seal(): void {
    this.#sealed = true;
  }

  getArgs(): string[] {
    return [...this.#input.arguments];
  }

  getStringArgs(): string[] {
    return this.getArgs();
  }

  getBufferArgs(): Buffer[] {
    return this.#input.arguments.map((argument) => Buffer.from(argument));
  }

  getFunctionAndParameters(): { fcn: string; params: string[] } {
    const [fcn = '', ...params] = this.#input.arguments;
    return { fcn, params };
  }

  getTxID(): string {
    return this.#input.transactionId;
  }

  getChannelID(): string {
    return this.#input.channel;
  }

  getCreator(): { mspid: string; idBytes: Uint8Array } {
    const { mspId, certificatePem } = this.#input.creator;
    return { mspid: mspId, idBytes: Buffer.from(certificatePem) };
  }

  getTransient(): Map<string, Uint8Array> {
    return new Map();
  }

  getTxTimestamp(): { seconds: Long; nanos: number } {
    return fabricTimestamp(this.#input.timestampMs);
  }

  getDateTimestamp(): Date {
    return new Date(this.#input.timestampMs);
  }

  getBinding(): string {
    const { nonce, serialisedCreator } = this.#input;
    return hash('sha256', Buffer.concat([nonce, serialisedCreator, Buffer.alloc(epochBytes)]), 'hex');
  }

  getState(key: string): Promise<Buffer> {
    return promised(() => Buffer.from(this.#open().get(checkedKey(key)) ?? []));
  }

  putState(key: string, value: Uint8Array | string): Promise<void> {
    return promised(() => {
      if (typeof value !== 'string' && !(value instanceof Uint8Array))
        throw new Error('a value must be bytes');
      this.#open().put(checkedKey(key), Buffer.from(value));
    });
  }

  deleteState(key: string): Promise<void> {
    return promised(() => {
      this.#open().delete(checkedKey(key));
    });
  }

  getStateByRange(startKey: string, endKey: string): IteratorPromise<ChaincodeIterator<KeyValue>, KeyValue> {
    return this.#range(() => simpleRange(startKey, endKey));
  }

  getStateByPartialCompositeKey(
    objectType: string,
    attributes: string[],
  ): IteratorPromise<ChaincodeIterator<KeyValue>, KeyValue> {
    return this.#range(() => partialCompositeRange(objectType, attributes));
  }

  // eslint-disable-next-line max-params -- fabric-shim's signature
  getStateByRangeWithPagination(
    startKey: string,
    endKey: string,
    pageSize: number,
    bookmark = '',
  ): IteratorPromise<Page, KeyValue> {
    return this.#page(() => from(simpleRange(startKey, endKey), bookmark), pageSize);
  }

  // eslint-disable-next-line max-params -- fabric-shim's signature
  getStateByPartialCompositeKeyWithPagination(
    objectType: string,
    attributes: string[],
    pageSize: number,
    bookmark = '',
  ): IteratorPromise<Page, KeyValue> {
    return this.#page(() => from(partialCompositeRange(objectType, attributes), bookmark), pageSize);
  }

  getHistoryForKey(key: string): IteratorPromise<ChaincodeIterator<object>, object> {
    const opened = promised(() => {
      this.#open().counts.histories += 1;
      return chaincodeIterator(modifications(this.#input.history(checkedKey(key))));
    });
    return loopable(opened, (iterator) => iterator);
  }

  createCompositeKey(objectType: string, attributes: string[]): string {
    return createCompositeKey(objectType, attributes);
  }

  splitCompositeKey(compositeKey: string): { objectType: string; attributes: string[] } {
    return splitCompositeKey(compositeKey);
  }

  setEvent(name: string, payload: Uint8Array): void {
    if (typeof name !== 'string' || name === '') throw new Error('Event name must be a non-empty string');
    this.#open().event = { name, payload: Buffer.from(payload).toString('utf8') };
  }

  #range(rangeOf: () => KeyRange): IteratorPromise<ChaincodeIterator<KeyValue>, KeyValue> {
    const opened = promised(() => chaincodeIterator(keyValues(this.#open().range(rangeOf()))));
    return loopable(opened, (iterator) => iterator);
  }

  #page(rangeOf: () => KeyRange, pageSize: number): IteratorPromise<Page, KeyValue> {
    const opened = promised((): Page => {
      if (this.#input.mode === 'submit')
        throw new Error('paging is for transactions that are only evaluated');
      if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > pageSizeMax) {
        throw new Error(`a page has 1 to ${String(pageSizeMax)} keys`);
      }
      const rows = this.#open().page(rangeOf(), pageSize + 1);
      const page = rows.slice(0, pageSize);
      const iterator = chaincodeIterator(keyValues(page.values()));
      const metadata = { fetchedRecordsCount: page.length, bookmark: rows[pageSize]?.key ?? '' };
      return page.length === 0 ? { iterator } : { iterator, metadata };
    });
    return loopable(opened, (page) => page.iterator);
  }

  #open(): EffectsRecorder {
    if (this.#sealed) throw new Error('the stub was used after the transaction had returned');
    return this.#recorder;
  }
}

function from(range: KeyRange, bookmark: string): KeyRange {
  return bookmark === '' ? range : { ...range, startKey: bookmark };
}

function* keyValues(rows: Iterable<KeyValue>): Generator<KeyValue> {
  for (const { key, value } of rows) yield { key, value: Buffer.from(value) };
}

function* modifications(history: Iterator<KeyModification>): Generator<object> {
  for (let step = history.next(); step.done !== true; step = history.next()) {
    const { transactionId, timestampMs, value } = step.value;
    const { seconds, nanos } = fabricTimestamp(timestampMs);
    const timestamp = { seconds: seconds.toNumber(), nanos };
    yield { txId: transactionId, value: Buffer.from(value ?? []), isDelete: value === undefined, timestamp };
  }
}

function fabricTimestamp(instantMs: number): { seconds: Long; nanos: number } {
  const seconds = Math.floor(instantMs / 1000);
  return { seconds: Long.fromNumber(seconds, true), nanos: (instantMs - seconds * 1000) * millisecond };
}
