/** What people and administrators are told of a certificate; none of it is secret. */
import { X509Certificate, createHash } from 'node:crypto';

const dayMs = 24 * 3_600_000;
const shanghaiOffsetMs = 8 * 3_600_000;

export interface CertificateFacts {
  /** SHA-256 of the DER form, 64 hexadecimal digits: what the register on the chain names a certificate by. */
  readonly fingerprint: string;
  readonly issuer: string;
  /** Days of Asia/Shanghai, `YYYY-MM-DD`. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** The facts of a certificate (PEM); undefined when there is none yet. */
export function certificateFacts(certificatePem: string): CertificateFacts | undefined {
  if (certificatePem === '') return undefined;
  const certificate = new X509Certificate(certificatePem);
  return {
    fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
    issuer: /^CN=(.+)$/m.exec(certificate.issuer)?.[1] ?? certificate.issuer,
    validFrom: shanghaiDay(certificate.validFromDate),
    validTo: shanghaiDay(certificate.validToDate),
  };
}

/** The day after which a disabled certificate need not be remembered. */
export function forgottenAfter(certificatePem: string): string {
  return shanghaiDay(new Date(new X509Certificate(certificatePem).validToDate.getTime() + dayMs));
}

function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + shanghaiOffsetMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
