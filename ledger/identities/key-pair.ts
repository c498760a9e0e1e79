/**
 * New P-256 keys, made in this process by Web Crypto: the form that the X.509 library signs with, and PKCS #8 for
 * whoever keeps them.
 */
import { webcrypto } from 'node:crypto';

/** ECDSA over P-256 and SHA-256: the only algorithm in use, for roots, enrolments and requests. */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const pemLineLength = 64;

export type KeyPair = webcrypto.CryptoKeyPair;

/** A new key pair whose private half can be exported. */
export function newKeyPair(): Promise<KeyPair> {
  return webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

/** The private key as PKCS #8, PEM. */
export async function privateKeyPemOf(keys: KeyPair): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = pkcs8.match(new RegExp(`.{1,${String(pemLineLength)}}`, 'g')) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}
