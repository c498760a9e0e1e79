/**
 * Looks whether the ports that processes need are free, before the first of them is started: a node that finds its port
 * taken dies with a line in its log that nobody sees, and the others wait for it.
 */
import { createServer } from 'node:net';
import { NetworkError } from './network-error';
import type { ProcessSpecification } from './processes/process-record';

/** Throws a NetworkError that names every port that is taken and who needs it. */
export async function requireFreePorts(processes: readonly ProcessSpecification[]): Promise<void> {
  const needs = processes.flatMap(({ name, host, ports }) =>
    ports.map(({ port, use }) => ({ name, host, port, use })),
  );
  const surveyed = await Promise.all(
    needs.map(async (need) => ({ need, free: await isFree(need.host, need.port) })),
  );
  const taken = surveyed.filter(({ free }) => !free).map(({ need }) => need);
  const first = taken[0];
  if (first === undefined) return;
  const list = taken.map(({ port, name, use }) => `${String(port)} (${name}: ${use})`).join(', ');
  throw new NetworkError({
    code: 'port-taken',
    message: `Ports that the network needs are taken by other programs: ${list}. Nothing was started.`,
    nextStep:
      `Stop what listens there (ss -ltnp 'sport = :${String(first.port)}' names it; ` +
      'if it is another of our networks: npm run fabric:down with its --data), ' +
      'or let the network listen elsewhere with --port-base.',
  });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}
