/**
 * The compiled contracts in fabric-shim's own runtime over a state in memory: what a rule answers, which event
 * it leaves and what it wrote, without signatures, blocks or disks. The embedded ledger's suite proves the rest.
 */
import { decodeRefusal } from '../../domain/refusals/refusal';
import type { Refusal } from '../../domain/refusals/refusal';
import { recordAs } from '../../domain/codec';
import { contracts } from '../../chaincode/index';
import type { StateKey } from '../../chaincode/state-keys';
import {
  createCompositeKey,
  keyAfter,
  partialCompositeRange,
  splitCompositeKey,
} from '../../ledger/embedded/composite-key';
import { contractAnswer, contractChaincode } from '../../ledger/embedded/contract-runtime';
import { chaincodeIterator } from '../../ledger/embedded/state-iterator';
import type { TestIdentity } from './test-identities';

export interface CallEvent {
  readonly name: string;
  readonly envelope: unknown;
}

export type CallOutcome =
  | { readonly ok: true; readonly answer: unknown; readonly event?: CallEvent }
  | { readonly ok: false; readonly refusal: Refusal };

const chaincode = contractChaincode(contracts);

export class MemoryLedger {
  readonly #state: Map<string, string>;
  readonly #history: Version[];
  #sequence = 0;
  nowMs = Date.parse('2026-03-02T02:00:00.000Z');

  constructor(state: ReadonlyMap<string, string> = new Map(), history: readonly Version[] = []) {
    this.#state = new Map(state);
    this.#history = [...history];
  }

  /** Another ledger with the same state, for a test that goes its own way. */
  fork(): MemoryLedger {
    const fork = new MemoryLedger(this.#state, this.#history);
    fork.nowMs = this.nowMs;
    fork.#sequence = this.#sequence;
    return fork;
  }

  /** The whole state as one text, to see that a refusal changed nothing. */
  get stateText(): string {
    return JSON.stringify([...this.#state].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  seed<RecordType extends object>(key: StateKey<RecordType>, record: RecordType): void {
    this.#state.set(createCompositeKey(key.type, key.attributes), JSON.stringify(record));
  }

  record<RecordType>(key: StateKey<RecordType>): RecordType | undefined {
    const text = this.#state.get(createCompositeKey(key.type, key.attributes));
    return text === undefined ? undefined : recordAs<RecordType>(JSON.parse(text));
  }

  /** Calls `Contract:Transaction` with a request that is sent as it is when it is text, else as JSON. */
  async call(identity: TestIdentity, transaction: string, request: string | object): Promise<CallOutcome> {
    const { outcome, run } = await this.#run(identity, transaction, request);
    if (outcome.ok) run.commit(this.#state, transactionId(this.#sequence));
    return outcome;
  }

  /** The same, but leaves the state as it was, whatever the call writes. */
  async tryCall(identity: TestIdentity, transaction: string, request: string | object): Promise<CallOutcome> {
    return (await this.#run(identity, transaction, request)).outcome;
  }

  async #run(
    identity: TestIdentity,
    transaction: string,
    request: string | object,
  ): Promise<{ readonly outcome: CallOutcome; readonly run: Run }> {
    const run = new Run(this.#state, this.#history);
    this.#sequence += 1;
    this.nowMs += 1000;
    const args = [transaction, typeof request === 'string' ? request : JSON.stringify(request)];
    const stub = run.stub(identity, { nowMs: this.nowMs, sequence: this.#sequence, args });
    const result = contractAnswer(await chaincode.Invoke(stub));
    if (result.kind === 'failure') return { outcome: run.refused(transaction, result.message), run };
    const answer: unknown = JSON.parse(result.payload);
    const outcome = { ok: true, answer, ...(run.event === undefined ? {} : { event: run.event }) } as const;
    return { outcome, run };
  }
}

/** What a call wrote under a key; kept newest first, as Fabric answers it. */
interface Version {
  readonly key: string;
  readonly txId: string;
  readonly value: Buffer;
  readonly isDelete: boolean;
}

function transactionId(sequence: number): string {
  return `transaction-${String(sequence)}`;
}

interface Page {
  readonly type: string;
  readonly attributes: readonly string[];
  readonly size: number;
  readonly start: string;
}

/** One call's view: committed state to read, writes kept apart, the last event. */
class Run {
  readonly #writes = new Map<string, string | undefined>();
  event: CallEvent | undefined;

  constructor(
    readonly state: ReadonlyMap<string, string>,
    readonly history: Version[],
  ) {}

  /** The refusal in a failed response; a failure that is none, or that comes after a write, is a bug. */
  refused(transaction: string, message: string): CallOutcome {
    const refusal = decodeRefusal(message);
    if (refusal === undefined) throw new Error(`${transaction} failed: ${message}`);
    if (this.#writes.size > 0 || this.event !== undefined)
      throw new Error(`${transaction} wrote, then refused`);
    return { ok: false, refusal };
  }

  commit(state: Map<string, string>, txId: string): void {
    for (const [key, value] of this.#writes) {
      this.history.unshift({ key, txId, value: Buffer.from(value ?? ''), isDelete: value === undefined });
      if (value === undefined) state.delete(key);
      else state.set(key, value);
    }
  }

  stub(
    identity: TestIdentity,
    call: { readonly nowMs: number; readonly sequence: number; readonly args: readonly string[] },
  ): object {
    return {
      getBufferArgs: () => call.args.map((text) => Buffer.from(text)),
      getFunctionAndParameters: () => ({ fcn: call.args[0] ?? '', params: call.args.slice(1) }),
      getTxID: () => transactionId(call.sequence),
      getChannelID: () => 'relief',
      getCreator: () => ({ mspid: identity.mspId, idBytes: Buffer.from(identity.certificatePem) }),
      getDateTimestamp: () => new Date(call.nowMs),
      createCompositeKey,
      splitCompositeKey,
      getState: (key: string) => Promise.resolve(Buffer.from(this.state.get(key) ?? '')),
      putState: (key: string, value: Uint8Array) => this.#put(key, Buffer.from(value).toString('utf8')),
      deleteState: (key: string) => this.#put(key, undefined),
      setEvent: (name: string, payload: Uint8Array) => {
        const envelope: unknown = JSON.parse(Buffer.from(payload).toString('utf8'));
        this.event = { name, envelope };
      },
      getHistoryForKey: (name: string) =>
        Promise.resolve(chaincodeIterator(this.history.filter(({ key }) => key === name).values())),
      getStateByPartialCompositeKey: (type: string, attributes: readonly string[]) =>
        Promise.resolve(chaincodeIterator(this.#rows(type, attributes).values())),
      getStateByPartialCompositeKeyWithPagination: (
        ...[type, attributes, size, start]: [string, readonly string[], number, string]
      ) => Promise.resolve(this.#page({ type, attributes, size, start })),
    };
  }

  #put(key: string, value: string | undefined): Promise<void> {
    this.#writes.set(key, value);
    return Promise.resolve();
  }

  #rows(type: string, attributes: readonly string[]): { readonly key: string; readonly value: Buffer }[] {
    const { startKey, endKey } = partialCompositeRange(type, attributes);
    return [...this.state]
      .filter(([key]) => key >= startKey && key < endKey)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ({ key, value: Buffer.from(value) }));
  }

  #page({ type, attributes, size, start }: Page): object {
    const rows = this.#rows(type, attributes).filter(({ key }) => key >= start);
    const page = rows.slice(0, size);
    const last = page.at(-1)?.key ?? '';
    const bookmark = rows.length > size ? (rows[size]?.key ?? keyAfter(last)) : '';
    const iterator = chaincodeIterator(page.values());
    // As fabric-shim does: metadata that is all empty is left out.
    return page.length === 0
      ? { iterator }
      : { iterator, metadata: { fetchedRecordsCount: page.length, bookmark } };
  }
}
