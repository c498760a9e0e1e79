/**
 * Decides whether a certificate may stand behind a proposal: it is an end-entity certificate for a P-256 key, issued
 * by a root of the MSP it claims, and valid at the given instant. What does not depend on the instant is found out
 * once for each certificate.
 */
import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ecdsaCurve } from '../ecdsa-signature';
import { ProposalRejectedError } from '../ledger-error';
import { creatorHashOf, serialiseCreator } from './proposal';
import type { Creator } from './proposal';

const cachedCertificatesMax = 10_000;

/** An MSP as the channel knows it. */
export interface MspDefinition {
  readonly mspId: string;
  /** PEM; one or more root certificates. */
  readonly rootCertificates: readonly string[];
}

export interface VerifiedCreator {
  readonly creator: Creator;
  readonly serialised: Buffer;
  readonly hash: Buffer;
  readonly publicKey: KeyObject;
}

interface CheckedCertificate extends VerifiedCreator {
  readonly validFromMs: number;
  readonly validToMs: number;
}

export class CertificateVerifier {
  readonly #roots: ReadonlyMap<string, readonly X509Certificate[]>;
  readonly #checked = new Map<string, CheckedCertificate>();

  constructor(msps: readonly MspDefinition[]) {
    this.#roots = new Map(
      msps.map(({ mspId, rootCertificates }) => [
        mspId,
        rootCertificates.map((pem) => new X509Certificate(pem)),
      ]),
    );
  }

  /**
   * The creator with its key, when its certificate is acceptable at this instant.
   * @throws ProposalRejectedError when it is not
   */
  verify(creator: Creator, instantMs: number): VerifiedCreator {
    const cacheKey = `${creator.mspId}\n${creator.certificatePem}`;
    let checked = this.#checked.get(cacheKey);
    if (checked === undefined) {
      checked = this.#check(creator);
      if (this.#checked.size >= cachedCertificatesMax) this.#checked.clear();
      this.#checked.set(cacheKey, checked);
    }
    const { validFromMs, validToMs } = checked;
    if (instantMs < validFromMs || instantMs > validToMs) {
      const period = `${new Date(validFromMs).toISOString()} to ${new Date(validToMs).toISOString()}`;
      throw rejected(`The certificate is valid from ${period}, not at ${new Date(instantMs).toISOString()}.`);
    }
    return checked;
  }

  #check(creator: Creator): CheckedCertificate {
    const certificate = parseCertificate(creator.certificatePem);
    const roots = this.#roots.get(creator.mspId);
    if (roots === undefined) throw rejected(`The channel has no MSP ${creator.mspId}.`);
    const issuer = roots.find((root) => certificate.checkIssued(root) && certificate.verify(root.publicKey));
    if (issuer === undefined) throw rejected(`The certificate was not issued by a root of ${creator.mspId}.`);
    if (certificate.ca) throw rejected('A certificate of an authority cannot sign proposals.');
    if (certificate.publicKey.asymmetricKeyDetails?.namedCurve !== ecdsaCurve) {
      throw rejected('The certificate holds no P-256 key.');
    }
    const serialised = serialiseCreator(creator);
    return {
      creator,
      serialised,
      hash: creatorHashOf(serialised),
      publicKey: certificate.publicKey,
      validFromMs: certificate.validFromDate.getTime(),
      validToMs: certificate.validToDate.getTime(),
    };
  }
}

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw rejected('The certificate cannot be read.', error);
  }
}

function rejected(message: string, cause?: unknown): ProposalRejectedError {
  const nextStep = 'Have the administrator of the organisation issue a certificate of its own MSP.';
  return new ProposalRejectedError('certificate', { message, nextStep, cause });
}
