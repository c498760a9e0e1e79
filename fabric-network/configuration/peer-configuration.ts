/**
 * core.yaml of one organisation's peer, whole. The same file serves the `peer` program as a client: an administrator
 * adds nothing but where their own MSP lies.
 */
import { stringify } from 'yaml';
import type { NetworkDescription, NetworkOrganisation } from '../network-description';
import { tlsFiles } from '../network-layout';
import type { NetworkLayout } from '../network-layout';

/** Under this name the peer hands its chaincode builder the folder of connections. */
export const connectionsVariable = 'RELIEF_CHAINCODE_CONNECTIONS';

/** A message may be as large as Fabric's own default allows: a block of statements is. */
const messageBytesMax = 104_857_600;

/**
 * With Fabric's gossip timers (25 s to reconnect, 4 to 5 s between signs of life) two organisations could not endorse
 * together for 26 s after a start. These make it tenths of a second, and cost nothing that could be measured.
 */
const gossip = {
  // Every peer fetches its blocks from the orderers: since Fabric 3 gossip carries none.
  useLeaderElection: false,
  orgLeader: true,
  state: { enabled: false },
  // No private data is used: Fabric's own values, said so that the log does not ask for them.
  pvtData: { reconcileSleepInterval: '1m', reconcileBatchSize: 10, transientstoreMaxBlockRetention: 20_000 },
  pullInterval: '1s',
  digestWaitTime: '100ms',
  requestWaitTime: '200ms',
  responseWaitTime: '300ms',
  reconnectInterval: '500ms',
  aliveTimeInterval: '500ms',
  aliveExpirationTimeout: '5s',
  publishStateInfoInterval: '500ms',
  requestStateInfoInterval: '500ms',
  publishCertPeriod: '10s',
  maxConnectionAttempts: 120,
  dialTimeout: '3s',
  connTimeout: '2s',
};

/** core.yaml; `builderFolder` holds bin/{detect,build,release}. */
export function peerConfiguration(
  network: NetworkDescription,
  layout: NetworkLayout,
  { organisation, builderFolder }: { organisation: NetworkOrganisation; builderFolder: string },
): string {
  const { ports } = organisation;
  return stringify({
    peer: peerSection(network, layout, organisation),
    // No Docker: an empty address here and a builder below are what the peer needs to do without.
    vm: { endpoint: '' },
    chaincode: chaincodeSection(builderFolder),
    ledger: {
      state: { stateDatabase: 'goleveldb', totalQueryLimit: 100_000 },
      history: { enableHistoryDatabase: true },
      pvtdataStore: {
        collElgProcMaxDbBatchSize: 5_000,
        collElgProcDbBatchesInterval: 1_000,
        deprioritizedDataReconcilerInterval: '60m',
        purgeInterval: 100,
        purgedKeyAuditLogging: true,
      },
      snapshots: { rootDir: `${layout.nodeData(organisation, 'peer')}/snapshots` },
    },
    operations: {
      listenAddress: `${network.host}:${String(ports.peerOperations)}`,
      tls: operationsTlsSection(layout, organisation),
    },
    metrics: { provider: 'disabled' },
  });
}

function peerSection(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): object {
  const { ports, name, mspId } = organisation;
  const address = `${network.host}:${String(ports.peer)}`;
  const chaincodeAddress = `${network.host}:${String(ports.peerChaincode)}`;
  return {
    id: `peer-${name}`,
    networkId: network.channel,
    listenAddress: address,
    address,
    chaincodeListenAddress: chaincodeAddress,
    chaincodeAddress,
    localMspId: mspId,
    localMspType: 'bccsp',
    mspConfigPath: layout.nodeMsp(organisation, 'peer'),
    fileSystemPath: layout.nodeData(organisation, 'peer'),
    tls: tlsSection(layout, organisation),
    authentication: { timewindow: `${String(network.clientClockToleranceMinutes)}m` },
    gateway: { enabled: true, endorsementTimeout: '30s', broadcastTimeout: '30s', dialTimeout: '10s' },
    gossip: { bootstrap: address, externalEndpoint: address, ...gossip },
    ...peerServices,
  };
}

function tlsSection(layout: NetworkLayout, organisation: NetworkOrganisation): object {
  const files = tlsFiles(layout.nodeTls(organisation, 'peer'));
  return {
    enabled: true,
    clientAuthRequired: false,
    cert: { file: files.certificate },
    key: { file: files.key },
    rootcert: { file: files.roots },
  };
}

/** Health is told to everyone, the log level to the peer's own certificate: those of people come from the same root. */
function operationsTlsSection(layout: NetworkLayout, organisation: NetworkOrganisation): object {
  const { certificate, key } = tlsFiles(layout.nodeTls(organisation, 'peer'));
  return {
    enabled: true,
    cert: { file: certificate },
    key: { file: key },
    clientAuthRequired: false,
    clientRootCAs: { files: [certificate] },
  };
}

const peerServices = {
  BCCSP: { Default: 'SW', SW: { Hash: 'SHA2', Security: 256 } },
  client: { connTimeout: '3s' },
  // A peer returns to an orderer that is back within a second; Fabric's own back-off may be an hour.
  deliveryclient: {
    policy: 'cluster',
    connTimeout: '3s',
    minimalReconnectInterval: '100ms',
    reConnectBackoffThreshold: '1s',
    blockCensorshipTimeoutKey: '30s',
  },
  // Clients ping every few seconds to notice a killed peer, gateways of other peers every 10 s: with Fabric's own 60 s
  // the peer would hang up on both.
  keepalive: { interval: '7200s', timeout: '20s', minInterval: '2s' },
  handlers: {
    authFilters: [{ name: 'DefaultAuth' }, { name: 'ExpirationCheck' }, { name: 'TimeWindowCheck' }],
    decorators: [{ name: 'DefaultDecorator' }],
    endorsers: { escc: { name: 'DefaultEndorsement' } },
    validators: { vscc: { name: 'DefaultValidation' } },
  },
  discovery: { enabled: true, authCacheEnabled: true, authCacheMaxSize: 1_000 },
  limits: { concurrency: { endorserService: 2_500, deliverService: 2_500, gatewayService: 500 } },
  // 0: as many validators as there are cores.
  validatorPoolSize: 0,
  maxRecvMsgSize: messageBytesMax,
  maxSendMsgSize: messageBytesMax,
};

function chaincodeSection(builderFolder: string): object {
  return {
    externalBuilders: [
      { name: 'relief-chaincode', path: builderFolder, propagateEnvironment: [connectionsVariable] },
    ],
    installTimeout: '60s',
    startuptimeout: '30s',
    executetimeout: '30s',
    logging: { level: 'warning', shim: 'warning' },
    mode: 'net',
    keepalive: 0,
    system: { _lifecycle: 'enable', cscc: 'enable', qscc: 'enable' },
    runtimeParams: {
      useWriteBatch: true,
      maxSizeWriteBatch: 1_000,
      useGetMultipleKeys: true,
      maxSizeGetMultipleKeys: 1_000,
    },
  };
}
