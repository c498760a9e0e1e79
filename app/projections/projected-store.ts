/**
 * Loads what a batch of events needs and writes what it changed: all documents and the checkpoint in one transaction of
 * the store, so that after any crash the documents stand exactly where the checkpoint says.
 */
import type { Connection, mongo } from 'mongoose';
import type { CheckpointDocument } from '../models/chain-documents';
import type { ReadModels } from '../models/read-models';
import { prepareCollections, projectedCollections, readModelForm, readModels } from '../models/read-models';
import { documentsAs } from './document-codec';
import type { ChainEvent } from './event-codec';
import { objectsOf } from './event-objects';
import { differencesOf, figuresOfChanges } from './figure-changes';
import { OutdatedReadModelError, StoreBehindError, StoreUnavailableError } from './projection-error';
import type { Change, Shelf } from './shelf';
import type { WorkingSet } from './working-set';

/** Integers of 64 bits are amounts in fen: read as bigint, whatever the connection's own options are. */
const reading = { useBigInt64: true } as const;
const checkpointId = 'ledger';
/** No version's. */
const formOfNone = 0;

interface AnyDocument {
  readonly _id: string | number;
}
type Write = mongo.AnyBulkWriteOperation<AnyDocument>;

/** The writes of one collection. */
export interface CollectionWrites {
  readonly name: keyof ReadModels;
  readonly writes: readonly Write[];
}

export class ProjectedStore {
  readonly models: ReadModels;
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.models = readModels(connection);
  }

  /**
   * Makes missing collections and indexes, and fills the shelves that are kept whole.
   * @throws OutdatedReadModelError when another version wrote the documents, or a rebuild was broken off
   */
  async open(set: WorkingSet): Promise<CheckpointDocument | undefined> {
    await this.requireCurrentForm();
    await prepareCollections(this.models);
    await this.#all(set.organisations, 'organisations');
    await this.#load(set.thresholds, 'thresholds', ['thresholds']);
    const checkpoint = await this.checkpoint();
    set.foundedAt = checkpoint?.foundedAt;
    return checkpoint;
  }

  /** @throws OutdatedReadModelError when another version wrote the documents, or a rebuild was broken off */
  async requireCurrentForm(): Promise<void> {
    const stands = await this.checkpoint();
    if (stands !== undefined && stands.form !== readModelForm) throw new OutdatedReadModelError();
  }

  /** Drops every projected collection; what originates in the store (users, sessions, files, unsent forms) stays as it is. */
  async drop(): Promise<void> {
    // Marked first and dropped last: what is broken off in between is taken for outdated, and nobody else writes on.
    const checkpoints = this.#collection<CheckpointDocument>('checkpoints');
    await checkpoints.updateOne({ _id: checkpointId }, { $set: { form: formOfNone } });
    const others = projectedCollections(this.models).filter((name) => name !== checkpoints.collectionName);
    for (const name of [...others, checkpoints.collectionName]) {
      await this.#connection.dropCollection(name).catch(absentIsDropped);
    }
  }

  /** How far the projections have read; undefined before the first event. */
  async checkpoint(): Promise<CheckpointDocument | undefined> {
    const found = await this.#collection<CheckpointDocument>('checkpoints').findOne(
      { _id: checkpointId },
      reading,
    );
    return found ?? undefined;
  }

  /** Loads every document the events change, in few queries. */
  async loadFor(set: WorkingSet, events: readonly ChainEvent[]): Promise<void> {
    const objects = events.map(({ named }) => objectsOf(named));
    const ids = (name: keyof (typeof objects)[number]): readonly string[] =>
      objects.flatMap((each) => [...each[name]]);
    await Promise.all([
      this.#load(set.projects, 'projects', ids('projects')),
      this.#load(set.drafts, 'drafts', ids('drafts')),
      this.#load(set.exceptions, 'exceptions', ids('exceptions')),
      this.#load(set.organisations, 'organisations', ids('organisations')),
      this.#load(set.accounts, 'accounts', ids('accounts')),
      this.#load(set.bankKeys, 'bankKeys', ids('bankKeys')),
      this.#load(set.entries, 'entries', ids('entries')),
      this.#load(
        set.blocks,
        'blocks',
        events.map(({ place }) => place.block),
      ),
    ]);
    const projects = [...ids('projects'), ...projectsOfDrafts(set, ids('drafts'))];
    await this.#load(set.projects, 'projects', projects);
    await this.#load(set.drafts, 'drafts', liveDraftsOf(set, projects));
  }

  /** Puts the figures' changes beside the documents' own. */
  async addFigures(set: WorkingSet): Promise<void> {
    const differences = differencesOf(set);
    await this.#load(set.figures, 'figures', [...differences.keys()]);
    figuresOfChanges(set, differences);
  }

  /**
   * Writes what a batch changed, and the checkpoint if it still stands where this process left it.
   * @throws StoreBehindError when another process has moved it
   */
  async save(
    writes: readonly CollectionWrites[],
    from: CheckpointDocument | undefined,
    to: CheckpointDocument,
  ): Promise<void> {
    const session = await this.#connection.startSession();
    try {
      session.startTransaction();
      await this.#moveCheckpoint(from, to, session);
      for (const each of writes) await this.#write(each, session);
      await session.commitTransaction();
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw error;
    } finally {
      await session.endSession();
    }
  }

  async #moveCheckpoint(
    from: CheckpointDocument | undefined,
    to: CheckpointDocument,
    session: mongo.ClientSession,
  ): Promise<void> {
    const checkpoints = this.#collection<CheckpointDocument>('checkpoints');
    if (from === undefined) {
      await checkpoints.insertOne(to, { session });
      return;
    }
    const { form, block, index } = from;
    const stood = { _id: checkpointId, form, block, index } as const;
    const moved = await checkpoints.replaceOne(stood, to, { session });
    if (moved.matchedCount === 0) throw new StoreBehindError(block, index);
  }

  async #write({ name, writes }: CollectionWrites, session: mongo.ClientSession): Promise<void> {
    if (writes.length === 0) return;
    await this.#collection<AnyDocument>(name).bulkWrite([...writes], { session, ordered: false });
  }

  async #load<Document extends { readonly _id: string | number }>(
    shelf: Shelf<Document>,
    name: keyof ReadModels,
    ids: readonly Document['_id'][],
  ): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !shelf.knows(id));
    if (unknown.length === 0) return;
    const found = this.#collection<AnyDocument>(name).find({ _id: { $in: unknown } }, reading);
    shelf.take(unknown, documentsAs<Document>(await found.toArray()));
  }

  /** A register that is kept whole. */
  async #all<Document extends { readonly _id: string | number }>(
    shelf: Shelf<Document>,
    name: keyof ReadModels,
  ): Promise<void> {
    const documents = await this.#collection<AnyDocument>(name).find({}, reading).toArray();
    shelf.take([], documentsAs<Document>(documents));
  }

  #collection<Document extends mongo.Document>(name: keyof ReadModels): mongo.Collection<Document> {
    const { db } = this.#connection;
    if (db === undefined) throw new StoreUnavailableError(name);
    return db.collection<Document>(name);
  }
}

/** Before MongoDB 7 a collection that is not there was an error. */
function absentIsDropped(error: unknown): void {
  const isAbsent = error instanceof Error && error.message.includes('ns not found');
  if (!isAbsent) throw error;
}

/** Drafts tell their projects only once they are loaded. */
function projectsOfDrafts(set: WorkingSet, draftIds: readonly string[]): readonly string[] {
  return draftIds.flatMap((draftId) => set.drafts.find(draftId)?.projectId ?? []);
}

/** Whatever happens to a project, what its draft awaits stands with it. */
function liveDraftsOf(set: WorkingSet, projectIds: readonly string[]): readonly string[] {
  return projectIds.flatMap((projectId) => set.projects.find(projectId)?.liveDraftId ?? []);
}

/** What is to be written of everything that changed. */
export function writesOf(set: WorkingSet): readonly CollectionWrites[] {
  return [
    { name: 'projects', writes: set.projects.changes().map(written) },
    { name: 'drafts', writes: set.drafts.changes().map(written) },
    { name: 'exceptions', writes: set.exceptions.changes().map(written) },
    { name: 'organisations', writes: set.organisations.changes().map(written) },
    { name: 'accounts', writes: set.accounts.changes().map(written) },
    { name: 'bankKeys', writes: set.bankKeys.changes().map(written) },
    { name: 'thresholds', writes: set.thresholds.changes().map(written) },
    { name: 'entries', writes: set.entries.changes().map(written) },
    { name: 'registrations', writes: set.registrations.changes().map(({ now }) => replaced(now, true)) },
    { name: 'payments', writes: set.payments.changes().map(({ now }) => replaced(now, true)) },
    { name: 'transactions', writes: set.transactions.changes().map(written) },
    { name: 'blocks', writes: set.blocks.changes().map(written) },
    { name: 'figures', writes: set.figures.changes().map(written) },
  ];
}

/** A new document is inserted: were it there already, the projections would be wrong, and must not go on. */
function written({ before, now }: Change<AnyDocument>): Write {
  return before === undefined ? { insertOne: { document: now } } : replaced(now, false);
}

function replaced(now: AnyDocument, upsert: boolean): Write {
  return { replaceOne: { filter: { _id: now._id }, replacement: now, upsert } };
}
