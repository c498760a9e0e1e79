/**
 * The thesis's experiment (table 5.2) on Fabric: so many clients add to an account, as the thesis wrote it on one hot key
 * and in its block rhythm, and as this product would, on keys of their own and in its own rhythm. Each run has an account
 * of its own.
 */
import { Additions } from './additions';
import type { AddTransaction } from './additions';
import type { BenchNetwork } from './bench-network';
import { barLanes } from './bench-settings';
import type { BenchSettings } from './bench-settings';
import { runClosedLoop } from './closed-loop';
import type { WindowLength } from './load-window';
import type { Measurement } from './measurement';
import { repeatedRuns } from './repeated-runs';

/** The contract knows the accounts A to Z. */
const accounts = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

interface AddLoad {
  readonly network: BenchNetwork;
  /** Of the network's accounts, those that nobody has used. */
  readonly unused: string[];
  readonly transaction: AddTransaction;
  readonly runs: number;
}

/** One hot key, at each of the thesis's client counts: what is ordered, and how much of it conflicts. */
export async function benchHotAdd(
  network: BenchNetwork,
  { clientCounts, thesisWindow, barWindow, runs }: BenchSettings,
): Promise<readonly Measurement[]> {
  const load: AddLoad = { network, unused: [...accounts], transaction: 'Add', runs };
  const measured: Measurement[] = [];
  for (const clients of clientCounts) {
    const length = clients > barLanes ? barWindow : thesisWindow;
    measured.push(await benchAdditions(load, clients, length));
  }
  return measured;
}

/** Keys of their own, at each of the thesis's client counts and at last at the number where the bar stands. */
export async function benchApartAdd(
  network: BenchNetwork,
  { clientCounts, countWindow, barWindow, runs }: BenchSettings,
): Promise<{ readonly all: readonly Measurement[]; readonly atBar: Measurement }> {
  const load: AddLoad = { network, unused: [...accounts], transaction: 'AddApart', runs };
  const counted: Measurement[] = [];
  for (const clients of clientCounts) {
    const length = clients > barLanes ? barWindow : countWindow;
    counted.push(await benchAdditions(load, clients, length));
  }
  const atBar = await benchAdditions(load, barLanes, barWindow);
  return { all: [...counted, atBar], atBar };
}

async function benchAdditions(
  { network, unused, transaction, runs }: AddLoad,
  lanes: number,
  length: WindowLength,
): Promise<Measurement> {
  const name = nameOf(network, transaction);
  const load = `${String(lanes)} clients`;
  const measured = await repeatedRuns(`${name}, ${load}`, { say: network.plan.say, runs }, async () => {
    const account = unused.shift();
    if (account === undefined) throw new Error(`there are ${String(accounts.length)} accounts, all used`);
    const additions = new Additions(network, transaction, account);
    const loop = { lanes, round: additions.adds.bind(additions) };
    const run = await runClosedLoop(loop, length, network.processes);
    await additions.assertBalance();
    return run;
  });
  return { name, load, unit: 'transactions', unitsPerTransaction: 1, runs: measured };
}

function nameOf({ network: { batch } }: BenchNetwork, transaction: AddTransaction): string {
  const keys = transaction === 'Add' ? 'one hot key' : 'keys of their own';
  return `Add, ${keys}, blocks of ${String(batch.timeoutMs)} ms or ${String(batch.messagesMax)}`;
}
