/**
 * Keeps prepared statements. Every step is one conditional write, so that two officers, two tabs or a crash never make more
 * of a statement than one: a step that no longer fits changes nothing and says so.
 */
import type { Connection, Model } from 'mongoose';
import { Schema } from 'mongoose';
import type { StatementUpload, UploadCounts, UploadOutline, UploadStatus } from './statement-upload-document';

const anything = Schema.Types.Mixed;
const schema = new Schema<StatementUpload>(
  {
    ...{ _id: String, bank: String, source: String, fileName: String, hash: String, lines: [anything] },
    ...{ status: String, preparedBy: String, preparedAt: Date, decidedBy: String, decidedAt: Date },
    ...{ reason: String, sent: Number, counts: anything },
  },
  { collection: 'statement_uploads', versionKey: false, strict: 'throw', minimize: false, id: false },
);
schema.index({ bank: 1, status: 1, preparedAt: -1 });
// What its maker never handed over is forgotten.
const preparedKeptDays = 7;
schema.index(
  { preparedAt: 1 },
  { expireAfterSeconds: preparedKeptDays * 86_400, partialFilterExpression: { status: 'prepared' } },
);

const untouched: readonly UploadStatus[] = ['prepared', 'waiting'];
const sendable: readonly UploadStatus[] = ['waiting', 'sending'];

/** Statements a list shows at most. */
const uploadsListedMax = 50;

export interface StatementUploads {
  /** Keeps a statement; the same id again changes nothing. */
  keep(upload: StatementUpload): Promise<void>;
  /** A statement of this bank. */
  find(bank: string, id: string): Promise<StatementUpload | undefined>;
  /** A bank's statements without lines, those that await somebody first, then the newest. */
  list(bank: string): Promise<readonly UploadOutline[]>;
  /** Statements of a bank that a second officer must look at. */
  waiting(bank: string): Promise<readonly UploadOutline[]>;
  /** Hands a prepared statement to the second officer; only its maker does. */
  handOver(id: string, person: string): Promise<boolean>;
  /** Ends a statement of which nothing was sent. */
  reject(
    id: string,
    by: { readonly person: string; readonly at: Date; readonly reason: string },
  ): Promise<boolean>;
  /** Begins or resumes the sending by an officer who did not prepare it; answers how far it is. */
  begin(id: string, by: { readonly person: string; readonly at: Date }): Promise<StatementUpload | undefined>;
  /** Notes that the lines from `from` to `to` are on the chain; the same step again changes nothing. */
  advance(
    id: string,
    step: { readonly from: number; readonly to: number; readonly counts: UploadCounts },
  ): Promise<void>;
}

/** The statements kept on a connection. */
export function statementUploads(connection: Connection): StatementUploads {
  const uploads: Model<StatementUpload> =
    connection.models['StatementUpload'] ?? connection.model<StatementUpload>('StatementUpload', schema);
  const outlines = async (filter: Readonly<Record<string, unknown>>): Promise<readonly UploadOutline[]> =>
    uploads
      .aggregate<UploadOutline>([
        { $match: filter },
        { $addFields: { lineCount: { $size: '$lines' } } },
        { $project: { lines: 0 } },
        { $sort: { preparedAt: -1, _id: 1 } },
        { $limit: uploadsListedMax },
      ])
      .exec();
  return {
    keep: async (upload) => {
      const { _id, ...rest } = upload;
      await uploads.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true }).exec();
    },
    find: async (bank, id) => (await uploads.findOne({ _id: id, bank }).lean().exec()) ?? undefined,
    list: (bank) => outlines({ bank }),
    waiting: (bank) => outlines({ bank, status: { $in: [...sendable] } }),
    ...steps(uploads),
  };
}

function steps(
  uploads: Model<StatementUpload>,
): Pick<StatementUploads, 'handOver' | 'reject' | 'begin' | 'advance'> {
  return {
    handOver: async (id, person) => {
      const change = { $set: { status: 'waiting' as const } };
      const done = await uploads
        .updateOne({ _id: id, status: 'prepared', preparedBy: person }, change)
        .exec();
      return done.modifiedCount === 1;
    },
    reject: async (id, { person, at, reason }) => {
      const change = { $set: { status: 'rejected' as const, decidedBy: person, decidedAt: at, reason } };
      const open = { _id: id, status: { $in: [...untouched] } };
      return (await uploads.updateOne(open, change).exec()).modifiedCount === 1;
    },
    begin: async (id, { person, at }) => {
      const open = { _id: id, status: { $in: [...sendable] }, preparedBy: { $ne: person } };
      const change = { $set: { status: 'sending' as const, decidedBy: person, decidedAt: at } };
      if ((await uploads.updateOne(open, change).exec()).matchedCount === 0) return undefined;
      return (await uploads.findOne({ _id: id }).lean().exec()) ?? undefined;
    },
    advance: async (id, { from, to, counts }) => {
      const upload = await uploads.findOne({ _id: id, status: 'sending', sent: from }).lean().exec();
      if (upload === null) return;
      const sum = {
        new: upload.counts.new + counts.new,
        known: upload.counts.known + counts.known,
        conflict: upload.counts.conflict + counts.conflict,
      };
      const status = to >= upload.lines.length ? 'sent' : 'sending';
      await uploads.updateOne({ _id: id, sent: from }, { $set: { sent: to, counts: sum, status } }).exec();
    },
  };
}
