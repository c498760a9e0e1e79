/**
 * Reads and writes users. Each write is one atomic step with its condition in the filter, because two requests of one
 * person, or of somebody who guesses, may come at once.
 */
import type { Connection, Model, QueryFilter, UpdateQuery, UpdateWriteOpResult } from 'mongoose';
import type { MspId } from '../../domain/roles';
import type { Attempts, UserDocument, UserNaming, UserPreferences, UserSecrets } from './user-document';
import { userModel } from './user-model';
import { BriefMemory } from './brief-memory';

const duplicateKeyCode = 11_000;
export const usersPageMax = 100;

/** Which wrong tries are counted: those of the password or those of the code. */
export type AttemptKind = 'loginAttempts' | 'codeAttempts';

/** What one administrator looks after: an MSP, and in CountyMSP one county of it. */
export interface UserDomain {
  readonly mspId: MspId;
  readonly county?: string;
}

export class UserStore {
  readonly #users: Model<UserDocument>;
  readonly #memory = new BriefMemory<UserDocument | undefined>();

  constructor(connection: Connection) {
    this.#users = userModel(connection);
  }

  /** Makes the indexes; to be awaited before the first user is added, for two of them keep users unique. */
  async prepare(): Promise<void> {
    await this.#users.createIndexes();
  }

  async byLoginName(loginName: string): Promise<UserDocument | undefined> {
    return (await this.#users.findOne({ loginName }).lean<UserDocument>().exec()) ?? undefined;
  }

  async byId(id: string): Promise<UserDocument | undefined> {
    return (await this.#users.findById(id).lean<UserDocument>().exec()) ?? undefined;
  }

  /** The same as it was within the last seconds; what was written here since is in it. */
  rememberedById(id: string): Promise<UserDocument | undefined> {
    return this.#memory.of(id, () => this.byId(id));
  }

  async byPerson(mspId: MspId, person: string): Promise<UserDocument | undefined> {
    return (await this.#users.findOne({ mspId, person }).lean<UserDocument>().exec()) ?? undefined;
  }

  /** A page of the users of an administrator's domain by login name; `after` is the last one of the page before. */
  async inDomain(domain: UserDomain, after = ''): Promise<readonly UserDocument[]> {
    return this.#users
      .find({ ...domain, loginName: { $gt: after } })
      .sort({ loginName: 1 })
      .limit(usersPageMax)
      .lean<UserDocument[]>()
      .exec();
  }

  /** Adds a user; false when the login name or the person is there already. */
  async add(user: UserDocument): Promise<boolean> {
    try {
      await this.#users.create(user);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === duplicateKeyCode) return false;
      throw error;
    }
  }

  /** Counts a try before it is looked at; false when another one came between, which is then the one that counts. */
  async countAttempt(
    id: string,
    kind: AttemptKind,
    change: { seen: Attempts; next: Attempts },
  ): Promise<boolean> {
    const { seen, next } = change;
    const still = { [`${kind}.failed`]: seen.failed, [`${kind}.waitUntil`]: seen.waitUntil };
    const counted = await this.#change(id, { $set: { [kind]: next } }, still);
    return counted.modifiedCount === 1;
  }

  async clearAttempts(id: string, kind: AttemptKind): Promise<void> {
    await this.#change(id, { $set: { [kind]: { failed: 0, waitUntil: '' } } });
  }

  /** Uses up a code's time step; false when this or a later one was used before. */
  async takeCodeStep(id: string, step: number): Promise<boolean> {
    const taken = await this.#change(id, { $set: { codeStep: step } }, { codeStep: { $lt: step } });
    return taken.modifiedCount === 1;
  }

  /** Keeps when somebody signed in; what was the last login becomes the previous one. */
  async noteLogin(user: UserDocument, at: string): Promise<void> {
    await this.#change(user._id, { $set: { lastLoginAt: at, previousLoginAt: user.lastLoginAt } });
  }

  /** Replaces secrets, as long as the password is still the one that was looked at. */
  async replaceSecrets(user: UserDocument, secrets: UserSecrets): Promise<boolean> {
    const still = { passwordHash: user.passwordHash };
    const replaced = await this.#change(user._id, { $set: secrets }, still);
    return replaced.matchedCount === 1;
  }

  /** Replaces secrets whatever they were: a reset is the last word. */
  async overwriteSecrets(id: string, secrets: UserSecrets): Promise<void> {
    await this.#change(id, { $set: secrets });
  }

  /** Corrects how a person is called; whatever the chain knows of the person stays. */
  async setNaming(id: string, { name, post }: UserNaming): Promise<void> {
    await this.#change(id, { $set: { name, post } });
  }

  async setPreferences(id: string, preferences: Partial<UserPreferences>): Promise<void> {
    await this.#change(id, { $set: preferences });
  }

  /** Changes a user, on condition that what else the filter asks for still holds. */
  async #change(
    id: string,
    change: UpdateQuery<UserDocument>,
    still: QueryFilter<UserDocument> = {},
  ): Promise<UpdateWriteOpResult> {
    try {
      return await this.#users.updateOne({ ...still, _id: id }, change).exec();
    } finally {
      // Also when nobody knows whether it was written.
      this.#memory.forget(id);
    }
  }
}
