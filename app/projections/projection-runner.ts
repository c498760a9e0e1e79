/**
 * Keeps the projections up with the ledger: takes the events that have arrived, folds them and writes the changed
 * documents with the checkpoint in one transaction of the store, while the next ones are folded if there are any. When the store or the ledger is away it tries again; a
 * fold that fails is a bug and ends it, because pages that go on without an event would tell something untrue.
 */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { EventCheckpoint, Ledger, LedgerEvent } from '../../ledger/ledger';
import { UnknownCheckpointError } from '../../ledger/ledger-error';
import type { CheckpointDocument } from '../models/chain-documents';
import { readModelForm } from '../models/read-models';
import { isAfter } from './fold-draft-changes';
import type { ChangeNotice } from './change-notice';
import { changedScopes, changedTopics } from './change-notice';
import { chainEvent } from './event-codec';
import type { ChainEvent } from './event-codec';
import { EventQueue } from './event-queue';
import { foldEvent } from './fold-table';
import { HeightWatch } from './height-watch';
import { ProjectedStore, writesOf } from './projected-store';
import type { CollectionWrites } from './projected-store';
import { ForeignLedgerError, OutdatedReadModelError } from './projection-error';
import { WorkingSet } from './working-set';

const retryMsFirst = 100;
const retryMsMax = 5_000;
/** Events; some two milliseconds. */
const foldedAtOnce = 20;

export interface ProjectionStatus {
  /** The newest block that pages show; -1 before the first. */
  readonly block: number;
  /** Time of the newest event; undefined before the first. */
  readonly at: string | undefined;
  /** Whether the ledger is known to hold more than pages show. */
  readonly lagging: boolean;
  /** Why the projections stand still; absent while they run. */
  readonly failed?: { readonly message: string; readonly retrying: boolean };
}

export interface ProjectionOptions {
  /** Told of each failure that is tried again, and of the bug that is not. */
  readonly onFailure?: (error: unknown) => void;
}

type Listener = (notice: ChangeNotice) => void;

/** Events that were folded together, on their way to the store. */
interface Batch {
  readonly writes: readonly CollectionWrites[];
  readonly from: CheckpointDocument | undefined;
  readonly to: CheckpointDocument;
  readonly notice: ChangeNotice;
}

export class ProjectionRunner {
  readonly #ledger: Pick<Ledger, 'events' | 'height'>;
  readonly #store: ProjectedStore;
  readonly #set = new WorkingSet();
  readonly #stopping = new AbortController();
  readonly #listeners = new Set<Listener>();
  readonly #height: HeightWatch;
  readonly #options: ProjectionOptions;
  /** How far the store has come. */
  #checkpoint: CheckpointDocument | undefined;
  /** How far events are folded: one batch further than the store at most. */
  #folded: CheckpointDocument | undefined;
  /** Batches that were taken and are not yet written. */
  #inWork = 0;
  /** Ends when the newest batch is written; fails with it. */
  #saving: Promise<void> = Promise.resolve();
  #failed: ProjectionStatus['failed'];
  /** Where the newest notice stands; undefined before the first beginning. */
  #told: string | undefined;
  #retryMs = retryMsFirst;
  #running: Promise<void> | undefined;

  /** @param connection of Mongoose, to the database that holds the projections */
  constructor(
    ledger: Pick<Ledger, 'events' | 'height'>,
    connection: Connection,
    options: ProjectionOptions = {},
  ) {
    this.#ledger = ledger;
    this.#store = new ProjectedStore(connection);
    this.#options = options;
    this.#height = new HeightWatch(ledger);
  }

  /**
   * Begins to follow the ledger.
   * @returns ends when `stop` was called; rejects with the bug (or the foreign database) that ended it
   */
  start(): Promise<void> {
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Stops after the batch under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#height.stop();
    await this.#running?.catch(() => undefined);
  }

  /** Calls back after each batch was written; answers the way to end it. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  status(): ProjectionStatus {
    const block = this.#height.shown;
    return {
      block,
      at: this.#checkpoint?.at,
      lagging: block < this.#height.newest,
      ...(this.#failed === undefined ? {} : { failed: this.#failed }),
    };
  }

  /**
   * Waits until pages show a block.
   * @returns whether they do; false when it took longer than `limitMs`
   */
  waitFor(block: bigint, limitMs: number): Promise<boolean> {
    return this.#height.waitFor(Number(block), limitMs);
  }

  async #run(): Promise<void> {
    this.#height.start();
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#follow();
      } catch (error) {
        this.#set.forget();
        this.#height.lost();
        const retrying = isRetried(error);
        this.#failed = { message: messageOf(error), retrying };
        this.#options.onFailure?.(error);
        if (!retrying) {
          this.#height.stop();
          throw error;
        }
      }
      await this.#rest(this.#retryMs);
      this.#retryMs = Math.min(2 * this.#retryMs, retryMsMax);
    }
  }

  async #rest(ms: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    // Ending the rest early is what the signal is for.
    await pause(ms, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  /** Follows one stream of the ledger until it ends. */
  async #follow(): Promise<void> {
    this.#checkpoint = await this.#store.open(this.#set);
    this.#height.begun(this.#checkpoint?.block ?? -1);
    this.#tellUnseen(this.#checkpoint);
    this.#folded = this.#checkpoint;
    this.#inWork = 0;
    const stream = new AbortController();
    const signal = AbortSignal.any([stream.signal, this.#stopping.signal]);
    const queue = new EventQueue();
    const filled = queue.fill(this.#ledger.events({ ...resumeAfter(this.#checkpoint), signal }));
    try {
      for (;;) {
        const events = await taken(queue);
        if (events.length === 0) return;
        await this.#apply(events);
        // Whoever waits for the next events has written all that were told.
        if (queue.isEmpty) await this.#saving;
      }
    } finally {
      stream.abort();
      queue.close();
      await filled;
      // Its failure was thrown to whoever waited for it.
      await this.#saving.catch(() => undefined);
      this.#saving = Promise.resolve();
    }
  }

  async #apply(told: readonly LedgerEvent[]): Promise<void> {
    this.#height.arrived();
    const from = this.#folded;
    const events = told.map(chainEvent).filter(({ place }) => from === undefined || isAfter(place, from));
    const last = events.at(-1);
    if (last === undefined) return;
    this.#inWork += 1;
    await this.#store.loadFor(this.#set, events);
    await foldAll(this.#set, events);
    await this.#store.addFigures(this.#set);
    const to = checkpointAfter(last, this.#set.foundedAt);
    const changes = { topics: changedTopics(this.#set), scopes: changedScopes(this.#set) };
    const notice = { block: to.block, at: to.at, ...changes };
    const writes = writesOf(this.#set);
    this.#set.settle();
    this.#folded = to;
    await this.#saving;
    this.#set.trim();
    this.#saving = this.#save({ writes, from, to, notice });
    // Thrown to whoever waits for it.
    this.#saving.catch(() => undefined);
  }

  async #save({ writes, from, to, notice }: Batch): Promise<void> {
    await this.#store.save(writes, from, to);
    this.#checkpoint = to;
    this.#failed = undefined;
    this.#retryMs = retryMsFirst;
    this.#inWork -= 1;
    this.#height.folded(to.block);
    // Silence would else be taken for blocks without events.
    if (this.#inWork > 0) this.#height.arrived();
    this.#told = placeOf(to);
    this.#tell(notice);
  }

  /** What was written when the store was lost over it was never told; listeners then learn that anything may have changed. */
  #tellUnseen(checkpoint: CheckpointDocument | undefined): void {
    const place = placeOf(checkpoint);
    const isNew = this.#told !== undefined && this.#told !== place;
    this.#told = place;
    if (checkpoint === undefined || !isNew) return;
    this.#tell({ block: checkpoint.block, at: checkpoint.at, topics: new Set() });
  }

  #tell(notice: ChangeNotice): void {
    for (const listener of [...this.#listeners]) listener(notice);
  }
}

/** A bug in a fold; what it was about stands in the cause. */
class FoldError extends Error {
  readonly code = 'fold-failed';

  constructor({ name, place: { block, index, transactionId } }: ChainEvent, cause: unknown) {
    super(
      `Event ${name} of transaction ${transactionId} (block ${String(block)}, ${String(index)}) could not be folded: ` +
        `${messageOf(cause)}. Pages stay as they were before it; update the platform, then rebuild its projections.`,
      { cause },
    );
    this.name = 'FoldError';
  }
}

function placeOf(checkpoint: CheckpointDocument | undefined): string {
  return checkpoint === undefined ? '' : `${String(checkpoint.block)}.${String(checkpoint.index)}`;
}

/** Lets others have their turn: pages that are asked for, and the writes of the batch before. */
async function foldAll(set: WorkingSet, events: readonly ChainEvent[]): Promise<void> {
  for (const [number, event] of events.entries()) {
    if (number % foldedAtOnce === foldedAtOnce - 1) await nextTurn();
    try {
      foldEvent(set, event);
    } catch (error) {
      throw new FoldError(event, error);
    }
  }
}

async function taken(queue: EventQueue): Promise<readonly LedgerEvent[]> {
  try {
    return await queue.take();
  } catch (error) {
    throw error instanceof UnknownCheckpointError ? new ForeignLedgerError(error) : error;
  }
}

function isRetried(error: unknown): boolean {
  return ![FoldError, ForeignLedgerError, OutdatedReadModelError].some((kind) => error instanceof kind);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function resumeAfter(checkpoint: CheckpointDocument | undefined): { readonly checkpoint?: EventCheckpoint } {
  if (checkpoint === undefined) return {};
  const { block, transactionId } = checkpoint;
  return { checkpoint: { blockNumber: BigInt(block), transactionId } };
}

function checkpointAfter({ place }: ChainEvent, foundedAt: string | undefined): CheckpointDocument {
  const { block, index, transactionId, at } = place;
  return {
    ...{ _id: 'ledger', form: readModelForm, block, index, transactionId, at },
    ...(foundedAt === undefined ? {} : { foundedAt }),
  };
}
