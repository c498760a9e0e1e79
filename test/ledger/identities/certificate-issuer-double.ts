/**
 * The cryptographic half of the double of a certificate authority: a root, certificates from verified requests, the
 * check of a holder's token, and revocation lists; all with real signatures.
 */
import { X509Certificate, createPublicKey, randomBytes, verify, webcrypto } from 'node:crypto';
import { isLowS } from '../../../ledger/ecdsa-signature';
import { foundAuthority } from '../../../ledger/identities/built-in-authority';
import type { AuthorityKeys } from '../../../ledger/identities/built-in-authority';
import { keyAlgorithm, newKeyPair, privateKeyPemOf } from '../../../ledger/identities/key-pair';
import { CaRefusal } from './identity-registry-double';
import type { RegisteredIdentity } from './identity-registry-double';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const attributeExtension = '1.2.3.4.5.6.7.8.1';
const hourMs = 3_600_000;

export interface IssueRequest {
  readonly identity: RegisteredIdentity;
  readonly requestPem: string;
  readonly hosts: readonly string[];
}

export class CertificateIssuerDouble {
  readonly #keys: AuthorityKeys;
  readonly #rootKey: webcrypto.CryptoKey;
  readonly #issued: { readonly id: string; readonly serialNumber: string }[] = [];
  readonly #revoked: { readonly id: string; readonly serialNumber: string }[] = [];

  private constructor(keys: AuthorityKeys, rootKey: webcrypto.CryptoKey) {
    this.#keys = keys;
    this.#rootKey = rootKey;
  }

  static async found(mspId: string): Promise<CertificateIssuerDouble> {
    const keys = await foundAuthority(mspId, Date.now);
    const pkcs8: ArrayBuffer = x509.PemConverter.decodeFirst(keys.rootKeyPem);
    const rootKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, keyAlgorithm, false, ['sign']);
    return new CertificateIssuerDouble(keys, rootKey);
  }

  get rootCertificatePem(): string {
    return this.#keys.rootCertificatePem;
  }

  /** Certificate and key of an HTTPS server on 127.0.0.1. */
  async serverCredentials(): Promise<{ cert: string; key: string }> {
    const keys = await newKeyPair();
    const certificate = await this.#sign({
      subject: [{ CN: ['ca'] }],
      publicKey: keys.publicKey,
      extensions: [sanOf(['127.0.0.1'])],
    });
    return { cert: certificate.toString('pem'), key: await privateKeyPemOf(keys) };
  }

  /** A certificate for a request whose signature holds and whose common name is the identity's id. */
  async issue({ identity, requestPem, hosts }: IssueRequest): Promise<string> {
    const request = new x509.Pkcs10CertificateRequest(requestPem);
    if (!(await request.verify(webcrypto))) throw new CaRefusal(400, 31, 'CSR signature does not hold');
    if (request.subjectName.getField('CN').join() !== identity.id) {
      throw new CaRefusal(403, 77, 'The CSR subject common name must equal the enrollment ID');
    }
    const shown = new Map(
      identity.attrs.filter(({ ecert }) => ecert).map(({ name, value }) => [name, value]),
    );
    const attributes = Buffer.from(JSON.stringify({ attrs: Object.fromEntries(shown) }));
    const certificate = await this.#sign({
      subject: [{ OU: [identity.type] }, { CN: [identity.id] }],
      publicKey: request.publicKey,
      extensions: [
        new x509.Extension(attributeExtension, false, attributes),
        ...(hosts.length === 0 ? [] : [sanOf(hosts)]),
      ],
    });
    this.#issued.push({ id: identity.id, serialNumber: certificate.serialNumber });
    return certificate.toString('pem');
  }

  /** Whose certificate the token shows; refuses a token that is not signed by its key, with low s, over the call. */
  callerOf(token: string, signed: string): string {
    const [certificateText = '', signatureText = ''] = token.split('.');
    const certificate = certificateIn(certificateText);
    if (certificate === undefined || !this.#isValid(certificate)) throw authenticationFailure();
    const signature = Buffer.from(signatureText, 'base64');
    const content = Buffer.from(`${signed}.${certificateText}`);
    if (!isLowS(signature) || !verify('sha256', content, certificate.publicKey, signature)) {
      throw authenticationFailure();
    }
    const owner = /^CN=(.*)$/m.exec(certificate.subject)?.[1];
    if (owner === undefined) throw authenticationFailure();
    return owner;
  }

  #isValid(certificate: X509Certificate): boolean {
    const isRevoked = this.#revoked.some(({ serialNumber }) =>
      isSameSerial(serialNumber, certificate.serialNumber),
    );
    return !isRevoked && certificate.verify(createPublicKey(this.#keys.rootCertificatePem));
  }

  /** The certificates that this call revoked. */
  revoke(id: string): readonly { readonly Serial: string; readonly AKI: string }[] {
    const hit = this.#issued.filter((issued) => issued.id === id && !this.#revoked.includes(issued));
    this.#revoked.push(...hit);
    return hit.map(({ serialNumber }) => ({ Serial: serialNumber, AKI: 'aa' }));
  }

  /** All revoked certificates, PEM. */
  async revocationList(): Promise<string> {
    const list = await x509.X509CrlGenerator.create(
      {
        issuer: new x509.X509Certificate(this.#keys.rootCertificatePem).subject,
        thisUpdate: new Date(),
        nextUpdate: new Date(Date.now() + hourMs),
        entries: this.#revoked.map(({ serialNumber }) => ({ serialNumber, revocationDate: new Date() })),
        signingAlgorithm: keyAlgorithm,
        signingKey: this.#rootKey,
      },
      webcrypto,
    );
    return list.toString('pem');
  }

  #sign(content: {
    readonly subject: x509.JsonName;
    readonly publicKey: x509.PublicKeyType;
    readonly extensions: x509.Extension[];
  }): Promise<x509.X509Certificate> {
    return x509.X509CertificateGenerator.create(
      {
        ...content,
        serialNumber: `4${randomBytes(16).toString('hex').slice(1)}`,
        issuer: new x509.X509Certificate(this.#keys.rootCertificatePem).subject,
        notBefore: new Date(Date.now() - hourMs),
        notAfter: new Date(Date.now() + hourMs),
        signingKey: this.#rootKey,
        signingAlgorithm: keyAlgorithm,
      },
      webcrypto,
    );
  }
}

function authenticationFailure(): CaRefusal {
  return new CaRefusal(401, 20, 'Authentication failure');
}

function certificateIn(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function isSameSerial(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function sanOf(hosts: readonly string[]): x509.Extension {
  return new x509.SubjectAlternativeNameExtension(
    hosts.map((value) => ({ type: /^[0-9.]+$/.test(value) ? 'ip' : 'dns', value })),
  );
}
