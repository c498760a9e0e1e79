/**
 * Runs the real `fabric-ca-server` for tests, with the configuration that the network gives it, in a folder of its own
 * on free ports, and ends it. The program is the one the network would use (FABRIC_BIN, the PATH, or built).
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MspId } from '../../domain/roles';
import { writeOperationsCertificate } from '../../fabric-network/authority-operations-certificate';
import {
  certificateAuthorityConfiguration,
  registrarId,
} from '../../fabric-network/configuration/certificate-authority-configuration';
import { organisationOf } from '../../fabric-network/network-description';
import { authorityOperationsFolder, tlsFiles } from '../../fabric-network/network-layout';
import { answerOf } from '../../fabric-network/node-interface';
import { newSecret } from '../../fabric-network/node-identities';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import { eventually } from '../../fabric-network/readiness';
import { FabricCaClient } from '../../ledger/identities/fabric-ca-client';
import type { CertifiedKey } from '../../ledger/identities/fabric-ca-connection';

const startMsMax = 20_000;

export interface RunningAuthority {
  readonly baseUrl: string;
  readonly rootCertificatePem: string;
  readonly client: FabricCaClient;
  readonly registrar: CertifiedKey;
  stop(): Promise<void>;
}

/** Starts a CA of its own for an MSP and enrols its registrar. */
export async function startAuthority(mspId: MspId): Promise<RunningAuthority> {
  const { certificateAuthority } = await fabricPrograms({ say: () => undefined });
  const home = mkdtempSync(join(tmpdir(), 'fabric-ca-'));
  const network = describeProfile('small');
  const described = organisationOf(network, mspId);
  const [port, operationsPort] = await Promise.all([freePort(), freePort()]);
  const ports = {
    ...described.ports,
    certificateAuthority: port,
    certificateAuthorityOperations: operationsPort,
  };
  const secret = newSecret();
  const configuration = certificateAuthorityConfiguration(network, { ...described, ports }, secret);
  writeFileSync(join(home, 'fabric-ca-server-config.yaml'), configuration, { mode: 0o600 });
  const operationsTls = join(home, authorityOperationsFolder);
  await writeOperationsCertificate(operationsTls, network.host);
  const log = openSync(join(home, 'server.log'), 'a', 0o600);
  const server = spawn(certificateAuthority, ['start', '-H', home], {
    cwd: home,
    stdio: ['ignore', log, log],
  });
  const trust = { ca: readFileSync(tlsFiles(operationsTls).roots, 'utf8') };
  const healthAddress = `https://${network.host}:${operationsPort}/healthz`;
  if (!(await eventually(startMsMax, async () => (await answerOf(healthAddress, trust))?.status === 200))) {
    await ended(server);
    throw new Error(`fabric-ca-server did not start:\n${readFileSync(join(home, 'server.log'), 'utf8')}`);
  }
  const baseUrl = `https://${network.host}:${port}`;
  const rootCertificatePem = readFileSync(join(home, 'ca-cert.pem'), 'utf8');
  const client = new FabricCaClient({ baseUrl, rootCertificatePem });
  const registrar = await client.enrol({ id: registrarId, secret });
  return {
    ...{ baseUrl, rootCertificatePem, client, registrar },
    stop: async () => {
      client.close();
      await ended(server);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const exit = once(server, 'exit');
  server.kill('SIGTERM');
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
