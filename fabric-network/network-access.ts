/**
 * How the product's programs reach a network that was brought up on this machine: its peers for a gateway ledger, its
 * certificate authorities behind the issuing port. Everything is read from the network's folder, whose keys only its
 * owner can read.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MspId } from '../domain/roles';
import type { GatewayLedgerOptions, GatewayPeer } from '../ledger/gateway/gateway-options';
import { FabricCaClient } from '../ledger/identities/fabric-ca-client';
import { fabricCaIssuer } from '../ledger/identities/fabric-ca-issuer';
import type { IdentityIssuer } from '../ledger/identities/identity-issuer';
import { keyIdentity } from '../ledger/identities/key-identity';
import type { LedgerIdentity } from '../ledger/ledger';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import { organisationOf } from './network-description';
import type { NetworkLayout } from './network-layout';

/** A network and where it lies. */
export interface NetworkPlace {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
}

/** An issuer whose connections are to be closed. */
export interface NetworkIssuer extends IdentityIssuer {
  close(): void;
}

/** Channel, peers and endorsers, as a gateway ledger is opened with them. */
export function gatewayAccess(
  place: NetworkPlace,
): Required<Pick<GatewayLedgerOptions, 'channel' | 'peers' | 'endorsers'>> {
  const { channel, endorsers } = place.network;
  return { channel, peers: gatewayPeers(place), endorsers };
}

function gatewayPeers({ network, layout }: NetworkPlace): readonly GatewayPeer[] {
  return network.organisations
    .filter(({ hasPeer }) => hasPeer)
    .map((organisation) => ({
      mspId: organisation.mspId,
      address: `${network.host}:${String(organisation.ports.peer)}`,
      rootCertificatePem: rootOf(layout, organisation),
    }));
}

/** Who issues certificates for an MSP: its Fabric CA, asked as the registrar whose key lies in the folder. */
export function networkIssuer({ network, layout }: NetworkPlace, mspId: MspId): NetworkIssuer {
  const organisation = organisationOf(network, mspId);
  const rootCertificatePem = rootOf(layout, organisation);
  const client = new FabricCaClient({
    baseUrl: `https://${network.host}:${String(organisation.ports.certificateAuthority)}`,
    rootCertificatePem,
  });
  const registrar = {
    certificatePem: readFileSync(join(layout.registrar(organisation), 'certificate.pem'), 'utf8'),
    privateKeyPem: readFileSync(join(layout.registrar(organisation), 'key.pem'), 'utf8'),
  };
  const issuer = fabricCaIssuer({ mspId, rootCertificatePem, client, registrar });
  return {
    ...issuer,
    close: () => {
      client.close();
    },
  };
}

/** The organisation's administrator, with the key that lies in the folder. */
export function administratorOf(layout: NetworkLayout, organisation: NetworkOrganisation): LedgerIdentity {
  const folder = layout.adminMsp(organisation);
  return keyIdentity({
    mspId: organisation.mspId,
    certificatePem: onlyFile(join(folder, 'signcerts')),
    privateKeyPem: onlyFile(join(folder, 'keystore')),
  });
}

/** An MSP folder holds one file in each of its folders, under any name. */
function onlyFile(folder: string): string {
  const [name = ''] = readdirSync(folder);
  return readFileSync(join(folder, name), 'utf8');
}

function rootOf(layout: NetworkLayout, organisation: NetworkOrganisation): string {
  return readFileSync(layout.rootCertificate(organisation), 'utf8');
}
