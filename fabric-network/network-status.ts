/** What of a network runs, and how far its ledgers are: for whoever looks, in a table. */
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import type { NetworkLayout } from './network-layout';
import { NetworkError } from './network-error';
import { processName } from './process-plan';
import { administratorEnvironment, runProgram } from './program-run';
import { isUp } from './readiness';
import { residentMebibytes } from './processes/process-birth';
import type { ProcessRecord } from './processes/process-record';
import { ProcessTable } from './processes/process-table';

export interface ProcessStatus {
  readonly name: string;
  readonly pid: number | undefined;
  readonly port: number | undefined;
  /** `silent`: it runs, but does not answer on its ports or says that it is not well. */
  readonly state: 'up' | 'silent' | 'down';
  readonly residentMebibytes: number | undefined;
}

export interface PeerStatus {
  readonly organisation: string;
  /** Number of blocks; undefined when the peer does not answer. */
  readonly height: number | undefined;
}

export interface NetworkStatus {
  readonly processes: readonly ProcessStatus[];
  readonly peers: readonly PeerStatus[];
}

/** Looks at every process and asks every peer. */
export async function networkStatus(
  network: NetworkDescription,
  layout: NetworkLayout,
): Promise<NetworkStatus> {
  const table = new ProcessTable(layout);
  const withPeer = network.organisations.filter(({ hasPeer }) => hasPeer);
  const [processes, peers] = await Promise.all([
    Promise.all(table.list().map((record) => processStatus(table, record))),
    Promise.all(withPeer.map((organisation) => peerStatus(table, network, organisation))),
  ]);
  return { processes, peers };
}

async function processStatus(table: ProcessTable, record: ProcessRecord): Promise<ProcessStatus> {
  const pid = table.pidOf(record.name);
  const shared = { name: record.name, pid, port: record.ports[0]?.port };
  if (pid === undefined) return { ...shared, state: 'down', residentMebibytes: undefined };
  const state = (await isUp(record)) ? 'up' : 'silent';
  return { ...shared, state, residentMebibytes: residentMebibytes(pid) };
}

async function peerStatus(
  table: ProcessTable,
  network: NetworkDescription,
  organisation: NetworkOrganisation,
): Promise<PeerStatus> {
  const name = processName('peer', organisation.name);
  const unknown = { organisation: organisation.name, height: undefined };
  const program = table.find(name)?.program;
  if (program === undefined || !table.isRunning(name)) return unknown;
  const ask = (...words: readonly string[]): Promise<string> =>
    runProgram(program, words, administratorEnvironment(table.layout, organisation));
  try {
    return { ...unknown, height: heightIn(await ask('channel', 'getinfo', '-c', network.channel)) };
  } catch (error) {
    // A peer that does not answer is a finding here, not a failure.
    if (error instanceof NetworkError) return unknown;
    throw error;
  }
}

/** The height in what `peer channel getinfo` prints. */
export function heightIn(output: string): number | undefined {
  const height = /"height":(\d+)/.exec(output)?.[1];
  return height === undefined ? undefined : Number(height);
}

/** The status as lines of text. */
export function statusLines({ processes, peers }: NetworkStatus): readonly string[] {
  const total = processes.reduce((sum, each) => sum + (each.residentMebibytes ?? 0), 0);
  const rows = processes.map((each) => [
    each.name,
    each.state,
    String(each.pid ?? '–'),
    String(each.port ?? '–'),
    each.residentMebibytes === undefined ? '–' : `${String(each.residentMebibytes)} MiB`,
  ]);
  return [
    ...aligned([['process', 'state', 'pid', 'port', 'memory'], ...rows]),
    `memory in all: ${String(total)} MiB`,
    ...peers.map(({ organisation, height }) =>
      height === undefined
        ? `peer of ${organisation}: does not answer`
        : `peer of ${organisation}: ${String(height)} ${height === 1 ? 'block' : 'blocks'}`,
    ),
  ];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
