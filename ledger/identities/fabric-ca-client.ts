/**
 * A client of Fabric CA's REST interface (fabric-ca v1.5.21): enrols, renews, registers, changes and revokes
 * identities. Keys are made here and never leave the process; what comes back is checked against the key and the root
 * before anybody uses it.
 */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { newCertificateRequest } from './certificate-request';
import {
  parseEnrolment,
  parseIdentity,
  parseRevocation,
  parseRevocationList,
} from './fabric-ca-answer-parser';
import type { RegisteredIdentity } from './fabric-ca-answer-parser';
import { FabricCaConnection } from './fabric-ca-connection';
import type { CaCall, CaCredentials, CertifiedKey, FabricCaAddress } from './fabric-ca-connection';
import { FabricCaError } from './fabric-ca-error';

const anyNumber = -1;
/** What fits a common name (64 characters), a path of the REST interface and a file name alike. */
const enrolmentIdForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** What kind of certificate is wanted: an enrolment for signing, or one for TLS with these host names. */
export interface CertificateForm {
  readonly profile?: 'tls';
  readonly hosts?: readonly string[];
}

export interface IdentityAttribute {
  readonly name: string;
  readonly value: string;
}

/** What an identity is registered as; the type becomes the certificate's organisational unit (NodeOUs). */
export interface Registration {
  readonly id: string;
  readonly type: 'peer' | 'orderer' | 'admin' | 'client';
  readonly secret: string;
  readonly attributes: readonly IdentityAttribute[];
  /** How often it may enrol by secret; any number when absent. */
  readonly enrolmentsMax?: number;
}

/** What is to change of an identity; its type stays. */
export interface IdentityChange {
  readonly id: string;
  readonly secret: string;
  readonly attributes: readonly IdentityAttribute[];
  readonly enrolmentsMax: number;
}

/** Reasons of RFC 5280 as Fabric CA spells them. */
export type RevocationReason =
  | 'unspecified'
  | 'keycompromise'
  | 'affiliationchanged'
  | 'superseded'
  | 'cessationofoperation'
  | 'privilegewithdrawn';

export interface Revocation {
  /** Serial numbers (hexadecimal) of the certificates that this call revoked; none when all were revoked before. */
  readonly serialNumbers: readonly string[];
  /** PEM; every revoked certificate of the authority that has not expired. */
  readonly crlPem: string;
}

export class FabricCaClient {
  readonly #connection: FabricCaConnection;
  readonly #root: X509Certificate;

  constructor(address: FabricCaAddress) {
    this.#connection = new FabricCaConnection(address);
    this.#root = new X509Certificate(address.rootCertificatePem);
  }

  /**
   * Makes a key and has it certified for an identity that knows its secret.
   * @throws FabricCaError `wrong-secret`, `locked`, or what any call may throw
   */
  async enrol(request: { id: string; secret: string } & CertificateForm): Promise<CertifiedKey> {
    const { id, secret } = request;
    const credentials = { kind: 'secret', id, secret } as const;
    return this.#certify({ act: 'enrol', id, path: '/api/v1/enroll' }, credentials, request);
  }

  /**
   * Makes another key and has it certified for whoever holds a valid certificate: to renew it, or for TLS.
   * @throws FabricCaError `caller-not-accepted`, `name-mismatch`, or what any call may throw
   */
  async reenrol(holder: CertifiedKey, request: { id: string } & CertificateForm): Promise<CertifiedKey> {
    const call = { act: 'enrol again', id: request.id, path: '/api/v1/reenroll' };
    return this.#certify(call, { kind: 'certificate', holder }, request);
  }

  /**
   * Registers an identity with its attributes, each of which its certificates will bear.
   * @throws FabricCaError `already-registered`, `not-allowed`, or what any call may throw
   * @throws RangeError when the id is none that could enrol and be looked up later
   */
  async register(registrar: CertifiedKey, registration: Registration): Promise<void> {
    const { type, secret, attributes, enrolmentsMax } = registration;
    const id = checkedId(registration.id);
    await this.#connection.ask({
      act: 'register',
      id,
      method: 'POST',
      path: '/api/v1/register',
      credentials: { kind: 'certificate', holder: registrar },
      confidential: [secret],
      body: {
        id,
        type,
        secret,
        affiliation: '',
        max_enrollments: enrolmentsMax ?? anyNumber,
        attrs: certifiedAttributes(attributes),
      },
    });
  }

  /** The identity as registered; undefined when there is none. */
  async identity(registrar: CertifiedKey, id: string): Promise<RegisteredIdentity | undefined> {
    const call = { act: 'look up', id, method: 'GET', path: identityPath(id) } as const;
    try {
      const result = await this.#connection.ask({
        ...call,
        credentials: { kind: 'certificate', holder: registrar },
      });
      return this.#read(call, parseIdentity(result));
    } catch (error) {
      if (error instanceof FabricCaError && error.code === 'unknown-identity') return undefined;
      throw error;
    }
  }

  /**
   * Gives an identity a new secret, attributes and number of enrolments; a locked one is unlocked by it.
   * @throws FabricCaError `unknown-identity`, `not-allowed`, or what any call may throw
   */
  async change(
    registrar: CertifiedKey,
    { id, secret, attributes, enrolmentsMax }: IdentityChange,
  ): Promise<void> {
    await this.#connection.ask({
      act: 'change',
      id,
      method: 'PUT',
      path: identityPath(id),
      credentials: { kind: 'certificate', holder: registrar },
      confidential: [secret],
      body: { id, secret, max_enrollments: enrolmentsMax, attrs: certifiedAttributes(attributes) },
    });
  }

  /**
   * Revokes an identity with all its certificates and answers the authority's whole revocation list. Doing it again
   * changes nothing and answers the same list.
   * @throws FabricCaError `unknown-identity`, `not-allowed`, or what any call may throw
   */
  async revoke(
    registrar: CertifiedKey,
    { id, reason }: { id: string; reason: RevocationReason },
  ): Promise<Revocation> {
    const credentials = { kind: 'certificate', holder: registrar } as const;
    const call = { act: 'revoke', id, method: 'POST', path: '/api/v1/revoke', credentials } as const;
    const revoked = await this.#connection.ask({ ...call, body: { id, reason } });
    // With `gencrl` in the same call a CRL comes only if this very call revoked something.
    const list = await this.#connection.ask({ ...call, path: '/api/v1/gencrl', body: {} });
    return {
      serialNumbers: this.#read(call, parseRevocation(revoked)),
      crlPem: this.#read(call, parseRevocationList(list)),
    };
  }

  /** Ends the kept-alive connections. */
  close(): void {
    this.#connection.close();
  }

  async #certify(
    call: Pick<CaCall, 'act' | 'id' | 'path'>,
    credentials: CaCredentials,
    { profile, hosts }: CertificateForm,
  ): Promise<CertifiedKey> {
    const { requestPem, privateKeyPem } = await newCertificateRequest(call.id);
    const body = { certificate_request: requestPem, profile, hosts };
    const confidential = credentials.kind === 'secret' ? [credentials.secret] : [];
    const result = await this.#connection.ask({ ...call, method: 'POST', credentials, confidential, body });
    const certificatePem = this.#read(call, parseEnrolment(result));
    this.#check(call, { certificatePem, privateKeyPem });
    return { certificatePem, privateKeyPem };
  }

  /** A certificate of another key or another root would fail only much later, and far from here. */
  #check(call: Pick<CaCall, 'act' | 'id'>, { certificatePem, privateKeyPem }: CertifiedKey): void {
    const certificate = new X509Certificate(certificatePem);
    if (!certificate.checkPrivateKey(createPrivateKey(privateKeyPem))) {
      throw this.#badAnswer(call, 'the certificate it gave is for another key');
    }
    if (!certificate.checkIssued(this.#root) || !certificate.verify(this.#root.publicKey)) {
      throw this.#badAnswer(call, "the certificate it gave is not of the organisation's root");
    }
  }

  #read<T>(call: Pick<CaCall, 'act' | 'id'>, value: T | undefined): T {
    if (value === undefined) throw this.#badAnswer(call, 'its answer lacks what was asked for');
    return value;
  }

  #badAnswer({ act, id }: Pick<CaCall, 'act' | 'id'>, found: string): FabricCaError {
    return new FabricCaError('bad-answer', {
      message: `Could not ${act} "${id}" at ${this.#connection.authority}: ${found}.`,
      nextStep: 'Check that the address and the root certificate belong to one Fabric CA, version 1.5.',
    });
  }
}

function identityPath(id: string): string {
  return `/api/v1/identities/${checkedId(id)}`;
}

function checkedId(id: string): string {
  if (enrolmentIdForm.test(id)) return id;
  throw new RangeError(
    `"${id}" cannot be an enrolment id: 1 to 64 of A–Z a–z 0–9 . _ -, none of . _ - first.`,
  );
}

function certifiedAttributes(attributes: readonly IdentityAttribute[]): readonly object[] {
  return attributes.map(({ name, value }) => ({ name, value, ecert: true }));
}
