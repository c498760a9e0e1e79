/**
 * The product's own work on Fabric: registrations and statement entries that settle legs, many at once, at half of that
 * load, one at a time, and in batches of 200 entries.
 */
import { copiedProvince } from '../draft-copies';
import { inLanes } from '../lanes';
import { Province } from '../../test/province/province';
import { barLanes } from './bench-settings';
import type { BenchSettings } from './bench-settings';
import type { BenchNetwork } from './bench-network';
import { runClosedLoop } from './closed-loop';
import { entriesPerBatch, LegFlow } from './leg-flow';
import { measuredWork } from './load-window';
import type { LoadRun, WindowLength } from './load-window';
import type { Measurement } from './measurement';
import { validRates } from './measurement';
import { median } from '../bar';
import { runOpenLoop } from './open-loop';
import { repeatedRuns } from './repeated-runs';

/** More than any network here took: legs are copied for that many transactions a second. */
const perSecondMax = 400;
const transactionsPerLeg = 2;
const batchesInFlight = 4;

/** Founds the invented province on the network, with everyone bound who acts in the loads. */
export async function foundLegFlow({ ledger, issuers, plan }: BenchNetwork): Promise<LegFlow> {
  plan.say('founding the province …');
  const province = await Province.found({ ledger, issuers, clock: { now: () => Date.now() } });
  const flow = new LegFlow(await copiedProvince(province));
  // A person's first transaction writes the organisation's record; it must not happen with others in flight.
  await flow.supply(transactionsPerLeg);
  for (let leg = 0; leg < transactionsPerLeg; leg += 1) await flow.settles(() => undefined);
  await flow.assertSettled();
  return flow;
}

/** One entry for each registration: at 200 in flight, at half of the rate reached there, and one at a time. */
export async function benchMixed(
  network: BenchNetwork,
  flow: LegFlow,
  settings: BenchSettings,
): Promise<readonly [Measurement, Measurement, Measurement]> {
  const repeats = { say: network.plan.say, runs: settings.runs };
  const many: Measurement = {
    ...{ name: 'mixed', load: `${String(barLanes)} in flight`, unit: 'transactions', unitsPerTransaction: 1 },
    runs: await repeatedRuns(`mixed, ${String(barLanes)} in flight`, repeats, () =>
      manyAtOnce(network, flow, settings.barWindow),
    ),
  };
  const perSecond = median(validRates(many)) / 2;
  const half: Measurement = {
    ...{ name: 'mixed at half load', load: `${perSecond.toFixed(0)} arrive/s`, unit: 'transactions' },
    unitsPerTransaction: 1,
    runs: await repeatedRuns(`mixed, ${perSecond.toFixed(0)} arrive a second`, repeats, () =>
      arriving(network, flow, { perSecond, length: settings.halfLoadWindow }),
    ),
  };
  const alone: Measurement = {
    ...{ name: 'mixed, one at a time', load: '1 in flight', unit: 'transactions', unitsPerTransaction: 1 },
    runs: await repeatedRuns('mixed, one at a time', repeats, () =>
      oneAtATime(network, flow, settings.legsAlone),
    ),
  };
  return [many, half, alone];
}

/** Batches of 200 entries, each settling a leg that was registered before. */
export async function benchBatches(
  network: BenchNetwork,
  flow: LegFlow,
  settings: BenchSettings,
): Promise<Measurement> {
  const repeats = { say: network.plan.say, runs: settings.runs };
  const name = `statement batches of ${String(entriesPerBatch)}`;
  const runs = await repeatedRuns(name, repeats, async () => {
    network.plan.say(`registering ${String(settings.batchesPerRun * entriesPerBatch)} legs …`);
    const batches = await flow.registersBatches(settings.batchesPerRun);
    const run = await measuredWork(network.processes, (note) =>
      inLanes(batches, batchesInFlight, (batch) => flow.paysBatch(batch, note)),
    );
    await flow.assertSettled();
    return run;
  });
  const load = `${String(batchesInFlight)} in flight`;
  return { name, load, unit: 'legs', unitsPerTransaction: entriesPerBatch, runs };
}

async function manyAtOnce(network: BenchNetwork, flow: LegFlow, length: WindowLength): Promise<LoadRun> {
  await flow.supply(legsFor(perSecondMax, length) + barLanes);
  const loop = { lanes: barLanes, round: flow.settles.bind(flow) };
  const run = await runClosedLoop(loop, length, network.processes);
  await flow.assertSettled();
  return run;
}

async function arriving(
  network: BenchNetwork,
  flow: LegFlow,
  { perSecond, length }: { readonly perSecond: number; readonly length: WindowLength },
): Promise<LoadRun> {
  // Arrivals are drawn: twice the mean is more than ever come.
  await flow.supply(2 * legsFor(perSecond, length));
  const loop = { perSecond, transaction: flow.flows.bind(flow), random: Math.random };
  const run = await runOpenLoop(loop, length, network.processes);
  await flow.paysRegistered();
  await flow.assertSettled();
  return run;
}

async function oneAtATime(network: BenchNetwork, flow: LegFlow, legs: number): Promise<LoadRun> {
  await flow.supply(legs);
  const run = await measuredWork(network.processes, async (note) => {
    for (let leg = 0; leg < legs; leg += 1) await flow.settles(note);
  });
  await flow.assertSettled();
  return run;
}

function legsFor(perSecond: number, { warmUpMs, windowMs }: WindowLength): number {
  return Math.ceil((perSecond * (warmUpMs + windowMs)) / 1_000 / transactionsPerLeg);
}
