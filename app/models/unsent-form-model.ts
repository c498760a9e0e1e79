/**
 * Forms that were begun and not sent. They live in the store alone, belong to the organisation whose member began them, and
 * are seen by no other; fields are kept as a list of names and texts, so that no name of a field can mean anything to the store.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';

export type UnsentFields = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface UnsentForm {
  /** The form's own id, unguessable. */
  readonly id: string;
  /** What it shall become, as `project-application`. */
  readonly kind: string;
  readonly organisationId: string;
  /** Who saved it last. */
  readonly savedBy: string;
  readonly savedAt: Date;
  readonly fields: UnsentFields;
}

/** Whose forms are meant. */
export interface UnsentOwner {
  readonly organisationId: string;
  readonly userId: string;
  readonly name: string;
}

interface UnsentDocument {
  readonly _id: string;
  readonly kind: string;
  readonly organisationId: string;
  readonly savedBy: string;
  readonly savedAt: Date;
  readonly fields: readonly { readonly name: string; readonly texts: readonly string[] }[];
}

export const unsentFormsMax = 50;
/** A form that nobody touched for so long is removed, as its files are. */
const unsentDays = 30;

const schema = new Schema<UnsentDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    organisationId: { type: String, required: true, index: true },
    savedBy: { type: String, required: true },
    savedAt: { type: Date, required: true, expires: unsentDays * 24 * 3_600 },
    fields: [
      { _id: false, name: { type: String, required: true }, texts: { type: [String], required: true } },
    ],
  },
  { collection: 'unsent_forms', versionKey: false },
);

/** `saved`, or `too-many` when the organisation keeps as many as it may. */
export type SaveOutcome = 'saved' | 'too-many';

export interface UnsentForms {
  /** Saves a form under its id; another organisation's form of that id stays untouched and counts as not there. */
  save(owner: UnsentOwner, form: Pick<UnsentForm, 'id' | 'kind' | 'fields'>): Promise<SaveOutcome>;
  find(organisationId: string, id: string): Promise<UnsentForm | undefined>;
  /** Newest first. */
  list(organisationId: string, kind: string): Promise<readonly UnsentForm[]>;
  remove(organisationId: string, id: string): Promise<boolean>;
}

/** The unsent forms of a connected store. */
export function unsentForms(connection: Connection, now: () => Date): UnsentForms {
  const forms: Model<UnsentDocument> = connection.model<UnsentDocument>('UnsentForm', schema);
  return {
    save: async ({ organisationId, name }, { id, kind, fields }) => {
      const known = await forms.exists({ _id: id });
      const others = await forms.countDocuments({ organisationId, _id: { $ne: id } });
      if (others >= unsentFormsMax) return 'too-many';
      const saved = { kind, savedBy: name, savedAt: now(), fields: listed(fields) };
      // Never an upsert over another organisation's form: its id would collide and the write fail.
      await forms.updateOne({ _id: id, organisationId }, { $set: saved }, { upsert: known === null });
      return 'saved';
    },
    find: async (organisationId, id) => {
      const document = await forms.findOne({ _id: id, organisationId }).lean().exec();
      return document === null ? undefined : formOf(document);
    },
    list: async (organisationId, kind) => {
      const documents = await forms.find({ organisationId, kind }).sort({ savedAt: -1 }).lean().exec();
      return documents.map(formOf);
    },
    remove: async (organisationId, id) => {
      const { deletedCount } = await forms.deleteOne({ _id: id, organisationId });
      return deletedCount === 1;
    },
  };
}

function listed(fields: UnsentFields): UnsentDocument['fields'] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [{ name, texts: typeof value === 'string' ? [value] : [...value] }];
  });
}

function formOf({ _id, fields, ...rest }: UnsentDocument): UnsentForm {
  const pairs = fields.map(({ name, texts }) => [name, texts.length === 1 ? texts[0] : texts] as const);
  return { id: _id, ...rest, fields: Object.fromEntries(pairs) };
}
