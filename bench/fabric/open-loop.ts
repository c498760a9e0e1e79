/**
 * An open loop: transactions arrive at their own pace (Poisson), whether or not earlier ones have ended, as those of
 * independent offices do. A latency counts from the instant at which the transaction was due, so that a stall is felt by
 * all who would have come meanwhile and not by one alone.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LoadWindow } from './load-window';
import type { LoadRun, Note, TransactionEnd, WindowLength } from './load-window';
import type { NamedProcess } from './processor-use';

/** A network that falls so far behind does not bear the load at all. */
const underWayMax = 5_000;

export interface OpenLoop {
  readonly perSecond: number;
  readonly transaction: () => Promise<TransactionEnd>;
  /** Numbers in [0, 1) that space the arrivals. */
  readonly random: () => number;
}

/**
 * Lets transactions arrive for a window and waits for all of them.
 * @throws Error when more than 5 000 are under way
 */
export async function runOpenLoop(
  loop: OpenLoop,
  length: WindowLength,
  processes: readonly NamedProcess[],
): Promise<LoadRun> {
  const window = new LoadWindow(length, processes);
  const arrivals = new Arrivals(loop, window.note);
  const load = async (): Promise<void> => {
    let dueMs = performance.now();
    while (!window.isOver) {
      arrivals.add(dueMs);
      dueMs += gapMs(loop);
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 0) await pause(earlyMs);
    }
    await arrivals.ended();
  };
  return window.measures(load, 'dueMs');
}

/** The transactions that are under way. */
class Arrivals {
  readonly #loop: OpenLoop;
  readonly #note: Note;
  readonly #underWay = new Set<Promise<void>>();
  readonly #errors: unknown[] = [];

  constructor(loop: OpenLoop, note: Note) {
    this.#loop = loop;
    this.#note = note;
  }

  add(dueMs: number): void {
    this.#assertSound();
    const arrival = this.#runs(dueMs).finally(() => this.#underWay.delete(arrival));
    this.#underWay.add(arrival);
  }

  async ended(): Promise<void> {
    await Promise.all(this.#underWay);
    this.#assertSound();
  }

  async #runs(dueMs: number): Promise<void> {
    try {
      this.#note(dueMs, await this.#loop.transaction());
    } catch (error) {
      // Thrown where the next transaction arrives: nobody waits for a single one.
      this.#errors.push(error);
    }
  }

  #assertSound(): void {
    if (this.#errors.length > 0)
      throw new Error('a transaction of an open loop failed', { cause: this.#errors[0] });
    if (this.#underWay.size >= underWayMax)
      throw new Error(`${String(underWayMax)} transactions are under way`);
  }
}

/** The time to the next arrival of a Poisson process, in milliseconds. */
export function gapMs({ perSecond, random }: Pick<OpenLoop, 'perSecond' | 'random'>): number {
  return (-Math.log(1 - random()) * 1_000) / perSecond;
}
