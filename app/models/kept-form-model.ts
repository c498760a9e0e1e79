/**
 * Forms that were sent when the session had just ended: what was typed waits here until its person has signed in
 * again. One for each user, and gone after half an hour.
 */
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';

export interface KeptFormDocument {
  /** The user's id. */
  readonly _id: string;
  readonly path: string;
  /** The fields as JSON: their names are the sender's and must not become names in the store. */
  readonly fieldsJson: string;
  readonly expiresAt: Date;
}

const keptFormSchema = new Schema<KeptFormDocument>(
  {
    _id: { type: String, required: true },
    path: { type: String, required: true },
    fieldsJson: { type: String, required: true },
    expiresAt: { type: Date, required: true, expires: 0 },
  },
  { versionKey: false, strict: 'throw', collection: 'keptForms' },
);

/** The kept forms of a connection. */
export function keptFormModel(connection: Connection): Model<KeptFormDocument> {
  return connection.models['KeptForm'] === undefined
    ? connection.model<KeptFormDocument>('KeptForm', keptFormSchema)
    : connection.model<KeptFormDocument>('KeptForm');
}
