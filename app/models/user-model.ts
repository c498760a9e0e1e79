/**
 * Users in MongoDB. The rules stand elsewhere; the schema only names the fields and the indexes, of which two are
 * unique: one login name for each user, and one user for each person of an MSP.
 */
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import type { SealedText, UserDocument } from './user-document';

const text = { type: String, required: true } as const;
/** Mongoose takes an empty text for a missing one. */
const possiblyEmptyText = { type: String, default: '' } as const;
const flag = { type: Boolean, required: true } as const;
const sealedText = new Schema<SealedText>(
  { iv: possiblyEmptyText, text: possiblyEmptyText, tag: possiblyEmptyText },
  { _id: false },
);
const attempts = new Schema(
  { failed: { type: Number, required: true }, waitUntil: possiblyEmptyText },
  { _id: false },
);

const userSchema = new Schema<UserDocument>(
  {
    _id: text,
    loginName: text,
    name: text,
    post: possiblyEmptyText,
    person: text,
    organisationId: text,
    role: text,
    county: text,
    mspId: text,
    passwordHash: possiblyEmptyText,
    certificatePem: possiblyEmptyText,
    wallet: {
      type: new Schema(
        {
          salt: possiblyEmptyText,
          privateKey: { type: sealedText, required: true },
          codeSecret: sealedText,
        },
        { _id: false },
      ),
      required: true,
    },
    codeStep: { type: Number, required: true },
    mustChangePassword: flag,
    mustEnrolCode: flag,
    sessionsSince: possiblyEmptyText,
    language: text,
    size: text,
    shortcuts: flag,
    loginAttempts: { type: attempts, required: true },
    codeAttempts: { type: attempts, required: true },
    lastLoginAt: possiblyEmptyText,
    previousLoginAt: possiblyEmptyText,
    createdAt: text,
  },
  { versionKey: false, strict: 'throw', collection: 'users' },
)
  .index({ loginName: 1 }, { unique: true })
  .index({ mspId: 1, person: 1 }, { unique: true })
  .index({ mspId: 1, county: 1, loginName: 1 });

/** The users of a connection. */
export function userModel(connection: Connection): Model<UserDocument> {
  const known = connection.models['User'];
  return known === undefined
    ? connection.model<UserDocument>('User', userSchema)
    : connection.model<UserDocument>('User');
}
