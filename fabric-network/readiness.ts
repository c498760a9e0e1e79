/**
 * When a process is ready: its health address answers and all its ports are open. Both are asked, since orderers and
 * peers answer for their health before their own ports listen. Nothing waits a fixed time.
 */
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { connect as connectSecurely } from 'node:tls';
import { textIfThere } from './durable-file';
import { NetworkError } from './network-error';
import { answerOf } from './node-interface';
import type { ProcessSpecification } from './processes/process-record';
import type { ProcessTable } from './processes/process-table';

const pollMs = 20;
const readyMsMax = 60_000;
const answerMsMax = 2_000;
const logTailLines = 8;

/** Starts a process unless it runs, and waits until it is ready. */
export async function startAndWait(table: ProcessTable, name: string): Promise<void> {
  await table.start(name);
  await untilReady(table, name);
}

/**
 * Waits until a started process is ready. Throws a NetworkError with the end of its log when it ends instead, or when
 * it takes more than a minute.
 */
async function untilReady(table: ProcessTable, name: string): Promise<void> {
  const record = table.find(name);
  if (record === undefined) throw new RangeError(`${name} is no process of this network`);
  const isReady = await eventually(readyMsMax, async () => {
    if (!table.isRunning(name)) throw notReady(table, name, 'ended while it was starting');
    return isUp(record);
  });
  if (!isReady) throw notReady(table, name, `was not ready after ${String(readyMsMax)} ms`);
}

/** Whether a process answers on all its ports and, where it can be asked, is well. */
export async function isUp({ host, ports, health }: ProcessSpecification): Promise<boolean> {
  if (health !== undefined && !(await isWell(health))) return false;
  const open = await Promise.all(ports.map((port) => isOpen(host, port)));
  return open.every((each) => each);
}

async function isWell({ address, rootFile }: NonNullable<ProcessSpecification['health']>): Promise<boolean> {
  const ca = textIfThere(rootFile);
  return ca !== undefined && (await answerOf(address, { ca }))?.status === 200;
}

/** Asks again and again until the answer is yes; answers no when the time is over. */
export async function eventually(withinMs: number, ask: () => Promise<boolean>): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline;) {
    if (await ask()) return true;
    await delay(pollMs);
  }
  return false;
}

/** Whether somebody listens, as far as it can be told. Fabric logs an error for whoever opens a TLS port and hangs up, so its hand is shaken. */
function isOpen(host: string, { port, probe }: ProcessSpecification['ports'][number]): Promise<boolean> {
  if (probe === 'none') return Promise.resolve(true);
  return new Promise((resolve) => {
    const where = { host, port, timeout: answerMsMax };
    // Who it is, is of no matter here: nothing is said and nothing believed.
    const secured = { ...where, rejectUnauthorized: false, ALPNProtocols: ['h2', 'http/1.1'] };
    const socket = probe === 'tls' ? connectSecurely(secured) : connect(where);
    const answer = (open: boolean) => () => {
      // Not destroyed: what the handshake still has to say must arrive.
      socket.end();
      resolve(open);
    };
    socket.once(probe === 'tls' ? 'secureConnect' : 'connect', answer(true));
    socket.once('timeout', answer(false));
    socket.on('error', answer(false));
  });
}

function notReady(table: ProcessTable, name: string, what: string): NetworkError {
  const log = table.layout.logFile(name);
  const tail = (textIfThere(log) ?? '').trimEnd().split('\n').slice(-logTailLines).join('\n');
  return new NetworkError({
    code: 'process-failed',
    message: `${name} ${what}. The end of its log:\n${tail}\n`,
    nextStep: `The whole log is ${log}.`,
  });
}
