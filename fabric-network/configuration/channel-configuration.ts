/**
 * The channel's first block, as configtxgen is told to make it: who belongs to it, who orders and how blocks are cut,
 * and whose signatures count for what. Anything here changes later by a configuration update alone.
 */
import { stringify } from 'yaml';
import type { BatchSize, NetworkDescription, NetworkOrganisation } from '../network-description';
import type { NetworkLayout } from '../network-layout';

/** The one profile of configtx.yaml. */
export const channelProfile = 'Channel';

/** A follower calls an election after ten ticks of silence: a killed Raft orderer serves again after 2 s. */
const raftOptions = {
  TickInterval: '100ms',
  ElectionTick: 10,
  HeartbeatTick: 1,
  MaxInflightBlocks: 5,
  SnapshotIntervalSize: '16 MB',
};

/**
 * A killed leader is replaced within about 2 s, and three busy loops beside 300 clients on two cores caused no change of
 * leader (docs/adr, ordering). Leader rotation stays off: Fabric refuses later updates of a channel that has it.
 */
const smartBftTimers = {
  RequestForwardTimeout: '500ms',
  RequestComplainTimeout: '1500ms',
  RequestAutoRemoveTimeout: '3m0s',
  ViewChangeResendInterval: '500ms',
  ViewChangeTimeout: '2s',
  LeaderHeartbeatTimeout: '2s',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 100_000,
};

/** configtx.yaml. */
export function channelConfiguration(network: NetworkDescription, layout: NetworkLayout): string {
  const { organisations } = network;
  return stringify({
    Profiles: {
      [channelProfile]: {
        Policies: {
          Readers: anyMember(organisations),
          Writers: anyMember(organisations),
          Admins: implicit('MAJORITY Admins'),
        },
        Capabilities: { V3_0: true },
        Orderer: ordererSection(network, layout),
        Application: {
          Organizations: organisations.map((each) => applicationOrganisation(network, layout, each)),
          Policies: {
            Readers: anyMember(organisations),
            Writers: anyMember(organisations),
            Admins: implicit('MAJORITY Admins'),
            LifecycleEndorsement: majorityOfPeers(organisations),
            Endorsement: majorityOfPeers(organisations),
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  });
}

/**
 * Readers and Writers name the organisations instead of asking each one's own policy ("ImplicitMeta ANY"): that
 * verifies the same signature once for every organisation until one agrees, at every orderer, and cost 45 % of the
 * throughput. The price: whoever adds an organisation adds it to these policies, too.
 */
function anyMember(organisations: readonly NetworkOrganisation[]): object {
  return signature(`OR(${organisations.map(({ mspId }) => `'${mspId}.member'`).join(',')})`);
}

/**
 * More than half of the organisations that have a peer: the others take part by their people alone and can endorse
 * nothing. "ImplicitMeta MAJORITY" would count them, too, and could never be satisfied where half have no peer.
 */
function majorityOfPeers(organisations: readonly NetworkOrganisation[]): object {
  const withPeer = organisations.filter(({ hasPeer }) => hasPeer);
  const needed = Math.floor(withPeer.length / 2) + 1;
  const principals = withPeer.map(({ mspId }) => `'${mspId}.peer'`);
  return signature(`OutOf(${String(needed)},${principals.join(',')})`);
}

function applicationOrganisation(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): object {
  const { mspId, hasPeer, ports } = organisation;
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: layout.channelMsp(organisation),
    ...(hasPeer ? { AnchorPeers: [{ Host: network.host, Port: ports.peer }] } : {}),
    Policies: {
      Readers: signature(`OR('${mspId}.member')`),
      Writers: signature(`OR('${mspId}.member')`),
      Admins: signature(`OR('${mspId}.admin')`),
      Endorsement: signature(`OR('${mspId}.peer')`),
    },
  };
}

function ordererSection(network: NetworkDescription, layout: NetworkLayout): object {
  const { batch } = network;
  const orderers = network.organisations.filter(({ hasOrderer }) => hasOrderer);
  return {
    OrdererType: network.ordering,
    BatchTimeout: `${String(batch.timeoutMs)}ms`,
    BatchSize: {
      MaxMessageCount: batch.messagesMax,
      AbsoluteMaxBytes: batch.bytesMax,
      PreferredMaxBytes: batch.preferredBytesMax,
    },
    // Only organisations that order: each one named here must have an endpoint.
    Organizations: orderers.map((each) => orderingOrganisation(network, layout, each)),
    Policies: {
      Readers: implicit('ANY Readers'),
      Writers: implicit('ANY Writers'),
      Admins: implicit('MAJORITY Admins'),
      // With SmartBFT configtxgen puts the quorum of the orderers here.
      BlockValidation: implicit('ANY Writers'),
    },
    Capabilities: { V2_0: true },
    ...consensusOf(network, layout, orderers),
  };
}

/** The same MSP as the organisation has in the application, but only its orderers may write: they sign blocks. */
function orderingOrganisation(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): object {
  const { mspId, ports } = organisation;
  return {
    Name: mspId,
    ID: mspId,
    MSPDir: layout.channelMsp(organisation),
    OrdererEndpoints: [`${network.host}:${String(ports.orderer)}`],
    Policies: {
      Readers: signature(`OR('${mspId}.member')`),
      Writers: signature(`OR('${mspId}.orderer')`),
      Admins: signature(`OR('${mspId}.admin')`),
    },
  };
}

function consensusOf(
  network: NetworkDescription,
  layout: NetworkLayout,
  orderers: readonly NetworkOrganisation[],
): object {
  const addresses = orderers.map((organisation) => {
    const certificate = layout.nodeTlsCertificate(organisation, 'orderer');
    return {
      Host: network.host,
      Port: organisation.ports.orderer,
      ClientTLSCert: certificate,
      ServerTLSCert: certificate,
    };
  });
  switch (network.ordering) {
    case 'etcdraft':
      return { EtcdRaft: { Consenters: addresses, Options: raftOptions } };
    case 'BFT':
      return {
        SmartBFT: { ...smartBftTimers, ...smartBftBatch(network.batch) },
        ConsenterMapping: orderers.map((organisation, position) => ({
          ID: position + 1,
          MSPID: organisation.mspId,
          Identity: layout.nodeCertificate(organisation, 'orderer'),
          ...addresses[position],
        })),
      };
  }
}

/** SmartBFT cuts blocks by its own interval and takes no notice of BatchTimeout. */
function smartBftBatch(batch: BatchSize): object {
  return {
    RequestBatchMaxCount: batch.messagesMax,
    RequestBatchMaxInterval: `${String(batch.timeoutMs)}ms`,
    RequestBatchMaxBytes: batch.bytesMax,
  };
}

function signature(rule: string): object {
  return { Type: 'Signature', Rule: rule };
}

function implicit(rule: string): object {
  return { Type: 'ImplicitMeta', Rule: rule };
}
