/**
 * A new key and the PKCS #10 request for a certificate of it. Only the common name is asked for: the authority adds
 * the organisational unit from the identity's type, and host names come with the call.
 */
import { webcrypto } from 'node:crypto';
import { keyAlgorithm, newKeyPair, privateKeyPemOf } from './key-pair';
// The X.509 library needs the metadata shim to be there before it loads.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

export interface CertificateRequest {
  readonly requestPem: string;
  /** PKCS #8, PEM. */
  readonly privateKeyPem: string;
}

/** Makes a P-256 key and a request in this name, signed with the key. */
export async function newCertificateRequest(commonName: string): Promise<CertificateRequest> {
  const keys = await newKeyPair();
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    { name: [{ CN: [commonName] }], keys, signingAlgorithm: keyAlgorithm },
    webcrypto,
  );
  return { requestPem: request.toString('pem'), privateKeyPem: await privateKeyPemOf(keys) };
}
