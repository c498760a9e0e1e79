/**
 * What a list of latencies comes to: the percentiles that a person who waits cares about. Nearest rank, so that every
 * figure is one that somebody really waited for.
 */

/** Milliseconds. */
export interface LatencySummary {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The percentiles of some latencies in milliseconds, in any order; undefined when there are none. */
export function latencySummary(latenciesMs: readonly number[]): LatencySummary | undefined {
  const sorted = [...latenciesMs].sort((a, b) => a - b);
  const max = sorted.at(-1);
  if (max === undefined) return undefined;
  const percentile = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? max;
  return {
    count: sorted.length,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    max,
  };
}
