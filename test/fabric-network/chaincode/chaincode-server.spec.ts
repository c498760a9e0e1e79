/**
 * The chaincode process as an organisation runs it: started with its arguments alone, it serves the approved code to a
 * peer that shows a certificate, and to nobody else, and ends when it is told to.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess, ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { credentials } from '@grpc/grpc-js';
import { expect } from 'chai';
import { packageCode } from '../../../fabric-network/chaincode/chaincode-package';
import { connectAsPeer, freePort } from '../../ledger/chaincode-server/chaincode-peer';
import { embeddedFixture, probe, rejectionOf } from '../../ledger/embedded/embedded-fixture';
import { tlsAuthority, writtenFiles } from './tls-material';
import type { TlsAuthority } from './tls-material';

const root = join(__dirname, '..', '..', '..', '..');
const program = join(root, 'dist/fabric-network/chaincode/chaincode-server.js');
const probeModule = 'dist/test/ledger/conformance/probe-module.js';
const { label, packageId } = packageCode(root, probeModule);
const mebibyte = 1024 * 1024;

interface StartedServer {
  readonly process: ChildProcess;
  readonly address: string;
  /** Its first line, or everything it said before it ended. */
  readonly said: Promise<string>;
}

/** What a server wrote to stderr by the time it had ended. */
async function refusalOf(server: ChildProcessWithoutNullStreams): Promise<string> {
  const [said] = await Promise.all([text(server.stderr), once(server, 'exit')]);
  return said;
}

describe('the chaincode server', function () {
  this.timeout(60_000);
  let authority: TlsAuthority;
  const started: ChildProcess[] = [];

  before(async () => {
    authority = await tlsAuthority();
  });
  afterEach(() => {
    for (const each of started.splice(0)) each.kill('SIGKILL');
  });

  async function start(changes: Readonly<Record<string, string>> = {}): Promise<StartedServer> {
    const own = await authority.issue();
    const file = writtenFiles({ key: own.keyPem, certificate: own.certificatePem, root: authority.rootPem });
    const address = `127.0.0.1:${String(await freePort())}`;
    const given = {
      module: probeModule,
      'package-id': packageId,
      address,
      key: file('key'),
      certificate: file('certificate'),
      'client-root': file('root'),
      ...changes,
    };
    const args = Object.entries(given).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, value]));
    const server = spawn(process.execPath, [program, ...args], { cwd: '/', env: {}, stdio: 'pipe' });
    started.push(server);
    const firstLine = once(server.stdout, 'data').then(([chunk]) => String(chunk));
    const said = Promise.race([firstLine, refusalOf(server)]);
    return { process: server, address, said };
  }

  async function clientSecurity(of: TlsAuthority = authority) {
    const { keyPem, certificatePem } = await of.issue();
    return credentials.createSsl(
      Buffer.from(authority.rootPem),
      Buffer.from(keyPem),
      Buffer.from(certificatePem),
    );
  }

  it('serves the approved code to a peer with a certificate of its organisation', async () => {
    const server = await start();
    expect(await server.said).to.contain(`serving ${packageId} at ${server.address}`);
    const connected = await connectAsPeer(server.address, await clientSecurity());
    const fixture = await embeddedFixture();
    const ledger = await fixture.open({ runner: connected.runner });
    await ledger.submit(fixture.identity, probe('Put', { key: 'k', value: 'v' }));
    const answer = await ledger.evaluate(fixture.identity, probe('Get', { key: 'k' }));
    expect(answer).to.deep.equal({ ok: true, value: '{"value":"v"}' });
    await fixture.dispose();
    connected.stop();
  });

  it('takes messages beyond the four mebibytes that gRPC allows by itself', async () => {
    const server = await start();
    await server.said;
    const connected = await connectAsPeer(server.address, await clientSecurity());
    const fixture = await embeddedFixture();
    const ledger = await fixture.open({ runner: connected.runner });
    const value = 'v'.repeat(5 * mebibyte);
    await ledger.submit(fixture.identity, probe('Put', { key: 'k', value }));
    const answer = await ledger.evaluate(fixture.identity, probe('Get', { key: 'k' }));
    expect(answer).to.deep.equal({ ok: true, value: JSON.stringify({ value }) });
    await fixture.dispose();
    connected.stop();
  });

  it('lets in no client without a certificate, and none with a stranger’s', async () => {
    const server = await start();
    await server.said;
    const without = credentials.createSsl(Buffer.from(authority.rootPem));
    expect(await rejectionOf(connectAsPeer(server.address, without))).to.match(/UNAVAILABLE/);
    const strangers = await clientSecurity(await tlsAuthority());
    expect(await rejectionOf(connectAsPeer(server.address, strangers))).to.match(/UNAVAILABLE/);
    expect(await rejectionOf(connectAsPeer(server.address, credentials.createInsecure()))).to.match(
      /UNAVAILABLE/,
    );
  });

  it('refuses to serve other code than was approved', async () => {
    const expected = 'relief-fund_0123456789ab:00';
    const server = await start({ 'package-id': expected });
    const said = await server.said;
    expect(server.process.exitCode).to.equal(1);
    expect(said).to.contain('The code here is not what was approved');
    for (const named of [probeModule, label, expected, packageId, 'npm run fabric:deploy']) {
      expect(said).to.contain(named);
    }
    expect(said).not.to.contain('    at ');
  });

  it('does not start without one of its arguments', async () => {
    const server = await start({ 'client-root': '' });
    expect(await server.said).to.contain('without --client-root');
    expect(server.process.exitCode).to.equal(1);
  });

  it('ends cleanly on SIGTERM while a peer is connected', async () => {
    const server = await start();
    await server.said;
    const connected = await connectAsPeer(server.address, await clientSecurity());
    const ended = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]);
    connected.stop();
  });
});
