/** Lets a server of a specification listen where nobody else does: a free port of the loopback address. */
import { once } from 'node:events';
import type { Server } from 'node:net';

/** Listens and answers the address, as `http://127.0.0.1:40001`. */
export async function listenOnLoopback(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${String(address.port)}`;
}
