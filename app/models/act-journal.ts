/**
 * Which filled-in forms were carried out, by user and request id: a form that is sent twice does one thing and leads to the
 * same page. The chain knows a repeated request id by itself; the journal spares the person a second code.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';

interface JournalLine {
  /** `<user>:<request id>`. */
  readonly _id: string;
  /** Digest of what was sent. */
  readonly content: string;
  readonly href: string;
  readonly notice: string;
  readonly at: Date;
}

/** Long enough for a browser that was left open over a weekend; the chain's own memory has no end. */
const keptDays = 7;

const schema = new Schema<JournalLine>(
  {
    _id: { type: String, required: true },
    content: { type: String, required: true },
    href: { type: String, required: true },
    notice: { type: String, required: true },
    at: { type: Date, required: true, expires: keptDays * 24 * 3_600 },
  },
  { collection: 'act_journal', versionKey: false },
);

/** A form that was carried out: the digest of what was sent, and where it led. */
export interface DoneForm {
  readonly content: string;
  readonly end: { readonly href: string; readonly notice: string };
}

export interface ActJournal {
  /** The form that was carried out under this key; undefined when none was. */
  find(key: string): Promise<DoneForm | undefined>;
  keep(key: string, done: DoneForm): Promise<void>;
}

/** The journal kept in the store. */
export function actJournal(connection: Connection, now: () => Date): ActJournal {
  const lines: Model<JournalLine> = connection.model<JournalLine>('ActJournal', schema);
  return {
    find: async (key) => {
      const line = await lines.findById(key).lean().exec();
      return line === null
        ? undefined
        : { content: line.content, end: { href: line.href, notice: line.notice } };
    },
    keep: async (key, { content, end: { href, notice } }) => {
      await lines
        .updateOne({ _id: key }, { $setOnInsert: { content, href, notice, at: now() } }, { upsert: true })
        .exec();
    },
  };
}
