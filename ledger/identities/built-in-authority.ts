/**
 * A small certificate authority, one root for each MSP, for the embedded ledger. It writes the attributes as Fabric CA
 * does (JSON in extension 1.2.3.4.5.6.7.8.1), so the same contract code reads certificates of either. It issues; it
 * keeps no list and revokes nothing: a person is disabled on the chain.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import type { CallerAttributes, Enrolment, IdentityIssuer } from './identity-issuer';
import { keyIdentity } from './key-identity';
import { keyAlgorithm as algorithm, newKeyPair, privateKeyPemOf } from './key-pair';
import type { KeyPair } from './key-pair';
// The X.509 library needs the metadata shim to be there before it loads.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const attributeExtension = '1.2.3.4.5.6.7.8.1';
const serialNumberBytes = 20;
const dayMs = 24 * 60 * 60 * 1000;
/** Fabric CA's own periods: fifteen years for a root, one year for an enrolment, five minutes of back-dating. */
const rootDays = 15 * 365;
const enrolmentDays = 365;
const backdatedMs = 5 * 60 * 1000;

/** The secret half of an authority, as it is stored. */
export interface AuthorityKeys {
  readonly mspId: string;
  readonly rootCertificatePem: string;
  readonly rootKeyPem: string;
}

/** Makes a new root for an MSP; `now` in milliseconds since 1970. */
export async function foundAuthority(mspId: string, now: () => number): Promise<AuthorityKeys> {
  const keys = await newKeyPair();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: newSerialNumber(),
      name: `CN=ca.${mspId}, O=${mspId}`,
      ...validity(now(), rootDays),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return { mspId, rootCertificatePem: certificate.toString('pem'), rootKeyPem: await privateKeyPemOf(keys) };
}

/** Opens an authority for enrolments; `now` in milliseconds since 1970, usually the ledger's clock. */
export async function openAuthority(stored: AuthorityKeys, now: () => number): Promise<IdentityIssuer> {
  const rootKey = await importPrivateKey(stored.rootKeyPem);
  const root = new x509.X509Certificate(stored.rootCertificatePem);
  const { mspId, rootCertificatePem } = stored;
  return {
    mspId,
    rootCertificatePem,
    enrol: async (attributes): Promise<Enrolment> => {
      const keys = await newKeyPair();
      const certificate = await x509.X509CertificateGenerator.create(
        {
          serialNumber: newSerialNumber(),
          subject: subjectOf(attributes),
          issuer: root.subject,
          ...validity(now(), enrolmentDays),
          publicKey: keys.publicKey,
          signingKey: rootKey,
          signingAlgorithm: algorithm,
          extensions: await enrolmentExtensions(attributes, keys, root),
        },
        webcrypto,
      );
      const certificatePem = certificate.toString('pem');
      const privateKeyPem = await privateKeyPemOf(keys);
      return { identity: keyIdentity({ mspId, certificatePem, privateKeyPem }), privateKeyPem };
    },
  };
}

async function enrolmentExtensions(
  attributes: CallerAttributes,
  keys: KeyPair,
  root: x509.X509Certificate,
): Promise<x509.Extension[]> {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
    await x509.AuthorityKeyIdentifierExtension.create(root, false, webcrypto),
    new x509.Extension(
      attributeExtension,
      false,
      Buffer.from(JSON.stringify({ attrs: fabricAttributes(attributes) })),
    ),
  ];
}

function fabricAttributes(attributes: CallerAttributes): Record<string, string> {
  const { role, organisation, county, person, kind } = attributes;
  return {
    county,
    'hf.Affiliation': organisation,
    'hf.EnrollmentID': person,
    'hf.Type': 'client',
    kind,
    organisation,
    person,
    role,
  };
}

/** The organisational unit is what Fabric's NodeOUs tell clients from peers by. */
function subjectOf({ organisation, person }: CallerAttributes): x509.JsonName {
  return [{ OU: ['client', organisation] }, { CN: [person] }];
}

function validity(nowMs: number, days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(nowMs - backdatedMs), notAfter: new Date(nowMs + days * dayMs) };
}

/** Positive and of full length, as RFC 5280 asks. */
function newSerialNumber(): string {
  const bytes = randomBytes(serialNumberBytes);
  bytes.writeUInt8((bytes.readUInt8(0) & 0x3f) | 0x40, 0);
  return bytes.toString('hex');
}

function importPrivateKey(pem: string): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), algorithm, false, ['sign']);
}
