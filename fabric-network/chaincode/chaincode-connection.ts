/**
 * How an organisation's peer reaches the process that serves one package: a file named after the package's label, which
 * the builder hands to the peer when the package is installed. The peer keeps what it was handed, so a label keeps its
 * port for good.
 */
import { chmodSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { NetworkDescription, NetworkOrganisation } from '../network-description';
import type { NetworkLayout } from '../network-layout';
import { DeploymentError } from './deployment-error';

const dialTimeout = '10s';
const suffix = '.json';
const folderMode = 0o700;
const fileMode = 0o600;
/** The part that is read again; peers know the rest (core/container/externalbuilder/instance.go). */
const connectionSchema = z.object({ address: z.string().regex(/:\d+$/) });

export interface ConnectionPlace {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly organisation: NetworkOrganisation;
}

/**
 * The address of the process that serves a label at an organisation; a port is given to it at the first call.
 * @throws DeploymentError when every port of the organisation has been given to a label
 */
export async function connectionAddress(place: ConnectionPlace, label: string): Promise<string> {
  const known = knownConnections(place).get(label);
  if (known !== undefined) return known;
  const address = `${place.network.host}:${String(await freePort(place))}`;
  writeConnection(place, label, address);
  return address;
}

function knownConnections({ layout, organisation }: ConnectionPlace): ReadonlyMap<string, string> {
  const folder = layout.chaincodeConnections(organisation);
  mkdirSync(folder, { recursive: true, mode: folderMode });
  const names = readdirSync(folder).filter((name) => name.endsWith(suffix));
  return new Map(names.map((name) => [name.slice(0, -suffix.length), readAddress(join(folder, name))]));
}

function readAddress(file: string): string {
  try {
    return connectionSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).address;
  } catch (cause) {
    throw new DeploymentError({
      code: 'unreadable-connection',
      message: `${file} is no chaincode connection: ${String(cause)}.`,
      nextStep:
        'Remove the file; if its package is installed, the network must be made anew (`npm run fabric:clean`).',
      cause,
    });
  }
}

async function freePort(place: ConnectionPlace): Promise<number> {
  const { network, organisation } = place;
  const given = new Set([...knownConnections(place).values()].map((address) => portOf(address)));
  for (const port of organisation.ports.chaincode) {
    if (!given.has(port) && (await canListen(network.host, port))) return port;
  }
  const ports = organisation.ports.chaincode;
  throw new DeploymentError({
    code: 'no-chaincode-port',
    message:
      `${organisation.mspId} has no port left for another version of the contracts: ` +
      `${String(given.size)} of its ${String(ports.length)} belong to packages that were installed, for good, ` +
      `and ${String(ports.length - given.size)} are in use by other programs.`,
    nextStep:
      given.size < ports.length
        ? 'End the programs that use them, and deploy again.'
        : `A network takes ${String(ports.length)} versions; \`npm run fabric:clean\` and \`npm run fabric:up\` make a new one.`,
  });
}

/** The port of host:port. */
export function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1));
}

function canListen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen(port, host, () =>
      probe.close(() => {
        resolve(true);
      }),
    );
  });
}

/** The peer shows its own TLS certificate to the chaincode process, and expects one of its organisation. */
function writeConnection({ layout, organisation }: ConnectionPlace, label: string, address: string): void {
  const peerTls = layout.nodeTls(organisation, 'peer');
  const connection = {
    address,
    dial_timeout: dialTimeout,
    tls_required: true,
    root_cert: readFileSync(layout.rootCertificate(organisation), 'utf8'),
    client_auth_required: true,
    client_key: readFileSync(join(peerTls, 'server.key'), 'utf8'),
    client_cert: readFileSync(join(peerTls, 'server.crt'), 'utf8'),
  };
  const file = join(layout.chaincodeConnections(organisation), `${label}${suffix}`);
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify(connection, undefined, 2)}\n`, { mode: fileMode });
  chmodSync(unfinished, fileMode);
  renameSync(unfinished, file);
}
