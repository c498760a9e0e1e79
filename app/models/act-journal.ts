/**
 * Which filled-in forms were carried out, by user and request id: a form that is sent twice does one thing and leads to the
 * same page. The chain knows a repeated request id by itself; the journal spares the person a second code.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';

interface JournalLine {
  /** `<user>:<request id>`. */
  readonly _id: string;
  readonly href: string;
  readonly notice: string;
  readonly at: Date;
}

/** Long enough for a browser that was left open over a weekend; the chain's own memory has no end. */
const keptDays = 7;

const schema = new Schema<JournalLine>(
  {
    _id: { type: String, required: true },
    href: { type: String, required: true },
    notice: { type: String, required: true },
    at: { type: Date, required: true, expires: keptDays * 24 * 3_600 },
  },
  { collection: 'act_journal', versionKey: false },
);

export interface ActJournal {
  /** Where the form led when it was carried out; undefined when it was not. */
  find(key: string): Promise<{ readonly href: string; readonly notice: string } | undefined>;
  keep(key: string, end: { readonly href: string; readonly notice: string }): Promise<void>;
}

/** The journal kept in the store. */
export function actJournal(connection: Connection, now: () => Date): ActJournal {
  const lines: Model<JournalLine> = connection.model<JournalLine>('ActJournal', schema);
  return {
    find: async (key) => {
      const line = await lines.findById(key).lean().exec();
      return line === null ? undefined : { href: line.href, notice: line.notice };
    },
    keep: async (key, { href, notice }) => {
      await lines
        .updateOne({ _id: key }, { $setOnInsert: { href, notice, at: now() } }, { upsert: true })
        .exec();
    },
  };
}
