/**
 * What a consumer makes of the load's events: the state they describe, which operation was carried out by which
 * transactions, and how far it has read. A fold is kept as one text, state and checkpoint together, so that it can be
 * interrupted anywhere and resumed from what it kept.
 */
import { z } from 'zod';
import type { EventCheckpoint, LedgerEvent } from '../../ledger/ledger';
import { counterKey, recordKey, stateDigest } from './operation-contract';

const recordedField = z.object({ operation: z.string() });
const countedField = z.object({ operation: z.string(), counter: z.string(), value: z.number() });
const keptField = z.object({
  state: z.array(z.tuple([z.string(), z.string()])),
  carriedOut: z.array(z.tuple([z.string(), z.array(z.string())])),
  position: z.object({ blockNumber: z.string(), transactionId: z.string(), index: z.number() }).optional(),
});

interface Position {
  readonly blockNumber: bigint;
  readonly transactionId: string;
  readonly index: number;
}

export class OperationFold {
  readonly #state: Map<string, string>;
  readonly #carriedOut: Map<string, string[]>;
  #position: Position | undefined;

  /** An empty fold, or the one that was kept as this text. */
  constructor(kept?: string) {
    const { state, carriedOut, position } =
      kept === undefined ? { state: [], carriedOut: [] } : keptField.parse(JSON.parse(kept));
    this.#state = new Map(state);
    this.#carriedOut = new Map(carriedOut);
    this.#position =
      position === undefined ? undefined : { ...position, blockNumber: BigInt(position.blockNumber) };
  }

  /** Where to resume reading; undefined before the first event. */
  get checkpoint(): EventCheckpoint | undefined {
    return this.#position;
  }

  /** Transactions by the operation they carried out, in ledger order. */
  get carriedOut(): ReadonlyMap<string, readonly string[]> {
    return this.#carriedOut;
  }

  get keys(): number {
    return this.#state.size;
  }

  /** Digest of the state that the events describe, as `OperationContract:State` answers it. */
  get digest(): string {
    return stateDigest([...this.#state].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /**
   * Takes the next event; those of other contracts move the position alone.
   * @throws Error when the event comes twice, out of order, or counts from a value that the counter did not have
   */
  apply(event: LedgerEvent): void {
    this.#moveTo(event);
    const content: unknown = JSON.parse(event.payload);
    if (event.eventName === 'Recorded') this.#record(recordedField.parse(content).operation, event);
    if (event.eventName === 'Counted') this.#count(countedField.parse(content), event);
  }

  /** State and checkpoint as one text. */
  kept(): string {
    const position = this.#position && {
      ...this.#position,
      blockNumber: String(this.#position.blockNumber),
    };
    const kept: z.input<typeof keptField> = {
      state: [...this.#state],
      carriedOut: [...this.#carriedOut],
      position,
    };
    return JSON.stringify(kept);
  }

  #moveTo({ blockNumber, transactionIndex: index, transactionId }: LedgerEvent): void {
    const before = this.#position;
    const isNext =
      before === undefined ||
      blockNumber > before.blockNumber ||
      (blockNumber === before.blockNumber && index > before.index);
    if (!isNext) {
      const place = `${String(blockNumber)}/${String(index)}`;
      throw new Error(
        `Event ${place} came after ${String(before.blockNumber)}/${String(before.index)} was folded.`,
      );
    }
    this.#position = { blockNumber, transactionId, index };
  }

  #record(operation: string, { transactionId }: LedgerEvent): void {
    this.#state.set(recordKey(operation), transactionId);
    this.#note(operation, transactionId);
  }

  #count(counted: z.infer<typeof countedField>, { transactionId }: LedgerEvent): void {
    const key = counterKey(counted.counter);
    const expected = Number(this.#state.get(key) ?? '0') + 1;
    if (counted.value !== expected) {
      throw new Error(
        `${counted.operation} counted ${counted.counter} to ${String(counted.value)}, expected was ${String(expected)}: an update was lost.`,
      );
    }
    this.#state.set(key, String(counted.value));
    this.#note(counted.operation, transactionId);
  }

  #note(operation: string, transactionId: string): void {
    this.#carriedOut.set(operation, [...(this.#carriedOut.get(operation) ?? []), transactionId]);
  }
}
