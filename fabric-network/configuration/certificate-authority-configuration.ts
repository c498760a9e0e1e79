/**
 * The configuration of an organisation's certificate authority (Fabric CA). One root issues the certificates of people
 * and nodes and those for TLS, so that an organisation is recognised by one certificate.
 */
import { stringify } from 'yaml';
import type { NetworkDescription, NetworkOrganisation } from '../network-description';
import { authorityOperationsFolder, tlsFiles } from '../network-layout';

/** Who registers others; its secret is drawn when the network is made and lies in this file alone. */
export const registrarId = 'registrar';

/** Half the CA's default of a root's life, a year for what it issues: Fabric's own defaults. */
const rootExpiry = '131400h';
const certificateExpiry = '8760h';
/** Fabric does not look when a list of revocations ends; whoever else reads it should not find it stale at once. */
const revocationListExpiry = '720h';

const signing = {
  default: { usage: ['digital signature'], expiry: certificateExpiry },
  profiles: {
    // Without this profile the CA's own server certificate does not serve for TLS, and Node refuses it.
    tls: {
      usage: ['signing', 'key encipherment', 'server auth', 'client auth', 'key agreement'],
      expiry: certificateExpiry,
    },
  },
};

/** fabric-ca-server-config.yaml. */
export function certificateAuthorityConfiguration(
  network: NetworkDescription,
  organisation: NetworkOrganisation,
  registrarSecret: string,
): string {
  const { ports, name } = organisation;
  const operationsTls = tlsFiles(authorityOperationsFolder);
  return stringify({
    port: ports.certificateAuthority,
    address: network.host,
    tls: { enabled: true },
    ca: { name: `ca-${name}` },
    crl: { expiry: revocationListExpiry },
    registry: { maxenrollments: -1, identities: [registrarOf(registrarSecret)] },
    db: { type: 'sqlite3', datasource: 'fabric-ca-server.db' },
    affiliations: {},
    signing,
    csr: {
      cn: `ca-${name}`,
      keyrequest: { algo: 'ecdsa', size: 256 },
      names: [{ O: organisation.mspId }],
      hosts: ['localhost', network.host],
      ca: { expiry: rootExpiry, pathlength: 0 },
    },
    bccsp: {
      default: 'SW',
      sw: { hash: 'SHA2', security: 256, filekeystore: { keystore: 'msp/keystore' } },
    },
    operations: {
      listenAddress: `${network.host}:${String(ports.certificateAuthorityOperations)}`,
      // Paths from the folder in which the program runs. Health and version are all there is to ask for.
      tls: { enabled: true, certfile: operationsTls.certificate, keyfile: operationsTls.key },
    },
    metrics: { provider: 'disabled' },
  });
}

function registrarOf(secret: string): object {
  return {
    name: registrarId,
    pass: secret,
    type: 'client',
    affiliation: '',
    attrs: {
      'hf.Registrar.Roles': '*',
      'hf.Registrar.DelegateRoles': '*',
      'hf.Registrar.Attributes': '*',
      'hf.Revoker': true,
      'hf.GenCRL': true,
    },
  };
}
