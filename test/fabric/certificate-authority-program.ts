/**
 * Runs the real `fabric-ca-server` for tests, in a folder of its own on free ports, and ends it. The program comes
 * from the folder that FABRIC_BIN names; without it the tests that need it fail and say so.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FabricCaClient } from '../../ledger/identities/fabric-ca-client';
import type { CertifiedKey } from '../../ledger/identities/fabric-ca-connection';

const startDeadlineMs = 20_000;
const pollMs = 50;

export interface RunningAuthority {
  readonly baseUrl: string;
  readonly rootCertificatePem: string;
  readonly client: FabricCaClient;
  readonly registrar: CertifiedKey;
  stop(): Promise<void>;
}

/** Starts a CA of its own for an MSP and enrols its registrar. */
export async function startAuthority(mspId: string): Promise<RunningAuthority> {
  const program = programPath();
  const home = mkdtempSync(join(tmpdir(), 'fabric-ca-'));
  const [port, operationsPort] = [await freePort(), await freePort()];
  const secret = randomBytes(18).toString('base64url');
  const configuration = join(home, 'fabric-ca-server-config.yaml');
  writeFileSync(configuration, configurationOf({ mspId, port, operationsPort, secret }), { mode: 0o600 });
  const log = openSync(join(home, 'server.log'), 'a', 0o600);
  const server = spawn(program, ['start', '-H', home], { stdio: ['ignore', log, log] });
  await untilHealthy(operationsPort, server, join(home, 'server.log'));
  const baseUrl = `https://127.0.0.1:${port}`;
  const rootCertificatePem = readFileSync(join(home, 'ca-cert.pem'), 'utf8');
  const client = new FabricCaClient({ baseUrl, rootCertificatePem });
  const registrar = await client.enrol({ id: 'registrar', secret });
  return {
    baseUrl,
    rootCertificatePem,
    client,
    registrar,
    stop: async () => {
      client.close();
      await ended(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function programPath(): string {
  const folder = process.env['FABRIC_BIN'];
  const path = folder === undefined ? undefined : join(folder, 'fabric-ca-server');
  if (path !== undefined && existsSync(path)) return path;
  throw new Error(
    `There is no fabric-ca-server to test with (FABRIC_BIN is ${folder ?? 'not set'}). Build Fabric's programs and name their folder in FABRIC_BIN.`,
  );
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await exit;
}

async function untilHealthy(port: number, server: ChildProcess, logFile: string): Promise<void> {
  const latest = Date.now() + startDeadlineMs;
  while (Date.now() < latest && server.exitCode === null) {
    if (await isHealthy(port)) return;
    await delay(pollMs);
  }
  await ended(server);
  throw new Error(`fabric-ca-server did not start:\n${readFileSync(logFile, 'utf8')}`);
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

interface AuthoritySettings {
  readonly mspId: string;
  readonly port: number;
  readonly operationsPort: number;
  readonly secret: string;
}

/** JSON is YAML. */
function configurationOf({ mspId, port, operationsPort, secret }: AuthoritySettings): string {
  const year = '8760h';
  return JSON.stringify({
    port,
    address: '127.0.0.1',
    tls: { enabled: true },
    ca: { name: `ca-${mspId}` },
    crl: { expiry: '720h' },
    registry: {
      maxenrollments: -1,
      identities: [
        {
          name: 'registrar',
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
        },
      ],
    },
    db: { type: 'sqlite3', datasource: 'fabric-ca-server.db' },
    affiliations: {},
    signing: {
      default: { usage: ['digital signature'], expiry: year },
      profiles: {
        tls: {
          usage: ['signing', 'key encipherment', 'server auth', 'client auth', 'key agreement'],
          expiry: year,
        },
      },
    },
    csr: {
      cn: `ca.${mspId}`,
      keyrequest: { algo: 'ecdsa', size: 256 },
      names: [{ O: mspId }],
      hosts: ['localhost', '127.0.0.1'],
      ca: { expiry: '131400h', pathlength: 0 },
    },
    bccsp: { default: 'SW', sw: { hash: 'SHA2', security: 256, filekeystore: { keystore: 'msp/keystore' } } },
    operations: { listenAddress: `127.0.0.1:${operationsPort}` },
  });
}
