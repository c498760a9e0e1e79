/** How the store's absence is told from every other failure, on the errors that driver and sockets really give. */
import { expect } from 'chai';
import { once } from 'node:events';
import { createServer as createHttpServer, request } from 'node:http';
import { createServer, connect } from 'node:net';
import type { Server, Socket } from 'node:net';
import { StoreUnavailableError, isStoreFailure } from '../../../app/store/store-error';
import { listenOnLoopback } from '../platform/loopback';

describe('a failure of the store', () => {
  it('is told by its name or its cause', () => {
    const away = new StoreUnavailableError('away');
    expect(isStoreFailure(away)).to.equal(true);
    expect(isStoreFailure(new Error('not read', { cause: away }))).to.equal(true);
    expect(isStoreFailure(new Error('away'))).to.equal(false);
    expect(isStoreFailure('away')).to.equal(false);
  });

  it('is a connection that the server ended while something was written', async () => {
    const server = createServer((socket) => socket.end());
    const client = await connected(server);
    client.resume();
    await once(client, 'end');
    const failed = once(client, 'error');
    client.write('a command');
    expect(isStoreFailure((await failed)[0])).to.equal(true);
    server.close();
  });

  it('is a connection that was reset', async () => {
    const server = createServer((socket) => socket.resetAndDestroy());
    const client = await connected(server);
    const reset: unknown = (await once(client, 'error'))[0];
    expect(isStoreFailure(reset)).to.equal(true);
    const ofAnother = new Error('The certificate authority does not answer.', { cause: reset });
    expect(isStoreFailure(ofAnother), 'a connection of another client').to.equal(false);
    server.close();
  });

  it('is not a visitor who leaves in the middle of a request', async () => {
    const server = createHttpServer();
    const address = await listenOnLoopback(server);
    const asked = request(address, { method: 'POST', headers: { 'content-length': 10 } });
    const leaving = new Promise<Error>((resolve) => {
      server.once('request', (received) => {
        received.once('error', resolve);
        asked.destroy();
      });
    });
    asked.on('error', () => undefined).flushHeaders();
    const left = await leaving;
    expect(left).to.have.property('code', 'ECONNRESET');
    expect(isStoreFailure(left)).to.equal(false);
    server.close();
  });
});

async function connected(server: Server): Promise<Socket> {
  const { port, hostname } = new URL(await listenOnLoopback(server));
  return connect(Number(port), hostname);
}
