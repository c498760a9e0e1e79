/**
 * Stands between a client and a peer, and can fall silent: connections stay open, and nothing comes through them any
 * more, as after a crash that nobody heard of. Connections made afterwards work.
 */
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';

const host = '127.0.0.1';

export interface SilencingProxy {
  /** host:port to connect to. */
  readonly address: string;
  /** Whatever is connected now hears nothing any more. */
  silence(): void;
  close(): void;
}

/** Listens on a free port and passes everything on to this port of the same host. */
export async function openSilencingProxy(port: number): Promise<SilencingProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      // One side's end, in whatever way, is the other side's.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  server.listen(0, host);
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the proxy has no port');
  return {
    address: `${host}:${String(bound.port)}`,
    silence: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
