/**
 * A user as the store keeps it. Users originate here and not on the ledger: the chain knows a person by pseudonym and
 * certificate alone, and this document ties the pseudonym to a name, a password and the sealed private key.
 */
import type { Locale } from '../../domain/refusals/refusal';
import type { MspId, Role } from '../../domain/roles';

/** A text sealed with AES-256-GCM; all three are base64. */
export interface SealedText {
  readonly iv: string;
  readonly text: string;
  readonly tag: string;
}

/** What only the person's password opens. */
export interface SealedWallet {
  /** Salt of the key that is derived from the password, base64; another one than the password hash has. */
  readonly salt: string;
  /** PKCS #8, PEM. */
  readonly privateKey: SealedText;
  /** Shared secret of the codes, base32; absent until the person has enrolled a code. */
  readonly codeSecret?: SealedText;
}

/** Wrong tries in a row, and until when no further one is looked at (ISO 8601 in UTC; empty when there is no wait). */
export interface Attempts {
  readonly failed: number;
  readonly waitUntil: string;
}

export interface UserDocument {
  readonly _id: string;
  /** Lower case, unique. */
  readonly loginName: string;
  readonly name: string;
  readonly post: string;
  readonly person: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
  /** PHC string of argon2id; empty while nobody can sign in, until a one-time password is given out. */
  readonly passwordHash: string;
  readonly certificatePem: string;
  readonly wallet: SealedWallet;
  /** The newest time step whose code was used: a code works once. */
  readonly codeStep: number;
  readonly mustChangePassword: boolean;
  readonly mustEnrolCode: boolean;
  /** Sessions that began before are void (ISO 8601 in UTC; empty when none ever was). */
  readonly sessionsSince: string;
  readonly language: Locale;
  readonly size: 'normal' | 'large';
  /** Whether single keys act as shortcuts (WCAG 2.2, 2.1.4 asks that they can be switched off). */
  readonly shortcuts: boolean;
  readonly loginAttempts: Attempts;
  readonly codeAttempts: Attempts;
  /** ISO 8601 in UTC; empty before the first. */
  readonly lastLoginAt: string;
  /** The login before the last: what a person is shown after signing in. */
  readonly previousLoginAt: string;
  readonly createdAt: string;
}

/** What people call somebody: in the store alone, and open to correction by an administrator. */
export type UserNaming = Pick<UserDocument, 'name' | 'post'>;

export type UserPreferences = Pick<UserDocument, 'language' | 'size' | 'shortcuts'>;

/** What a change of password, code or certificate replaces together. */
export type UserSecrets = Pick<
  UserDocument,
  'passwordHash' | 'certificatePem' | 'wallet' | 'mustChangePassword' | 'mustEnrolCode' | 'sessionsSince'
>;
