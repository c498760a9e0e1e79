/** Keys and certificates for TLS on loopback, as an organisation's CA gives them to its peer and chaincode process. */
import { webcrypto } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// The X.509 library needs the metadata shim to be there before it loads.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { foundAuthority } from '../../../ledger/identities/built-in-authority';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hourMs = 60 * 60 * 1000;

export interface TlsPair {
  readonly certificatePem: string;
  readonly keyPem: string;
}

export interface TlsAuthority {
  readonly rootPem: string;
  /** A certificate for localhost and 127.0.0.1 that serves on both ends. */
  issue(): Promise<TlsPair>;
}

export async function tlsAuthority(): Promise<TlsAuthority> {
  const { rootCertificatePem, rootKeyPem } = await foundAuthority('ProvinceMSP', Date.now);
  const der = x509.PemConverter.decodeFirst(rootKeyPem);
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const issuer = new x509.X509Certificate(rootCertificatePem).subject;
  return {
    rootPem: rootCertificatePem,
    issue: async () => {
      const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
      const certificate = await x509.X509CertificateGenerator.create(
        {
          subject: 'CN=node',
          issuer,
          notBefore: new Date(Date.now() - hourMs),
          notAfter: new Date(Date.now() + hourMs),
          publicKey: keys.publicKey,
          signingKey,
          signingAlgorithm: algorithm,
          extensions: [
            new x509.SubjectAlternativeNameExtension([
              { type: 'dns', value: 'localhost' },
              { type: 'ip', value: '127.0.0.1' },
            ]),
          ],
        },
        webcrypto,
      );
      const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
      return {
        certificatePem: certificate.toString('pem'),
        keyPem: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
      };
    },
  };
}

/** Writes texts into a new folder and answers their paths. */
export function writtenFiles<Name extends string>(
  texts: Readonly<Record<Name, string>>,
): (name: Name) => string {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  for (const [name, text] of Object.entries<string>(texts)) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  return (name) => join(folder, name);
}
