/**
 * New users and resets: a pseudonym, a key with its certificate from the MSP's authority, and a wallet sealed under a
 * one-time password that is shown once and stored nowhere. A reset throws the old sealed key away: nobody, an
 * administrator least, gets at a person's key without that person's password.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Locale } from '../../domain/refusals/refusal';
import type { MspId, Role } from '../../domain/roles';
import type { Enrolment, IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { UserDocument, UserSecrets } from '../models/user-document';
import type { SessionStore } from '../models/session-model';
import type { UserStore } from '../models/user-store';
import { hashPassword, newOneTimePassword } from './password';
import type { UnlockedKeys } from './unlocked-keys';
import type { WalletSecrets } from './wallet';
import { sealWallet } from './wallet';

const pseudonymBytes = 5;

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
  readonly codeSecret: string;
  /** The person's certificate and key when they were enrolled before. */
  readonly enrolment?: Enrolment;
}

export type Admission =
  | { readonly ok: true; readonly user: UserDocument; readonly password: string }
  | { readonly ok: false; readonly reason: 'taken' };

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

  /** Makes a user with a one-time password, who must change it and enrol a code at the first login. */
  invite(entry: NewUser): Promise<Admission> {
    return this.#add(entry, { password: newOneTimePassword() }, true);
  }

  /** Makes a user who can begin at once; for a demo, whose password and codes are shown to everybody. */
  addReady(entry: NewUser, secrets: ReadySecrets): Promise<Admission> {
    return this.#add(entry, secrets, false);
  }

  /**
   * Gives a user a new one-time password, a new key and a new certificate for the same person, and ends the sessions.
   * The certificate that was in force until now is to be disabled on the chain by the administrator before.
   */
  async reset(user: UserDocument): Promise<string> {
    const { users, sessions, unlocked, now } = this.#parts;
    const password = newOneTimePassword();
    const secrets = await this.#newSecrets(user, { password });
    const sessionsSince = new Date(now()).toISOString();
    const due = { mustChangePassword: true, mustEnrolCode: true, sessionsSince };
    await users.replaceSecrets(user, { ...secrets, ...due });
    unlocked.dropUser(user._id);
    await sessions.endAllOf(user._id);
    await users.clearAttempts(user._id, 'loginAttempts');
    await users.clearAttempts(user._id, 'codeAttempts');
    return password;
  }

  async #add(
    entry: NewUser,
    known: { password: string; codeSecret?: string; enrolment?: Enrolment },
    isFirstLogin: boolean,
  ): Promise<Admission> {
    const { users, now } = this.#parts;
    const person = entry.person ?? newPseudonym();
    if ((await users.byLoginName(entry.loginName)) !== undefined) return { ok: false, reason: 'taken' };
    const owner = { ...entry, _id: randomUUID(), person };
    const secrets = await this.#newSecrets(owner, known);
    const user: UserDocument = {
      ...owner,
      ...secrets,
      mustChangePassword: isFirstLogin,
      mustEnrolCode: isFirstLogin,
      sessionsSince: '',
      codeStep: 0,
      size: 'normal',
      shortcuts: true,
      loginAttempts: { failed: 0, waitUntil: '' },
      codeAttempts: { failed: 0, waitUntil: '' },
      lastLoginAt: '',
      previousLoginAt: '',
      createdAt: new Date(now()).toISOString(),
    };
    const added = await users.add(user);
    return added ? { ok: true, user, password: known.password } : { ok: false, reason: 'taken' };
  }

  async #newSecrets(
    owner: Pick<UserDocument, '_id' | 'role' | 'organisationId' | 'county' | 'person' | 'mspId'>,
    known: { password: string; codeSecret?: string; enrolment?: Enrolment },
  ): Promise<Pick<UserSecrets, 'passwordHash' | 'certificatePem' | 'wallet'>> {
    const enrolment = known.enrolment ?? (await this.#enrol(owner));
    const secrets: WalletSecrets = { privateKeyPem: enrolment.privateKeyPem, codeSecret: known.codeSecret };
    return {
      passwordHash: await hashPassword(known.password),
      certificatePem: enrolment.identity.certificatePem,
      wallet: await sealWallet(owner._id, known.password, secrets),
    };
  }

  #enrol(
    owner: Pick<UserDocument, 'role' | 'organisationId' | 'county' | 'person' | 'mspId'>,
  ): Promise<Enrolment> {
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

/** A pseudonym that says nothing of its person. */
function newPseudonym(): string {
  return `p-${randomBytes(pseudonymBytes).toString('hex')}`;
}
