/** The fingerprint of a certificate: what the register names a disabled certificate by. */
import { strict as assert } from 'node:assert';
import { X509Certificate, createHash } from 'node:crypto';
import type { Fingerprint } from '../domain/disabled-certificate';
import { fileHashField } from '../domain/identifiers';

/** SHA-256 of the certificate's DER form; whatever the PEM around it looks like, the fingerprint is the same. */
export function certificateFingerprint(certificatePem: string): Fingerprint {
  const der = new X509Certificate(certificatePem).raw;
  const parsed = fileHashField.safeParse(createHash('sha256').update(der).digest('hex'));
  assert(parsed.success, 'a digest of SHA-256 has 64 hexadecimal digits');
  return parsed.data;
}
