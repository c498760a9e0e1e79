/**
 * Notes of progress reports by their SHA-256. What is read is hashed again: a note that no longer has the hash on the chain is
 * told as changed and is never shown as the report's own words.
 */
import type { Connection } from 'mongoose';
import { Schema } from 'mongoose';
import { noteHash } from './note-text';
import { modelOn } from './projected-schema';

interface NoteDocument {
  /** SHA-256 of the text. */
  readonly _id: string;
  readonly text: string;
}

/** A note that was asked for by its hash. */
export type FoundNote =
  | { readonly kind: 'intact'; readonly text: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'missing' };

export interface NoteStore {
  /** Keeps a canonical note and answers its hash; the same note again changes nothing. */
  keep(canonical: string): Promise<string>;
  /** Notes by their hashes; every hash that was asked for has an answer. */
  among(hashes: readonly string[]): Promise<ReadonlyMap<string, FoundNote>>;
}

const schema = new Schema<NoteDocument>(
  { _id: { type: String, required: true }, text: { type: String, required: true } },
  { versionKey: false, strict: 'throw', id: false },
);

/** The notes of a connected store. */
export function noteStore(connection: Connection): NoteStore {
  const notes = modelOn(connection, 'progress_notes', schema);
  return {
    keep: async (canonical) => {
      const hash = noteHash(canonical);
      await notes.updateOne({ _id: hash }, { $setOnInsert: { text: canonical } }, { upsert: true }).exec();
      return hash;
    },
    among: async (hashes) => {
      const found = await notes
        .find({ _id: { $in: [...hashes] } })
        .lean<NoteDocument[]>()
        .exec();
      const textOf = new Map(found.map(({ _id, text }) => [_id, text]));
      return new Map(hashes.map((hash) => [hash, foundNote(hash, textOf.get(hash))]));
    },
  };
}

function foundNote(hash: string, text: string | undefined): FoundNote {
  if (text === undefined) return { kind: 'missing' };
  return noteHash(text) === hash ? { kind: 'intact', text } : { kind: 'changed' };
}
