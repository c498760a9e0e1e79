/**
 * The port to whoever issues certificates: the built-in authority for the embedded ledger, Fabric CA in production. A
 * certificate carries the five attributes by which contracts know their caller; the organisation's record on the chain
 * must agree with them.
 */
import type { LedgerIdentity } from '../ledger';

/** What contracts read from the certificate. */
export interface CallerAttributes {
  readonly role: string;
  readonly organisation: string;
  /** County of the organisation, or the province's own code. */
  readonly county: string;
  /** Stable pseudonym of the human (or service), one for each in an MSP. */
  readonly person: string;
  readonly kind: 'person' | 'service';
}

export interface Enrolment {
  readonly identity: LedgerIdentity;
  /** PKCS #8, PEM; for the keeper of the key alone. */
  readonly privateKeyPem: string;
}

export interface IdentityIssuer {
  readonly mspId: string;
  /** PEM; what the ledger needs to recognise this MSP's certificates. */
  readonly rootCertificatePem: string;
  /** Makes a new key and a certificate with these attributes. */
  enrol(attributes: CallerAttributes): Promise<Enrolment>;
}
