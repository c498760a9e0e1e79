/**
 * What one load on one network came to, over its runs, and the lines in which a reader compares it with others: rates,
 * latencies, what each process worked for each transaction, and how much others disturbed.
 */
import { median } from '../bar';
import type { LatencySummary } from './latency-summary';
import type { LoadRun } from './load-window';

export interface Measurement {
  /** What was done. */
  readonly name: string;
  /** How much of it at once, or how often. */
  readonly load: string;
  /** What is counted: a batch of statement entries is one transaction that settles many legs. */
  readonly unit: 'transactions' | 'legs';
  readonly unitsPerTransaction: number;
  readonly runs: readonly LoadRun[];
}

/** Each run's VALID units per second. */
export function validRates({ runs, unitsPerTransaction }: Measurement): readonly number[] {
  return runs.map(({ valid, seconds }) => (valid * unitsPerTransaction) / seconds);
}

/** Each run's ordered units per second, those that were found invalid included. */
export function orderedRates({ runs, unitsPerTransaction }: Measurement): readonly number[] {
  return runs.map(({ valid, conflicts, seconds }) => ((valid + conflicts) * unitsPerTransaction) / seconds);
}

/**
 * Each run's latency at a percentile, in milliseconds.
 * @throws Error when nothing was ordered in a run
 */
export function latencies(
  { name, load, runs }: Measurement,
  percentile: keyof LatencySummary,
): readonly number[] {
  return runs.map(({ latencyMs }) => {
    if (latencyMs === undefined) throw new Error(`${name}, ${load}: nothing was ordered in a run`);
    return latencyMs[percentile];
  });
}

const heads = ['load', 'ordered/s', 'valid/s', 'conflicts', 'failed', 'p50 ms', 'p95 ms', 'p99 ms'] as const;
const tailHeads = ['CPU ms each', 'own CPU', 'foreign CPU'] as const;

/** The measurements of one kind as an aligned table under its name, each with a line of processor time by process. */
export function measurementTable(measurements: readonly Measurement[]): readonly string[] {
  const rows = [[...heads, ...tailHeads], ...measurements.map(row)];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const [head = '', ...lines] = rows.map((cells) =>
    cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '),
  );
  return [
    head,
    ...measurements.flatMap((measurement, position) => [lines[position] ?? '', processLine(measurement)]),
  ];
}

function row(measurement: Measurement): readonly string[] {
  const { runs, load } = measurement;
  const failed = runs.map((run) => Object.values(run.failed).reduce((sum, count) => sum + count, 0));
  const conflicts = runs.map((run) => run.conflicts / Math.max(1, run.conflicts + run.valid));
  return [
    load,
    median(orderedRates(measurement)).toFixed(1),
    median(validRates(measurement)).toFixed(1),
    percent(median(conflicts)),
    median(failed).toFixed(0),
    ...(['p50', 'p95', 'p99'] as const).map((each) => latencyCell(measurement, each)),
    median(runs.map((run) => perUnit(measurement, run, sumOf(run.processors.byProcessMs)))).toFixed(2),
    percent(median(runs.map(({ processors }) => processors.ownShare))),
    percent(median(runs.map(({ processors }) => processors.foreignShare))),
  ];
}

function latencyCell({ runs }: Measurement, percentile: keyof LatencySummary): string {
  const told = runs.flatMap(({ latencyMs }) => (latencyMs === undefined ? [] : [latencyMs[percentile]]));
  return told.length === 0 ? '–' : median(told).toFixed(0);
}

/** Processor time by process, the most first, those of nearly nothing left out. */
function processLine(measurement: Measurement): string {
  const { runs, unit } = measurement;
  const names = Object.keys(runs[0]?.processors.byProcessMs ?? {});
  const each = names.map((name) => ({
    name,
    ms: median(runs.map((run) => perUnit(measurement, run, run.processors.byProcessMs[name] ?? 0))),
  }));
  const told = each.filter(({ ms }) => ms >= 0.005).sort((a, b) => b.ms - a.ms);
  const unitName = unit === 'legs' ? 'leg' : 'transaction';
  return `    ms for each ${unitName}: ${told.map(({ name, ms }) => `${name} ${ms.toFixed(2)}`).join(', ')}`;
}

/** Of what was ordered: a conflicting transaction costs as much as a VALID one. */
function perUnit({ unitsPerTransaction }: Measurement, run: LoadRun, ms: number): number {
  return ms / Math.max(1, (run.valid + run.conflicts) * unitsPerTransaction);
}

function sumOf(figures: Readonly<Record<string, number>>): number {
  return Object.values(figures).reduce((sum, figure) => sum + figure, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
