/** With what each node of the network is started, and where it listens: the process table's entries, from the description. */
import { availableParallelism } from 'node:os';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import { tlsFiles } from './network-layout';
import type { NetworkLayout } from './network-layout';
import { connectionsVariable } from './configuration/peer-configuration';
import type { FabricPrograms } from './programs/program-set';
import type { ProcessSpecification } from './processes/process-record';

/** What only the environment can tell Fabric: how much it logs, and without a terminal's colours. */
const logSpecification = {
  FABRIC_LOGGING_SPEC: 'WARNING',
  FABRIC_LOGGING_FORMAT:
    '%{time:2006-01-02 15:04:05.000 MST} %{level} [%{module}] %{shortfunc} -> %{message}',
};

/**
 * All programs of the network share one machine. A Go program that takes every processor for itself spins and collects
 * garbage at the others' cost: with half of the processors each, and a collection at five times the live heap instead of
 * twice, a transaction costs 13 % less in all (bench/results, profile province).
 */
const goRuntime = {
  GOGC: '400',
  GOMAXPROCS: String(Math.max(1, Math.floor(availableParallelism() / 2))),
};

interface Plan {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly programs: FabricPrograms;
}

/** The name of an organisation's process of a kind. */
export function processName(
  kind: 'certificate-authority' | 'orderer' | 'peer',
  organisation: string,
): string {
  return `${kind}-${organisation}`;
}

/** All processes of the network but chaincode, which comes with its deployment. */
export function plannedProcesses(plan: Plan): readonly ProcessSpecification[] {
  const { organisations } = plan.network;
  return [
    ...organisations.map((organisation) => certificateAuthority(plan, organisation)),
    ...organisations
      .filter(({ hasOrderer }) => hasOrderer)
      .map((organisation) => orderer(plan, organisation)),
    ...organisations.filter(({ hasPeer }) => hasPeer).map((organisation) => peer(plan, organisation)),
  ];
}

function certificateAuthority(plan: Plan, organisation: NetworkOrganisation): ProcessSpecification {
  const { network, layout, programs } = plan;
  const { name, ports } = organisation;
  const home = layout.certificateAuthority(organisation);
  return {
    name: processName('certificate-authority', name),
    kind: 'certificate-authority',
    organisation: name,
    program: programs.certificateAuthority,
    arguments: ['start', '-H', home, '--loglevel', 'warning'],
    environment: {},
    workingFolder: home,
    host: network.host,
    ports: [
      { use: 'certificate authority', port: ports.certificateAuthority, probe: 'tls' },
      { use: 'certificate authority, operations', port: ports.certificateAuthorityOperations, probe: 'none' },
    ],
    health: {
      address: healthAddress(network, ports.certificateAuthorityOperations),
      rootFile: tlsFiles(layout.authorityOperationsTls(organisation)).roots,
    },
  };
}

function orderer(plan: Plan, organisation: NetworkOrganisation): ProcessSpecification {
  const { network, layout, programs } = plan;
  const { name, ports } = organisation;
  const folder = layout.nodeConfiguration(organisation, 'orderer');
  return {
    name: processName('orderer', name),
    kind: 'orderer',
    organisation: name,
    program: programs.orderer,
    arguments: [],
    environment: { FABRIC_CFG_PATH: folder, ...logSpecification, ...goRuntime },
    workingFolder: folder,
    host: network.host,
    ports: [
      { use: 'orderer', port: ports.orderer, probe: 'tls' },
      // Shuts out whoever shows no certificate, and logs it; it listens before the orderer's own port answers.
      { use: 'orderer, administration', port: ports.ordererAdmin, probe: 'none' },
      { use: 'orderer, operations', port: ports.ordererOperations, probe: 'none' },
    ],
    health: {
      address: healthAddress(network, ports.ordererOperations),
      rootFile: layout.rootCertificate(organisation),
    },
  };
}

function peer(plan: Plan, organisation: NetworkOrganisation): ProcessSpecification {
  const { network, layout, programs } = plan;
  const { name, ports } = organisation;
  const folder = layout.nodeConfiguration(organisation, 'peer');
  return {
    name: processName('peer', name),
    kind: 'peer',
    organisation: name,
    program: programs.peer,
    arguments: ['node', 'start'],
    environment: {
      FABRIC_CFG_PATH: folder,
      [connectionsVariable]: layout.chaincodeConnections(organisation),
      ...logSpecification,
      ...goRuntime,
    },
    workingFolder: folder,
    host: network.host,
    ports: [
      { use: 'peer', port: ports.peer, probe: 'tls' },
      { use: 'peer, chaincode', port: ports.peerChaincode, probe: 'none' },
      { use: 'peer, operations', port: ports.peerOperations, probe: 'none' },
    ],
    health: {
      address: healthAddress(network, ports.peerOperations),
      rootFile: layout.rootCertificate(organisation),
    },
  };
}

function healthAddress({ host }: NetworkDescription, port: number): string {
  return `https://${host}:${String(port)}/healthz`;
}
