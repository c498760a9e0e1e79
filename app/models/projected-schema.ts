/**
 * What the schemas of all projected collections have in common. They hold no rules: a document is written whole by the
 * projections and read lean; the schema casts what a query asks and refuses a field that does not exist.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';

/**
 * No version key, because the ledger's order is the version; no buffering, because a store that is away must be told of
 * at once; indexes are made by the projections' own start, not by the first import.
 */
export const projectedOptions = {
  versionKey: false,
  strict: 'throw',
  strictQuery: 'throw',
  minimize: false,
  id: false,
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
} as const;

/** A value that is read as it was written. */
export const anything = Schema.Types.Mixed;
/** A list of such values. */
export const anythings = [Schema.Types.Mixed];

/** The model of a collection on a connection, made at its first use there. */
export function modelOn<Document>(
  connection: Connection,
  collection: string,
  schema: Schema<Document>,
): Model<Document> {
  return connection.models[collection] ?? connection.model<Document>(collection, schema, collection);
}
