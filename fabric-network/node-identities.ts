/**
 * Certificates of an organisation's nodes and administrator, from the organisation's own certificate authority. Keys are
 * made in this process and written to their owner's folder; the secrets by which they enrolled are forgotten.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertifiedKey } from '../ledger/identities/fabric-ca-connection';
import { FabricCaClient } from '../ledger/identities/fabric-ca-client';
import { registrarId } from './configuration/certificate-authority-configuration';
import { writeMspFolder, writeTlsFolder } from './configuration/msp-folder';
import { writeWhole } from './durable-file';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import type { NetworkLayout, NodeKind } from './network-layout';

const secretBytes = 24;

/** A secret that nobody has to remember. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url');
}

interface Enrolment {
  readonly authority: FabricCaClient;
  readonly registrar: CertifiedKey;
  readonly rootCertificatePem: string;
  readonly hosts: readonly string[];
}

/** Enrols the registrar, the administrator and the nodes of an organisation, and writes all of its folders. */
export async function enrolOrganisation(
  network: NetworkDescription,
  layout: NetworkLayout,
  { organisation, registrarSecret }: { organisation: NetworkOrganisation; registrarSecret: string },
): Promise<void> {
  const rootCertificatePem = readFileSync(layout.rootCertificate(organisation), 'utf8');
  const authority = new FabricCaClient({
    baseUrl: `https://${network.host}:${String(organisation.ports.certificateAuthority)}`,
    rootCertificatePem,
  });
  try {
    const registrar = await authority.enrol({ id: registrarId, secret: registrarSecret });
    writeKeyPair(layout.registrar(organisation), registrar);
    writeMspFolder(layout.channelMsp(organisation), rootCertificatePem);
    const enrolment = { authority, registrar, rootCertificatePem, hosts: ['localhost', network.host] };
    await Promise.all([
      enrolAdministrator(layout, organisation, enrolment),
      ...nodeKinds(organisation).map((kind) => enrolNode(layout, { organisation, kind }, enrolment)),
    ]);
  } finally {
    authority.close();
  }
}

function nodeKinds({ hasPeer, hasOrderer }: NetworkOrganisation): readonly NodeKind[] {
  return [
    ...(hasPeer ? (['peer', 'chaincode'] as const) : []),
    ...(hasOrderer ? (['orderer'] as const) : []),
  ];
}

async function enrolAdministrator(
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
  { authority, registrar, rootCertificatePem }: Enrolment,
): Promise<void> {
  const id = `admin-${organisation.name}`;
  const secret = newSecret();
  await authority.register(registrar, { id, type: 'admin', secret, attributes: [] });
  const holder = await authority.enrol({ id, secret });
  writeMspFolder(layout.adminMsp(organisation), rootCertificatePem, holder);
}

async function enrolNode(
  layout: NetworkLayout,
  { organisation, kind }: { organisation: NetworkOrganisation; kind: NodeKind },
  { authority, registrar, rootCertificatePem, hosts }: Enrolment,
): Promise<void> {
  const id = `${kind}-${organisation.name}`;
  const secret = newSecret();
  // Fabric knows no rank "chaincode": its process only serves TLS.
  const type = kind === 'chaincode' ? 'client' : kind;
  await authority.register(registrar, { id, type, secret, attributes: [] });
  const holder = await authority.enrol({ id, secret });
  // A second certificate by the first one: the authority hashes secrets at the cost of a tenth of a second each.
  const forTls = await authority.reenrol(holder, { id, profile: 'tls', hosts });
  writeMspFolder(layout.nodeMsp(organisation, kind), rootCertificatePem, holder);
  writeTlsFolder(layout.nodeTls(organisation, kind), rootCertificatePem, forTls);
}

function writeKeyPair(folder: string, { certificatePem, privateKeyPem }: CertifiedKey): void {
  writeWhole(join(folder, 'certificate.pem'), certificatePem);
  writeWhole(join(folder, 'key.pem'), privateKeyPem);
}
