/**
 * How much memory processes hold: resident, which counts pages that several share once for each, and proportional, which
 * splits them among those who share them and is the truer sum.
 */
import { readFileSync } from 'node:fs';
import type { NamedProcess } from './processor-use';

const kibibytesPerMebibyte = 1_024;

/** MiB. */
export interface MemoryUse {
  readonly residentMiB: number;
  readonly proportionalMiB: number;
  readonly residentMiBByProcess: Readonly<Record<string, number>>;
}

/** What these processes hold now. */
export function readMemory(processes: readonly NamedProcess[]): MemoryUse {
  const each = processes.map(({ name, pid }) => ({
    name,
    ...memoryIn(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8')),
  }));
  return {
    residentMiB: each.reduce((sum, { residentMiB }) => sum + residentMiB, 0),
    proportionalMiB: each.reduce((sum, { proportionalMiB }) => sum + proportionalMiB, 0),
    residentMiBByProcess: Object.fromEntries(each.map(({ name, residentMiB }) => [name, residentMiB])),
  };
}

/** What one process holds, from its /proc/<pid>/smaps_rollup. */
export function memoryIn(rollup: string): {
  readonly residentMiB: number;
  readonly proportionalMiB: number;
} {
  return { residentMiB: mebibytes(rollup, 'Rss'), proportionalMiB: mebibytes(rollup, 'Pss') };
}

function mebibytes(rollup: string, field: string): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1];
  if (found === undefined) throw new Error(`a process's memory statistics have no field ${field}`);
  return Number(found) / kibibytesPerMebibyte;
}
