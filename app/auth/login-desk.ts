/**
 * Signing in: login name and password in, the user out, or nothing. Whoever is turned away learns neither whether the
 * name exists nor why, and it takes as long either way.
 */
import type { LedgerIdentity } from '../../ledger/ledger';
import { keyIdentity } from '../../ledger/identities/key-identity';
import type { UserDocument } from '../models/user-document';
import type { UserStore } from '../models/user-store';
import { beginAttempt } from './attempt-limit';
import { hashPassword, isPassword, newOneTimePassword } from './password';
import type { Standing } from './standing';
import type { UnlockedKey } from './unlocked-keys';
import type { OpenWallet } from './wallet';
import { openWallet } from './wallet';

const loginNameCharactersMax = 64;

export interface LoginDeskParts {
  readonly users: UserStore;
  readonly standing: Standing;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class LoginDesk {
  readonly #parts: LoginDeskParts;
  /** The hash of a password that nobody knows: what an unknown name is compared with. */
  readonly #nobody: string;

  private constructor(parts: LoginDeskParts, nobody: string) {
    this.#parts = parts;
    this.#nobody = nobody;
  }

  static async open(parts: LoginDeskParts): Promise<LoginDesk> {
    return new LoginDesk(parts, await hashPassword(newOneTimePassword()));
  }

  /** The user whose name and password these are; undefined in every other case. */
  async check(loginName: string, password: string): Promise<UserDocument | undefined> {
    const name = plainLoginName(loginName);
    const user = name.length > loginNameCharactersMax ? undefined : await this.#parts.users.byLoginName(name);
    return this.#checkPassword(user, password);
  }

  /** The user of this id when the password is the right one: for whoever is signed in and must show it again. */
  async confirm(userId: string, password: string): Promise<UserDocument | undefined> {
    return this.#checkPassword(await this.#parts.users.byId(userId), password);
  }

  /**
   * The user of a session that began at this time; undefined when the user is gone or disabled on the chain, or when a
   * reset or a new password has voided the session.
   */
  async recall(userId: string, beganAt: number): Promise<UserDocument | undefined> {
    const user = await this.#parts.users.rememberedById(userId);
    if (user === undefined) return undefined;
    if (user.sessionsSince !== '' && beganAt < Date.parse(user.sessionsSince)) return undefined;
    return (await this.#parts.standing.isDisabled(user)) ? undefined : user;
  }

  async #checkPassword(user: UserDocument | undefined, password: string): Promise<UserDocument | undefined> {
    const { users, standing, now } = this.#parts;
    const mayTry =
      user !== undefined &&
      user.passwordHash !== '' &&
      (await beginAttempt(users, user, { kind: 'loginAttempts', now: now() }));
    const matches = await isPassword(password, mayTry ? user.passwordHash : this.#nobody);
    if (!mayTry || !matches || (await standing.isDisabled(user))) return undefined;
    await users.clearAttempts(user._id, 'loginAttempts');
    return user;
  }
}

/** Login names count alike in upper and lower case and in full-width letters. */
export function plainLoginName(loginName: string): string {
  return loginName.normalize('NFKC').trim().toLowerCase();
}

/**
 * The user's key, opened with the password.
 * @throws WalletClosedError when the wallet was not sealed with this password
 */
export async function unlockedKeyOf(user: UserDocument, password: string): Promise<UnlockedKey> {
  return keyFromWallet(user, await openWallet(user._id, password, user.wallet));
}

/** What an opened wallet lets its owner do in a session. */
export function keyFromWallet(user: UserDocument, wallet: OpenWallet): UnlockedKey {
  const { certificatePem, mspId } = user;
  const { privateKeyPem, codeSecret, key } = wallet;
  const identity: LedgerIdentity = keyIdentity({ mspId, certificatePem, privateKeyPem });
  return { userId: user._id, identity, walletKey: key, codeSecret };
}
