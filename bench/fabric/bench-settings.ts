/**
 * How long and how often the Fabric benchmark measures: in full, as its kept results are, or short, to see that it works.
 */
import type { BatchSize } from '../../fabric-network/network-description';
import type { WindowLength } from './load-window';

export interface BenchSettings {
  /** Each figure is the median of so many runs. */
  readonly runs: number;
  /** The thesis's client counts (table 5.2). */
  readonly clientCounts: readonly number[];
  readonly countWindow: WindowLength;
  /** Blocks of the thesis's settings take two seconds: a shorter window would hold too few. */
  readonly thesisWindow: WindowLength;
  /** Where the bars stand, and for more clients than that: each of them waits seconds for its turn. */
  readonly barWindow: WindowLength;
  readonly halfLoadWindow: WindowLength;
  /** Legs that are registered and paid one at a time. */
  readonly legsAlone: number;
  readonly batchesPerRun: number;
}

export const fullSettings: BenchSettings = {
  runs: 3,
  clientCounts: [1, 10, 20, 50, 100, 1_000],
  countWindow: { warmUpMs: 1_000, windowMs: 3_000 },
  thesisWindow: { warmUpMs: 1_500, windowMs: 5_000 },
  barWindow: { warmUpMs: 3_000, windowMs: 9_000 },
  halfLoadWindow: { warmUpMs: 2_000, windowMs: 8_000 },
  legsAlone: 12,
  batchesPerRun: 12,
};

export const shortSettings: BenchSettings = {
  runs: 1,
  clientCounts: [1, 50],
  countWindow: { warmUpMs: 500, windowMs: 2_000 },
  thesisWindow: { warmUpMs: 1_000, windowMs: 4_500 },
  barWindow: { warmUpMs: 1_000, windowMs: 4_000 },
  halfLoadWindow: { warmUpMs: 1_000, windowMs: 4_000 },
  legsAlone: 3,
  batchesPerRun: 4,
};

/** In flight where the bars of throughput stand. */
export const barLanes = 200;

/** How the thesis cut blocks: at ten messages or after two seconds. */
export function thesisBatch(standard: BatchSize): BatchSize {
  return { ...standard, timeoutMs: 2_000, messagesMax: 10 };
}
