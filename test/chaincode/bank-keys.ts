/** Public keys as a bank would send them: a good one, and one whose point is not on the curve. */
import { generateKeyPairSync } from 'node:crypto';

export const bankKeyPem = newPublicKeyPem();
export const otherKeyPem = newPublicKeyPem();

/** The form of a P-256 key around a point that is not on the curve. */
export const offCurvePem = [
  '-----BEGIN PUBLIC KEY-----',
  `MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${'A'.repeat(28)}`,
  `${'A'.repeat(58)}==`,
  '-----END PUBLIC KEY-----\n',
].join('\n');

function newPublicKeyPem(): string {
  return generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
}
