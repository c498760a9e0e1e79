/**
 * Answers the state requests of one transaction as a peer's handler does (core/chaincode/handler.go): reads and ranges
 * from the recorder, which knows the committed state and writes down what was read, and portions by query id.
 */
import { peer } from '@hyperledger/fabric-protos';
import type { EffectsRecorder } from '../../../ledger/embedded/effects-recorder';
import type { RunInput } from '../../../ledger/embedded/simulation-stub';
import type { StateRow } from '../../../ledger/embedded/state-store';
import { historyResponse, messageTypes, rangeResponse } from './chaincode-messages';

/** Small, so that a test's ranges need several messages. */
const portionSize = 7;
const nothing = new Uint8Array();

export class StateService {
  readonly #input: RunInput;
  readonly #recorder: EffectsRecorder;
  readonly #queries = new Map<string, Iterator<StateRow, undefined>>();
  #queryCount = 0;

  constructor(input: RunInput, recorder: EffectsRecorder) {
    this.#input = input;
    this.#recorder = recorder;
  }

  /** The payload of the RESPONSE; what it throws becomes an ERROR. */
  answer(type: number, payload: Uint8Array): Uint8Array {
    const answers = new Map<number, () => Uint8Array>([
      [
        messageTypes.GET_STATE,
        () => this.#recorder.get(peer.GetState.deserializeBinary(payload).getKey()) ?? nothing,
      ],
      [messageTypes.PUT_STATE, () => this.#put(peer.PutState.deserializeBinary(payload))],
      [messageTypes.DEL_STATE, () => this.#delete(peer.DelState.deserializeBinary(payload))],
      [messageTypes.GET_STATE_BY_RANGE, () => this.#range(peer.GetStateByRange.deserializeBinary(payload))],
      [
        messageTypes.QUERY_STATE_NEXT,
        () => this.#portion(peer.QueryStateNext.deserializeBinary(payload).getId()),
      ],
      [
        messageTypes.QUERY_STATE_CLOSE,
        () => this.#close(peer.QueryStateClose.deserializeBinary(payload).getId()),
      ],
      [
        messageTypes.GET_HISTORY_FOR_KEY,
        () => this.#history(peer.GetHistoryForKey.deserializeBinary(payload).getKey()),
      ],
    ]);
    const answer = answers.get(type);
    if (answer !== undefined) return answer();
    if (type === messageTypes.GET_QUERY_RESULT) throw new Error('ExecuteQuery not supported for leveldb');
    throw new Error(`The peer double does not serve messages of type ${String(type)}.`);
  }

  #put(put: peer.PutState): Uint8Array {
    this.#recorder.put(put.getKey(), Buffer.from(put.getValue_asU8()));
    return nothing;
  }

  #delete(deleted: peer.DelState): Uint8Array {
    this.#recorder.delete(deleted.getKey());
    return nothing;
  }

  #range(asked: peer.GetStateByRange): Uint8Array {
    const range = { startKey: asked.getStartkey(), endKey: asked.getEndkey() };
    if (asked.getMetadata_asU8().length > 0) return this.#page(range, asked.getMetadata_asU8());
    const id = this.#newQueryId();
    this.#queries.set(id, resumed(this.#recorder.range(range)));
    return this.#portion(id);
  }

  #page(range: { startKey: string; endKey: string }, metadata: Uint8Array): Uint8Array {
    if (this.#input.mode === 'submit') throw new Error('paging is for transactions that are only evaluated');
    const asked = peer.QueryMetadata.deserializeBinary(metadata);
    const startKey = asked.getBookmark() === '' ? range.startKey : asked.getBookmark();
    const rows = this.#recorder.page({ ...range, startKey }, asked.getPagesize() + 1);
    const bookmark = rows[asked.getPagesize()]?.key ?? '';
    const page = rows.slice(0, asked.getPagesize());
    return rangeResponse(this.#newQueryId(), page, { hasMore: false, bookmark }).serializeBinary();
  }

  /** As the peer: more is announced only when there is more, so one row is read ahead. */
  #portion(id: string): Uint8Array {
    const rows: Iterator<StateRow, undefined> | undefined = this.#queries.get(id);
    if (rows === undefined) throw new Error(`query iterator ${id} not found`);
    const portion: StateRow[] = [];
    let step = rows.next();
    while (step.done !== true && portion.length < portionSize) {
      portion.push(step.value);
      step = rows.next();
    }
    const hasMore = step.done !== true;
    if (hasMore) this.#queries.set(id, resumed(toIterable(rows), step.value));
    return rangeResponse(id, portion, { hasMore }).serializeBinary();
  }

  #close(id: string): Uint8Array {
    this.#queries.delete(id);
    const closed = new peer.QueryResponse();
    closed.setId(id);
    return closed.serializeBinary();
  }

  #history(key: string): Uint8Array {
    this.#recorder.counts.histories += 1;
    const changes = [...toIterable(this.#input.history(key))];
    return historyResponse(this.#newQueryId(), changes).serializeBinary();
  }

  #newQueryId(): string {
    this.#queryCount += 1;
    return `${this.#input.transactionId}-${String(this.#queryCount)}`;
  }
}

function* resumed(rest: Iterable<StateRow>, next?: StateRow): Generator<StateRow, undefined> {
  if (next !== undefined) yield next;
  yield* rest;
  return undefined;
}

function toIterable<Item>(items: Iterator<Item>): Iterable<Item> {
  return { [Symbol.iterator]: () => items };
}
