/** Measures something as often as its median needs, and says after each run what came out, for whoever waits. */
import type { LoadRun } from './load-window';

export interface Repeats {
  readonly runs: number;
  readonly say: (line: string) => void;
}

/** The runs of one load, one after another. */
export async function repeatedRuns(
  what: string,
  { runs, say }: Repeats,
  measure: () => Promise<LoadRun>,
): Promise<readonly LoadRun[]> {
  const measured: LoadRun[] = [];
  for (let number = 1; number <= runs; number += 1) {
    const run = await measure();
    measured.push(run);
    say(`${what}, run ${String(number)} of ${String(runs)}: ${summaryOf(run)}`);
  }
  return measured;
}

function summaryOf({ valid, conflicts, failed, seconds, latencyMs, processors }: LoadRun): string {
  const failures = Object.entries(failed).map(([code, count]) => `, ${String(count)} ${code}`);
  const latency =
    latencyMs === undefined ? '' : `, p50 ${latencyMs.p50.toFixed(0)} ms, p99 ${latencyMs.p99.toFixed(0)} ms`;
  return (
    `${(valid / seconds).toFixed(1)} VALID transactions/s, ${String(conflicts)} conflicts${failures.join('')}${latency}, ` +
    `foreign ${(100 * processors.foreignShare).toFixed(0)} %`
  );
}
