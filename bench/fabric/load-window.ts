/**
 * A load and the window in which it is measured: first some time to warm up, then the window, then everything that is
 * under way ends. What counts is what ended (closed loop) or was due (open loop) within the window.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LedgerConflictError, LedgerError } from '../../ledger/ledger-error';
import { latencySummary } from './latency-summary';
import type { LatencySummary } from './latency-summary';
import { processorUse, readProcessors } from './processor-use';
import type { NamedProcess, ProcessorUse } from './processor-use';

/** How a transaction ended: VALID; ordered and found invalid; or otherwise, by its error's code. */
export type TransactionEnd =
  | { readonly kind: 'valid' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly code: string; readonly transactionId: string | undefined };

export interface WindowLength {
  readonly warmUpMs: number;
  readonly windowMs: number;
}

/** What one run of a load came to. */
export interface LoadRun {
  readonly seconds: number;
  readonly valid: number;
  /** Ordered, and invalid since what they had read was changed meanwhile. */
  readonly conflicts: number;
  /** How many failed otherwise, by the error's code. */
  readonly failed: Readonly<Record<string, number>>;
  /** Of all that were ordered: a client hears of a conflict no sooner than of a commit. */
  readonly latencyMs: LatencySummary | undefined;
  readonly processors: ProcessorUse;
}

/** One transaction as a load notes it: due and ended, in milliseconds of `performance.now()`. */
interface NotedEnd {
  readonly dueMs: number;
  readonly endedMs: number;
  readonly end: TransactionEnd;
}

/** Notes how a transaction ended that was due at an instant of `performance.now()`, and ends now. */
export type Note = (dueMs: number, end: TransactionEnd) => void;

/** The clock of a window, and what ended while it ran. */
export class LoadWindow {
  readonly note: Note = (dueMs, end) => {
    this.#noted.push({ dueMs, endedMs: performance.now(), end });
  };
  readonly #noted: NotedEnd[] = [];
  readonly #length: WindowLength;
  readonly #processes: readonly NamedProcess[];
  #isOver = false;

  constructor(length: WindowLength, processes: readonly NamedProcess[]) {
    this.#length = length;
    this.#processes = processes;
  }

  /** Whether nothing more is to be begun. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Lets a load run until the window is over and what is under way has ended.
   * @param instant by which of its instants a transaction belongs to the window
   */
  async measures(load: () => Promise<unknown>, instant: 'dueMs' | 'endedMs'): Promise<LoadRun> {
    const [processors] = await Promise.all([this.#passes(), load()]);
    const inside = this.#noted.filter(
      (each) => each[instant] >= processors.fromMs && each[instant] < processors.toMs,
    );
    return loadRun(inside, processors.use);
  }

  async #passes(): Promise<{ readonly fromMs: number; readonly toMs: number; readonly use: ProcessorUse }> {
    try {
      await pause(this.#length.warmUpMs);
      const before = readProcessors(this.#processes);
      await pause(this.#length.windowMs);
      const after = readProcessors(this.#processes);
      return { fromMs: before.atMs, toMs: after.atMs, use: processorUse(before, after) };
    } finally {
      this.#isOver = true;
    }
  }
}

/** Lets a load run from its first to its last transaction, all of which count. */
export async function measuredWork(
  processes: readonly NamedProcess[],
  work: (note: Note) => Promise<unknown>,
): Promise<LoadRun> {
  const noted: NotedEnd[] = [];
  const before = readProcessors(processes);
  await work((dueMs, end) => noted.push({ dueMs, endedMs: performance.now(), end }));
  return loadRun(noted, processorUse(before, readProcessors(processes)));
}

/** How a submitted transaction ended. What is no failure of the ledger, a refusal above all, is thrown on. */
export async function endOf(submitted: Promise<unknown>): Promise<TransactionEnd> {
  try {
    await submitted;
    return { kind: 'valid' };
  } catch (error) {
    if (error instanceof LedgerConflictError) return { kind: 'conflict' };
    if (!(error instanceof LedgerError)) throw error;
    return { kind: 'failed', code: error.code, transactionId: error.transactionId };
  }
}

function loadRun(noted: readonly NotedEnd[], processors: ProcessorUse): LoadRun {
  const failed: Record<string, number> = {};
  for (const { end } of noted) {
    if (end.kind === 'failed') failed[end.code] = (failed[end.code] ?? 0) + 1;
  }
  const valid = noted.filter(({ end }) => end.kind === 'valid');
  const ordered = noted.filter(({ end }) => end.kind !== 'failed');
  return {
    seconds: processors.seconds,
    valid: valid.length,
    conflicts: ordered.length - valid.length,
    failed,
    latencyMs: latencySummary(ordered.map(({ dueMs, endedMs }) => endedMs - dueMs)),
    processors,
  };
}
