/**
 * The TLS certificate of a certificate authority's health port. The authority opens that port before it has issued a
 * certificate to itself, so this one is made here: it signs itself, and whoever asks for the authority's health trusts
 * this one certificate and no other.
 */
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { keyAlgorithm as algorithm, newKeyPair, privateKeyPemOf } from '../ledger/identities/key-pair';
import { writeTlsFolder } from './configuration/msp-folder';
// The X.509 library needs the metadata shim to be there before it loads.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const serialNumberBytes = 16;
const dayMs = 24 * 60 * 60 * 1000;
/** As long as the authority's root: it says nothing about anybody but the port on this machine. */
const validDays = 15 * 365;
const backdatedMs = 5 * 60 * 1000;

/** Makes a key with its certificate for a host and writes them as a TLS folder. */
export async function writeOperationsCertificate(folder: string, host: string): Promise<void> {
  const keys = await newKeyPair();
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `40${randomBytes(serialNumberBytes).toString('hex')}`,
      name: 'CN=certificate-authority-operations',
      notBefore: new Date(now - backdatedMs),
      notAfter: new Date(now + validDays * dayMs),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: isIP(host) === 0 ? 'dns' : 'ip', value: host },
        ]),
      ],
    },
    webcrypto,
  );
  const certificatePem = certificate.toString('pem');
  writeTlsFolder(folder, certificatePem, { certificatePem, privateKeyPem: await privateKeyPemOf(keys) });
}
