/**
 * The wallet: a person's private key and code secret, sealed with AES-256-GCM under a key that argon2id derives from the
 * password and a salt of its own. Who reads the store without the password reads nothing; the platform itself cannot
 * sign for anybody who is not there.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SealedText, SealedWallet } from '../models/user-document';
import { keyOfPassword } from './password';

const cipher = 'aes-256-gcm';
/** NIST SP 800-38D, 5.2.1.1: 96 bits, drawn anew for every sealing. */
const ivBytes = 12;
const tagBytes = 16;
const saltBytes = 16;

/** An opened wallet; `key` seals further secrets of the same person without the password. */
export interface OpenWallet {
  readonly key: KeyObject;
  /** PKCS #8, PEM. */
  readonly privateKeyPem: string;
  /** Base32; undefined until a code was enrolled. */
  readonly codeSecret: string | undefined;
}

export interface WalletSecrets {
  readonly privateKeyPem: string;
  readonly codeSecret?: string | undefined;
}

/** The wallet did not open: another password, another owner, or the store's bytes were changed. */
export class WalletClosedError extends Error {
  readonly code = 'wallet-closed';

  constructor(userId: string, cause: unknown) {
    super(
      `The wallet of user ${userId} does not open: its password or its sealed bytes are not the ones it was sealed with. Reset the user.`,
      { cause },
    );
    this.name = 'WalletClosedError';
  }
}

/** Seals secrets for a user (by id, which the seal binds) under a password, with a new salt. */
export async function sealWallet(
  userId: string,
  password: string,
  secrets: WalletSecrets,
): Promise<SealedWallet> {
  const salt = randomBytes(saltBytes);
  const key = createSecretKey(await keyOfPassword(password, salt));
  const privateKey = sealText(key, purposeOf(userId, 'private-key'), secrets.privateKeyPem);
  const sealed = { salt: salt.toString('base64'), privateKey };
  return secrets.codeSecret === undefined
    ? sealed
    : { ...sealed, codeSecret: sealText(key, purposeOf(userId, 'code-secret'), secrets.codeSecret) };
}

/**
 * Opens a wallet.
 * @throws WalletClosedError when password, user or sealed bytes are not the ones it was sealed with
 */
export async function openWallet(
  userId: string,
  password: string,
  sealed: SealedWallet,
): Promise<OpenWallet> {
  const key = createSecretKey(await keyOfPassword(password, Buffer.from(sealed.salt, 'base64')));
  try {
    return {
      key,
      privateKeyPem: openText(key, purposeOf(userId, 'private-key'), sealed.privateKey),
      codeSecret:
        sealed.codeSecret === undefined
          ? undefined
          : openText(key, purposeOf(userId, 'code-secret'), sealed.codeSecret),
    };
  } catch (cause) {
    throw new WalletClosedError(userId, cause);
  }
}

/** The wallet with another code secret, sealed with the key of its opening. */
export function withCodeSecret(
  wallet: { readonly userId: string; readonly sealed: SealedWallet; readonly key: KeyObject },
  codeSecret: string,
): SealedWallet {
  const purpose = purposeOf(wallet.userId, 'code-secret');
  return { ...wallet.sealed, codeSecret: sealText(wallet.key, purpose, codeSecret) };
}

/** Bound into the seal: a sealed text moved to another user or another place does not open. */
function purposeOf(userId: string, what: 'private-key' | 'code-secret'): Buffer {
  return Buffer.from(`${what} of ${userId}`, 'utf8');
}

function sealText(key: KeyObject, purpose: Buffer, plain: string): SealedText {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagBytes }).setAAD(purpose);
  const text = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
  return {
    iv: iv.toString('base64'),
    text: text.toString('base64'),
    tag: sealing.getAuthTag().toString('base64'),
  };
}

function openText(key: KeyObject, purpose: Buffer, { iv, text, tag }: SealedText): string {
  const opening = createDecipheriv(cipher, key, Buffer.from(iv, 'base64'), { authTagLength: tagBytes })
    .setAAD(purpose)
    .setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([opening.update(Buffer.from(text, 'base64')), opening.final()]).toString('utf8');
}
