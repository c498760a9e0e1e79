/**
 * The chaincode processes of the organisations, one for each package that is in use: started before a package is
 * approved, stopped when no committed definition needs it any more. What starts and stops processes is the network's
 * process table.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';
import type { NetworkOrganisation } from '../network-description';
import { connectionAddress, portOf } from './chaincode-connection';
import type { ConnectionPlace } from './chaincode-connection';
import { DeploymentError } from './deployment-error';

/** The repository: this file is compiled to dist/fabric-network/chaincode. */
export const repositoryRoot = join(__dirname, '..', '..', '..');
const serverProgram = join(__dirname, 'chaincode-server.js');
const packageArgument = '--package-id';
/** Node starts, digests the code and loads the contracts: two seconds on a busy machine. */
const listeningMsMax = 30_000;
const pollMs = 20;
/** A stranger may take a connection and say nothing. */
const answerMsMax = 2_000;

/** A chaincode process as the process table keeps it (processes/process-record.ts). */
export interface ChaincodeProcess {
  readonly name: string;
  readonly kind: 'chaincode';
  readonly organisation: string;
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly workingFolder: string;
  readonly host: string;
  readonly ports: readonly { readonly use: string; readonly port: number }[];
}

/** What is needed of the process table. */
export interface ProcessKeeper {
  list(): readonly {
    readonly name: string;
    readonly kind: string;
    readonly organisation: string;
    readonly arguments: readonly string[];
  }[];
  isRunning(name: string): boolean;
  put(specification: ChaincodeProcess): void;
  start(name: string): Promise<unknown>;
  stop(name: string): Promise<void>;
  remove(name: string): void;
}

export interface ServedPackage {
  readonly label: string;
  readonly packageId: string;
  readonly modulePath: string;
}

/** A recorded chaincode process and the package it serves. */
export interface RecordedService {
  readonly name: string;
  readonly organisation: string;
  readonly packageId: string;
  readonly isRunning: boolean;
}

/** All chaincode processes of the network. */
export function recordedServices(processes: ProcessKeeper): readonly RecordedService[] {
  return processes
    .list()
    .filter(({ kind }) => kind === 'chaincode')
    .map(({ name, organisation, arguments: given }) => ({
      name,
      organisation,
      packageId: given[given.indexOf(packageArgument) + 1] ?? '',
      isRunning: processes.isRunning(name),
    }));
}

/**
 * Starts the process that serves a package at an organisation, unless it runs, and waits until it listens.
 * @returns its name when it had to be started
 * @throws DeploymentError when it ends instead
 */
export async function startService(
  place: ConnectionPlace,
  processes: ProcessKeeper,
  served: ServedPackage,
): Promise<string | undefined> {
  const address = await connectionAddress(place, served.label);
  const specification = serviceOf(place, served, address);
  if (processes.isRunning(specification.name)) return undefined;
  processes.put(specification);
  await processes.start(specification.name);
  await listening(place, processes, { name: specification.name, address });
  return specification.name;
}

function serviceOf(place: ConnectionPlace, served: ServedPackage, address: string): ChaincodeProcess {
  const { network, layout, organisation } = place;
  const tls = layout.nodeTls(organisation, 'chaincode');
  return {
    name: serviceName(organisation, served.label),
    kind: 'chaincode',
    organisation: organisation.name,
    program: process.execPath,
    arguments: [
      '--enable-source-maps',
      serverProgram,
      '--module',
      served.modulePath,
      packageArgument,
      served.packageId,
      '--address',
      address,
      '--key',
      join(tls, 'server.key'),
      '--certificate',
      join(tls, 'server.crt'),
      '--client-root',
      layout.rootCertificate(organisation),
    ],
    environment: {},
    workingFolder: repositoryRoot,
    host: network.host,
    ports: [{ use: 'chaincode', port: portOf(address) }],
  };
}

/** `chaincode-province-a4bd1ee5685b`: with the digits of the package's label. */
function serviceName(organisation: NetworkOrganisation, label: string): string {
  return `chaincode-${organisation.name}-${label.slice(label.lastIndexOf('_') + 1)}`;
}

/** Waits until it is the process that was started that answers: a stranger on its port has no certificate of the organisation. */
async function listening(
  place: ConnectionPlace,
  processes: ProcessKeeper,
  { name, address }: { readonly name: string; readonly address: string },
): Promise<void> {
  const { layout } = place;
  const peer = peerSecurity(place, portOf(address));
  const endMs = Date.now() + listeningMsMax;
  while (Date.now() < endMs && processes.isRunning(name)) {
    if ((await accepts(peer)) && processes.isRunning(name)) return;
    await delay(pollMs);
  }
  throw new DeploymentError({
    code: 'chaincode-process',
    message: `${name} does not serve at ${address}.`,
    nextStep: `Its log says why: ${layout.logFile(name)}.`,
  });
}

/** How the organisation's peer connects; the certificates name localhost. */
function peerSecurity({ network, layout, organisation }: ConnectionPlace, port: number): ConnectionOptions {
  const tls = layout.nodeTls(organisation, 'peer');
  return {
    host: network.host,
    port,
    servername: 'localhost',
    ALPNProtocols: ['h2'],
    ca: readFileSync(layout.rootCertificate(organisation)),
    key: readFileSync(join(tls, 'server.key')),
    cert: readFileSync(join(tls, 'server.crt')),
    timeout: answerMsMax,
  };
}

function accepts(options: ConnectionOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(options);
    const end = (isAccepted: boolean) => (): void => {
      socket.destroy();
      resolve(isAccepted);
    };
    socket.once('secureConnect', end(true));
    socket.once('timeout', end(false));
    socket.once('error', end(false));
    // A stranger may hang up without an error.
    socket.once('close', end(false));
  });
}

/** Stops a process and forgets it, so that it is not started with the network again. */
export async function endService(processes: ProcessKeeper, name: string): Promise<void> {
  await processes.stop(name);
  processes.remove(name);
}
