/**
 * What the processors did while something was measured: how long each process of the network and this one, the client,
 * ran, and how much of the machine others used meanwhile. A run that others disturbed is seen by that share; the time
 * per transaction is the steadier figure then.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Linux counts in hundredths of a second wherever it tells processes about themselves (proc(5), USER_HZ). */
const msPerTick = 10;
/** Fields of /proc/<pid>/stat behind the name, which alone may hold blanks. */
const userField = 11;
const systemField = 12;
/** Fields of the first line of /proc/stat that are not work: idle, and waiting for a disk. */
const restingFields = [3, 4];
/** The fields after these count guests, who are in the first two already. */
const machineFields = 8;

export interface NamedProcess {
  readonly name: string;
  readonly pid: number;
}

export interface ProcessorReading {
  readonly atMs: number;
  readonly machineMs: number;
  readonly byProcessMs: Readonly<Record<string, number>>;
}

export interface ProcessorUse {
  readonly seconds: number;
  /** Processor time by process, in milliseconds. */
  readonly byProcessMs: Readonly<Record<string, number>>;
  /** Part of all processors that none of these processes used, 0 to 1. */
  readonly foreignShare: number;
  /** Part of all processors that these processes used, 0 to 1. */
  readonly ownShare: number;
}

/**
 * Reads the clocks of the machine and of these processes.
 * @throws Error when one of them has ended: what was measured is then worth nothing
 */
export function readProcessors(processes: readonly NamedProcess[]): ProcessorReading {
  const own = processes.map(({ name, pid }) => {
    const ms = processMsIn(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
    return [name, ms] as const;
  });
  const machineMs = machineMsIn(readFileSync('/proc/stat', 'utf8'));
  return { atMs: performance.now(), machineMs, byProcessMs: Object.fromEntries(own) };
}

/** What happened between two readings of the same processes. */
export function processorUse(
  before: ProcessorReading,
  after: ProcessorReading,
  cores: number = cpus().length,
): ProcessorUse {
  const byProcessMs = Object.fromEntries(
    Object.entries(after.byProcessMs).map(([name, ms]) => [name, ms - (before.byProcessMs[name] ?? 0)]),
  );
  const elapsedMs = after.atMs - before.atMs;
  const capacityMs = elapsedMs * cores;
  const ownMs = Object.values(byProcessMs).reduce((sum, ms) => sum + ms, 0);
  const machineMs = after.machineMs - before.machineMs;
  return {
    seconds: elapsedMs / 1_000,
    byProcessMs,
    // The two clocks tick apart: a quiet machine may come out a little below nothing.
    foreignShare: Math.max(0, (machineMs - ownMs) / capacityMs),
    ownShare: ownMs / capacityMs,
  };
}

/** Milliseconds a process has run, from its /proc/<pid>/stat. */
export function processMsIn(stat: string): number {
  const fields = numbersOf(stat.slice(stat.lastIndexOf(')') + 2));
  return (fieldOf(fields, userField) + fieldOf(fields, systemField)) * msPerTick;
}

/** Milliseconds all processors have worked, from /proc/stat. */
export function machineMsIn(stat: string): number {
  const line = stat.split('\n').find((each) => each.startsWith('cpu '));
  if (line === undefined) throw new Error('/proc/stat has no line of all processors');
  const fields = numbersOf(line.slice('cpu '.length).trim()).slice(0, machineFields);
  const working = fields.filter((_, position) => !restingFields.includes(position));
  return working.reduce((sum, ticks) => sum + ticks, 0) * msPerTick;
}

function numbersOf(text: string): readonly number[] {
  return text.trim().split(/\s+/).map(Number);
}

function fieldOf(fields: readonly number[], position: number): number {
  const value = fields[position];
  if (value === undefined || !Number.isFinite(value)) {
    throw new Error(`field ${String(position)} of a process's statistics is no number`);
  }
  return value;
}
