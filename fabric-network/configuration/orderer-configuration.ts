/**
 * orderer.yaml of one organisation's orderer, whole: the program takes nothing from its environment but the folder in
 * which this file lies. Fabric reads its environment only for keys that the file names, which misleads.
 */
import { stringify } from 'yaml';
import type { NetworkDescription, NetworkOrganisation } from '../network-description';
import { tlsFiles } from '../network-layout';
import type { NetworkLayout } from '../network-layout';

/** orderer.yaml. */
export function ordererConfiguration(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): string {
  const { ports } = organisation;
  const data = layout.nodeData(organisation, 'orderer');
  const ownTls = interfaceTls(layout, organisation);
  return stringify({
    General: generalSection(network, layout, organisation),
    FileLedger: { Location: data },
    Operations: {
      ListenAddress: `${network.host}:${String(ports.ordererOperations)}`,
      // Health is told to everyone, figures and log level to whoever shows a certificate.
      TLS: { ...ownTls, ClientAuthRequired: false },
    },
    // What tells whether a leader was found: consensus_etcdraft_is_leader (readiness waits for it).
    Metrics: { Provider: 'prometheus' },
    Admin: {
      ListenAddress: `${network.host}:${String(ports.ordererAdmin)}`,
      TLS: { ...ownTls, ClientAuthRequired: true },
    },
    ChannelParticipation: { Enabled: true, MaxRequestBodySize: '1 MB' },
    Consensus: { WALDir: `${data}/wal`, SnapDir: `${data}/snapshots` },
  });
}

/** Trusts the orderer's own certificate alone: those of people and of other nodes come from the same root. */
function interfaceTls(layout: NetworkLayout, organisation: NetworkOrganisation): object {
  const { key, certificate } = tlsFiles(layout.nodeTls(organisation, 'orderer'));
  return { Enabled: true, PrivateKey: key, Certificate: certificate, ClientRootCAs: [certificate] };
}

function generalSection(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): object {
  const tls = tlsFiles(layout.nodeTls(organisation, 'orderer'));
  return {
    ListenAddress: network.host,
    ListenPort: organisation.ports.orderer,
    TLS: {
      Enabled: true,
      PrivateKey: tls.key,
      Certificate: tls.certificate,
      RootCAs: [tls.roots],
      ClientAuthRequired: false,
    },
    // Gateways ping every 10 s while they wait; with Fabric's 60 s the orderer would hang up on them.
    Keepalive: { ServerMinInterval: '2s', ServerInterval: '7200s', ServerTimeout: '20s' },
    // Between orderers: with Fabric's 1 s to 2 min a returned orderer would be waited for long after it is back.
    Backoff: { BaseDelay: '200ms', Multiplier: 1.6, MaxDelay: '2s' },
    BootstrapMethod: 'none',
    LocalMSPDir: layout.nodeMsp(organisation, 'orderer'),
    LocalMSPID: organisation.mspId,
    BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
    Authentication: { TimeWindow: `${String(network.clientClockToleranceMinutes)}m` },
    Cluster: { SendBufferSize: 100 },
  };
}
