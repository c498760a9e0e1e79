/**
 * New users and resets: a pseudonym, a key with its certificate from the MSP's authority, and a wallet sealed under a
 * one-time password that is shown once and stored nowhere. A reset throws the old sealed key away: nobody, an
 * administrator least, gets at a person's key without that person's password.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Locale } from '../../domain/refusals/refusal';
import type { MspId, Role } from '../../domain/roles';
import type { Enrolment, IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { SessionStore } from '../models/session-model';
import type { SealedWallet, UserDocument, UserSecrets } from '../models/user-document';
import type { UserStore } from '../models/user-store';
import { hashPassword, newOneTimePassword } from './password';
import type { UnlockedKeys } from './unlocked-keys';
import { sealWallet } from './wallet';

const pseudonymBytes = 5;
const nothingSealed = { iv: '', text: '', tag: '' } as const;
const emptyWallet: SealedWallet = { salt: '', privateKey: nothingSealed };

/** Who is to be a user; the person's pseudonym is drawn when none is given. */
export interface NewUser {
  readonly loginName: string;
  readonly name: string;
  readonly post: string;
  readonly person?: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
  readonly language: Locale;
}

/** What a demo's user begins with instead of a one-time password: known to everybody, and nothing left to do. */
export interface ReadySecrets {
  readonly password: string;
  /** Base32. */
  readonly codeSecret: string;
  /** The person's certificate and key when they were enrolled before. */
  readonly enrolment?: Enrolment;
}

export interface EnrolmentParts {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly unlocked: UnlockedKeys;
  /** The authority that issues for an MSP; undefined where this platform has none. */
  readonly issuerOf: (mspId: MspId) => IdentityIssuer | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class EnrolmentDesk {
  readonly #parts: EnrolmentParts;

  constructor(parts: EnrolmentParts) {
    this.#parts = parts;
  }

  /** Adds a user who cannot sign in yet; undefined when the login name or the person is there already. */
  async add(entry: NewUser): Promise<UserDocument | undefined> {
    const { users, now } = this.#parts;
    const user: UserDocument = {
      ...entry,
      _id: randomUUID(),
      person: entry.person ?? newPseudonym(),
      ...closed(now()),
      codeStep: 0,
      size: 'normal',
      shortcuts: true,
      loginAttempts: { failed: 0, waitUntil: '' },
      codeAttempts: { failed: 0, waitUntil: '' },
      lastLoginAt: '',
      previousLoginAt: '',
      createdAt: new Date(now()).toISOString(),
    };
    return (await users.add(user)) ? user : undefined;
  }

  /**
   * Adds a user who can begin at once, or completes one whose adding broke off; for a demo, whose password and codes are
   * shown to everybody. Undefined when the login name or the person is somebody's who can sign in.
   */
  async addReady(entry: NewUser, ready: ReadySecrets): Promise<UserDocument | undefined> {
    const user = (await this.add(entry)) ?? (await this.#halfAdded(entry));
    if (user === undefined) return undefined;
    const { password, codeSecret } = ready;
    const enrolment = ready.enrolment ?? (await this.#enrol(user));
    const { privateKeyPem, identity } = enrolment;
    const secrets: UserSecrets = {
      passwordHash: await hashPassword(password),
      certificatePem: identity.certificatePem,
      wallet: await sealWallet(user._id, password, { privateKeyPem, codeSecret }),
      mustChangePassword: false,
      mustEnrolCode: false,
      sessionsSince: '',
    };
    await this.#parts.users.replaceSecrets(user, secrets);
    return { ...user, ...secrets };
  }

  /**
   * Gives a user a new key, a new certificate for the same person, and a one-time password that opens them. Whoever signs
   * in with it has to choose a password and to enrol a code.
   */
  async giveOneTimePassword(user: UserDocument): Promise<string> {
    const password = newOneTimePassword();
    const { privateKeyPem, identity } = await this.#enrol(user);
    await this.#replace(user, {
      ...closed(this.#parts.now()),
      passwordHash: await hashPassword(password),
      certificatePem: identity.certificatePem,
      wallet: await sealWallet(user._id, password, { privateKeyPem }),
    });
    return password;
  }

  /**
   * Throws a user's password, sealed key and code away and ends the sessions: the half of a reset that stands in the store.
   * The other half is the certificate, which the administrator disables on the chain before.
   */
  async close(user: UserDocument): Promise<void> {
    await this.#replace(user, { ...closed(this.#parts.now()), certificatePem: user.certificatePem });
  }

  /** Ends whatever a user has open, as when the person is disabled. */
  async endSessions(userId: string): Promise<void> {
    this.#parts.unlocked.dropUser(userId);
    await this.#parts.sessions.endAllOf(userId);
  }

  async #halfAdded({ mspId, person = '', loginName }: NewUser): Promise<UserDocument | undefined> {
    const known = await this.#parts.users.byPerson(mspId, person);
    return known?.passwordHash === '' && known.loginName === loginName ? known : undefined;
  }

  async #replace(user: UserDocument, secrets: UserSecrets): Promise<void> {
    const { users } = this.#parts;
    await users.overwriteSecrets(user._id, secrets);
    await this.endSessions(user._id);
    await users.clearAttempts(user._id, 'loginAttempts');
    await users.clearAttempts(user._id, 'codeAttempts');
  }

  #enrol(owner: UserDocument): Promise<Enrolment> {
    const issuer = this.#parts.issuerOf(owner.mspId);
    if (issuer === undefined) {
      throw new Error(
        `No authority issues certificates of ${owner.mspId} here: person ${owner.person} was not enrolled. Name the authority in the configuration.`,
      );
    }
    const { role, organisationId: organisation, county, person } = owner;
    return issuer.enrol({ role, organisation, county, person, kind: 'person' });
  }
}

/** The secrets of somebody who cannot sign in. */
function closed(now: number): UserSecrets {
  return {
    passwordHash: '',
    certificatePem: '',
    wallet: emptyWallet,
    mustChangePassword: true,
    mustEnrolCode: true,
    sessionsSince: new Date(now).toISOString(),
  };
}

/** A pseudonym that says nothing of its person. */
function newPseudonym(): string {
  return `p-${randomBytes(pseudonymBytes).toString('hex')}`;
}
