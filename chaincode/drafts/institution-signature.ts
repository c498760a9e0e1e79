/**
 * Verifies signatures under drafts with node:crypto: ECDSA on P-256 over SHA-256, by the key of an X.509
 * certificate. What is signed, and the signature's form, are the domain's matter (`draft-seal.ts`).
 */
import { X509Certificate, verify } from 'node:crypto';
import type { SignatureVerifier } from '../../domain/draft-seal';

/** OpenSSL's name of P-256. */
const curve = 'prime256v1';

/** Tells whether the certificate's P-256 key made the signature; a key of another kind never did. */
export const verifiesOnP256: SignatureVerifier = (certificatePem, signedText, signature) => {
  const key = new X509Certificate(certificatePem).publicKey;
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== curve) return false;
  return verify('sha256', Buffer.from(signedText, 'utf8'), { key, dsaEncoding: 'der' }, signature);
};
