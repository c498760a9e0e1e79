/**
 * An identity whose private key is in this process: signs on the thread pool with node:crypto and normalises to low s,
 * as Fabric demands.
 */
import { createPrivateKey, sign as createSignature } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { ecdsaCurve, encodeLowS } from '../ecdsa-signature';
import type { LedgerIdentity } from '../ledger';

type Sign = (
  algorithm: string,
  message: Uint8Array,
  key: { key: KeyObject; dsaEncoding: 'ieee-p1363' },
) => Promise<Buffer>;

const signInPool: Sign = promisify(createSignature);

export interface KeyPairPem {
  readonly mspId: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/**
 * The identity of a certificate and its key.
 * @throws TypeError when the key is not on P-256
 */
export function keyIdentity({ mspId, certificatePem, privateKeyPem }: KeyPairPem): LedgerIdentity {
  return { mspId, certificatePem, sign: signerOf(privateKeyPem, mspId) };
}

/**
 * Signs with this key (PKCS #8, PEM): ECDSA and SHA-256, DER, low s. `owner` is named when the key does not fit.
 * @throws TypeError when the key is not on P-256
 */
export function signerOf(privateKeyPem: string, owner: string): LedgerIdentity['sign'] {
  const privateKey = createPrivateKey(privateKeyPem);
  if (privateKey.asymmetricKeyDetails?.namedCurve !== ecdsaCurve) {
    throw new TypeError(`The private key for ${owner} is not an EC key on P-256.`);
  }
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return async (message) => encodeLowS(await signInPool('sha256', message, key));
}
