/**
 * How long a network takes from nothing to the first answered query, and from its kept data; and how much memory it
 * holds when nobody asks it anything.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { bringUp, takeDown } from '../../fabric-network/network-life';
import type { RunningNetwork } from '../../fabric-network/network-life';
import { Additions } from './additions';
import { deployBench, networkProcesses, onNetworkSite, openBench } from './bench-network';
import type { NetworkPlan, NetworkSite } from './bench-network';
import { readMemory } from './memory-use';
import type { MemoryUse } from './memory-use';

/** After the start's work has ended: garbage is collected, leaders are elected. */
const settlingMs = 5_000;
const quiet = (): void => undefined;

export interface StartRun {
  /** From nothing (programs built) until the network is up, and until the first query is answered. */
  readonly upSeconds: number;
  readonly coldSeconds: number;
  /** From the kept data, chaincode included, until the first query is answered. */
  readonly againSeconds: number;
  /** Of the network's processes alone. */
  readonly idleMemory: MemoryUse;
}

/** Starts a network from nothing and again from its data, so many times, each in a new folder. */
export async function benchStart(plan: NetworkPlan, runs: number): Promise<readonly StartRun[]> {
  const measured: StartRun[] = [];
  for (let number = 1; number <= runs; number += 1) {
    const run = await onNetworkSite({ ...plan, say: quiet }, startRun);
    measured.push(run);
    plan.say(`start, run ${String(number)} of ${String(runs)}: ${startSummary(run)}`);
  }
  return measured;
}

/** What a start came to, in one line. */
export function startSummary({ upSeconds, coldSeconds, againSeconds, idleMemory }: StartRun): string {
  const { residentMiB, proportionalMiB } = idleMemory;
  return (
    `first query ${coldSeconds.toFixed(1)} s after nothing (up after ${upSeconds.toFixed(1)} s), ` +
    `${againSeconds.toFixed(1)} s after down; idle memory ${residentMiB.toFixed(0)} MiB resident, ` +
    `${proportionalMiB.toFixed(0)} MiB proportional`
  );
}

async function startRun(site: NetworkSite): Promise<StartRun> {
  const { network, layout, programs } = site;
  const say = quiet;
  const begunMs = performance.now();
  const running = await bringUp(network, layout, { programs, say });
  const upSeconds = secondsSince(begunMs);
  await deployBench(running, say);
  await answersQuery(running);
  const coldSeconds = secondsSince(begunMs);
  await pause(settlingMs);
  const idleMemory = readMemory(networkProcesses(running));
  await takeDown(layout, say);
  const againMs = performance.now();
  await answersQuery(await bringUp(network, layout, { programs, say }));
  return { upSeconds, coldSeconds, againSeconds: secondsSince(againMs), idleMemory };
}

/** Opens a ledger as a client does, and asks it something. */
async function answersQuery(running: RunningNetwork): Promise<void> {
  const opened = await openBench(running);
  try {
    await new Additions(opened, 'Add', 'A').assertBalance();
  } finally {
    await opened.close();
  }
}

function secondsSince(begunMs: number): number {
  return (performance.now() - begunMs) / 1_000;
}
