/**
 * Keeps what somebody typed into a form whose session had ended meanwhile, and gives it back once, at the same form,
 * after the same person has signed in or unlocked the key.
 */
import type { Connection, Model } from 'mongoose';
import { z } from 'zod';
import type { FormFields } from '../acts/act';
import type { KeptFormDocument } from '../models/kept-form-model';
import { keptFormModel } from '../models/kept-form-model';

const keptMsMax = 30 * 60_000;
const jsonCharactersMax = 64 * 1024;
/** These belong to the session that ended. */
const sessionFields = new Set([
  '_csrf',
  'code',
  'step',
  'requestId',
  'shown',
  'password',
  'current',
  'chosen',
  'repeated',
]);
const keptFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export class KeptForms {
  readonly #forms: Model<KeptFormDocument>;
  readonly #now: () => number;

  constructor(connection: Connection, now: () => number) {
    this.#forms = keptFormModel(connection);
    this.#now = now;
  }

  /** Keeps a form's fields for a user; a later one replaces it. One that is too long is not kept: false. */
  async keepForm(
    userId: string,
    form: { readonly path: string; readonly fields: unknown },
  ): Promise<boolean> {
    const fields = keptFields.safeParse(form.fields);
    if (!fields.success) return false;
    const kept = Object.entries(fields.data).filter(([name]) => !sessionFields.has(name));
    const fieldsJson = JSON.stringify(Object.fromEntries(kept));
    if (fieldsJson.length > jsonCharactersMax) return false;
    const expiresAt = new Date(this.#now() + keptMsMax);
    await this.#forms
      .updateOne({ _id: userId }, { $set: { path: form.path, fieldsJson, expiresAt } }, { upsert: true })
      .exec();
    return true;
  }

  /** The fields that were kept for this user at this path, once; undefined when there are none. */
  async takeForm(userId: string, path: string): Promise<FormFields | undefined> {
    const kept = await this.#forms
      .findOneAndDelete({ _id: userId, path, expiresAt: { $gt: new Date(this.#now()) } })
      .lean<KeptFormDocument>()
      .exec();
    if (kept === null) return undefined;
    return keptFields.parse(JSON.parse(kept.fieldsJson));
  }
}
