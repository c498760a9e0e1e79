/**
 * What the product must reach on Fabric (two cores, everything on one machine), and what was reached.
 */
import type { Bar } from '../bar';
import { median } from '../bar';
import type { ProfileName } from '../../fabric-network/network-description';
import type { Measurement } from './measurement';
import { latencies, validRates } from './measurement';
import type { StartRun } from './start-bench';

interface ProfileBars {
  readonly addPerSecond: number;
  readonly mixedPerSecond: number;
  /** Batches have a bar on `small` alone. */
  readonly settledLegsPerSecond: number | undefined;
}

const bars: Readonly<Record<ProfileName, ProfileBars>> = {
  small: { addPerSecond: 380, mixedPerSecond: 240, settledLegsPerSecond: 500 },
  province: { addPerSecond: 260, mixedPerSecond: 170, settledLegsPerSecond: undefined },
};
const halfLoadP50MsMax = 300;
const halfLoadP99MsMax = 800;
/** One at a time waits for its block to be cut; all else has so long. */
const besidesBatchMsMax = 40;
const coldSecondsMax = 12;
const againSecondsMax = 6;
const idleMiBMax = 1.3 * 1_024;

/** Own keys at 200 in flight. */
export function addBars(profile: ProfileName, atBar: Measurement): readonly Bar[] {
  return [atLeast(`${profile}-add-200`, 'transactions/s', bars[profile].addPerSecond, validRates(atBar))];
}

/** Mixed registrations and pushes: at 200 in flight, at half of that, one at a time. */
export function mixedBars(
  { profile, batch }: { readonly profile: ProfileName; readonly batch: { readonly timeoutMs: number } },
  [many, half, alone]: readonly [Measurement, Measurement, Measurement],
): readonly Bar[] {
  return [
    atLeast(`${profile}-mixed-200`, 'transactions/s', bars[profile].mixedPerSecond, validRates(many)),
    atMost(`${profile}-mixed-half-load-p50`, 'ms', halfLoadP50MsMax, latencies(half, 'p50')),
    atMost(`${profile}-mixed-half-load-p99`, 'ms', halfLoadP99MsMax, latencies(half, 'p99')),
    atMost(
      `${profile}-one-at-a-time-p50`,
      'ms',
      batch.timeoutMs + besidesBatchMsMax,
      latencies(alone, 'p50'),
    ),
  ];
}

/** Legs settled by batches of statement entries. */
export function batchBars(profile: ProfileName, batches: Measurement): readonly Bar[] {
  const bar = bars[profile].settledLegsPerSecond;
  return bar === undefined
    ? []
    : [atLeast(`${profile}-batches-of-200`, 'settled legs/s', bar, validRates(batches))];
}

/** Starts and idle memory. */
export function startBars(profile: ProfileName, runs: readonly StartRun[]): readonly Bar[] {
  const figures = (figure: (run: StartRun) => number): readonly number[] => runs.map(figure);
  return [
    atMost(
      `${profile}-cold-start`,
      's',
      coldSecondsMax,
      figures((run) => run.coldSeconds),
    ),
    atMost(
      `${profile}-start-with-data`,
      's',
      againSecondsMax,
      figures((run) => run.againSeconds),
    ),
    atMost(
      `${profile}-idle-memory`,
      'MiB',
      idleMiBMax,
      figures((run) => run.idleMemory.residentMiB),
    ),
  ];
}

// eslint-disable-next-line max-params -- the four of a bar, in the order in which it is read
function atLeast(name: string, unit: string, bar: number, raw: readonly number[]): Bar {
  return { name, unit, bar, direction: 'at-least', raw, measured: median(raw) };
}

// eslint-disable-next-line max-params -- as above
function atMost(name: string, unit: string, bar: number, raw: readonly number[]): Bar {
  return { name, unit, bar, direction: 'at-most', raw, measured: median(raw) };
}
