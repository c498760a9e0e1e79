/**
 * Verifies the signature under a draft as anybody could: the constant fields' canonical text, the certificate's key, ECDSA on
 * P-256 over SHA-256. A seal never changes, so what was found once is remembered.
 */
import { X509Certificate, verify } from 'node:crypto';
import type { SealFault, SignatureVerifier } from '../../domain/draft-seal';
import { sealFault } from '../../domain/draft-seal';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';

/** OpenSSL's name of P-256. */
const curve = 'prime256v1';
const verdictsMax = 10_000;

const verifiesOnP256: SignatureVerifier = (certificatePem, signedText, signature) => {
  const key = new X509Certificate(certificatePem).publicKey;
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== curve) return false;
  return verify('sha256', Buffer.from(signedText, 'utf8'), { key, dsaEncoding: 'der' }, signature);
};

export type SealVerdict = 'verified' | SealFault;

export class SealVerdicts {
  readonly #known = new Map<string, SealVerdict>();

  /** What was found of a draft's seal before; undefined for one that nobody has looked at since the start. */
  known(draftId: string): SealVerdict | undefined {
    return this.#known.get(draftId);
  }

  /** Verifies a draft's seal as the chain answers it. */
  judge({ draftId, seal, record }: DraftAnswer): SealVerdict {
    const known = this.#known.get(draftId);
    if (known !== undefined) return known;
    const verdict = sealFault(seal, record.issued, verifiesOnP256) ?? 'verified';
    const [oldest] = this.#known.keys();
    if (this.#known.size >= verdictsMax && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(draftId, verdict);
    return verdict;
  }
}

/** What a certificate says of its holder, as pages show it. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  /** ISO 8601 in UTC. */
  readonly validFrom: string;
  readonly validTo: string;
  /** SHA-256 of the certificate, in pairs divided by colons. */
  readonly fingerprint: string;
}

/** The facts of a certificate in PEM. */
export function certificateFacts(pem: string): CertificateFacts {
  const { subject, issuer, serialNumber, validFromDate, validToDate, fingerprint256 } = new X509Certificate(
    pem,
  );
  return {
    subject: subject.replaceAll('\n', ', '),
    issuer: issuer.replaceAll('\n', ', '),
    serialNumber,
    validFrom: validFromDate.toISOString(),
    validTo: validToDate.toISOString(),
    fingerprint: fingerprint256,
  };
}
