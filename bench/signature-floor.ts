/**
 * The floor under every transaction: one P-256 signature by the person who acts and two verifications. No ledger
 * that checks signatures is faster than that on one core; measured in the same run, it makes results of different
 * machines comparable.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto';

const rounds = 2_000;
const message = Buffer.alloc(1_500, 7);

/** Transactions per second that one signature and two verifications each would allow on one core. */
export function signatureFloor(): number {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signatures: Buffer[] = [];
  const begun = process.hrtime.bigint();
  for (let round = 0; round < rounds; round += 1) signatures.push(sign('sha256', message, privateKey));
  for (const signature of signatures) {
    if (!verify('sha256', message, publicKey, signature)) throw new Error('a signature just made verifies');
    if (!verify('sha256', message, publicKey, signature)) throw new Error('a signature just made verifies');
  }
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  return rounds / seconds;
}
