/**
 * Folders in the shape in which Fabric keeps an organisation's membership (MSP) and a node's TLS files. The same root
 * certificate stands for both, and a certificate's unit (OU) says whether its holder is a client, a peer, an orderer or
 * an administrator.
 */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeWhole } from '../durable-file';
import { tlsFiles } from '../network-layout';

/** A certificate with the key that belongs to it, both PEM; the key is PKCS#8. */
export interface KeyPairPem {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const rootFile = 'cacerts/ca.pem';

/** config.yaml of an MSP folder: which unit of a certificate gives which rank. */
function nodeUnits(): string {
  const unit = (name: string): object => ({ Certificate: rootFile, OrganizationalUnitIdentifier: name });
  return stringify({
    NodeOUs: {
      Enable: true,
      ClientOUIdentifier: unit('client'),
      PeerOUIdentifier: unit('peer'),
      AdminOUIdentifier: unit('admin'),
      OrdererOUIdentifier: unit('orderer'),
    },
  });
}

/** Writes an MSP folder; with `holder` it is a node's or a person's own, without it is what the channel knows. */
export function writeMspFolder(folder: string, rootCertificatePem: string, holder?: KeyPairPem): void {
  writeWhole(join(folder, rootFile), rootCertificatePem);
  writeWhole(join(folder, 'tlscacerts', 'ca.pem'), rootCertificatePem);
  writeWhole(join(folder, 'config.yaml'), nodeUnits());
  if (holder === undefined) return;
  writeWhole(join(folder, 'signcerts', 'cert.pem'), holder.certificatePem);
  writeWhole(join(folder, 'keystore', 'key.pem'), holder.privateKeyPem);
}

/** Writes a node's TLS files. */
export function writeTlsFolder(folder: string, rootCertificatePem: string, holder: KeyPairPem): void {
  const files = tlsFiles(folder);
  writeWhole(files.roots, rootCertificatePem);
  writeWhole(files.certificate, holder.certificatePem);
  writeWhole(files.key, holder.privateKeyPem);
}
