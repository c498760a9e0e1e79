/**
 * How far the demo's seed has come, in a file beside the ledger: so that a seed that was killed is taken up where it broke
 * off, and one that is finished is never begun again. The ledger is always ahead of the journal by at most one task of
 * each lane, and every task sent twice counts once.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const fileName = 'demo-seed.json';
const journalVersion = 1;

const journalSchema = z.object({
  version: z.literal(journalVersion),
  /** The instant that the plan's days count from, milliseconds since 1970. */
  baseMs: z.int(),
  finished: z.boolean(),
  /** Tasks done of each lane that was begun. */
  done: z.record(z.string(), z.int().min(0)),
});

export class SeedJournal {
  readonly baseMs: number;
  readonly #file: string;
  readonly #done: Map<string, number>;
  #finished: boolean;

  private constructor(file: string, kept: Omit<z.infer<typeof journalSchema>, 'version'>) {
    this.#file = file;
    this.baseMs = kept.baseMs;
    this.#finished = kept.finished;
    this.#done = new Map(Object.entries(kept.done));
  }

  /**
   * The journal kept in a folder that exists; a new one, whose days count from `nowMs`, where there is none.
   * @throws Error when the file is there and is not a journal
   */
  static open(folder: string, nowMs: number): SeedJournal {
    const file = join(folder, fileName);
    const text = textIfThere(file);
    if (text !== undefined) return new SeedJournal(file, keptJournal(file, text));
    const journal = new SeedJournal(file, { baseMs: nowMs, finished: false, done: {} });
    journal.#write();
    return journal;
  }

  /** Whether a seed was begun in this folder, finished or not. */
  static isBegun(folder: string): boolean {
    return textIfThere(join(folder, fileName)) !== undefined;
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** How many of a lane's tasks are done. */
  done(lane: string): number {
    return this.#done.get(lane) ?? 0;
  }

  /** How many tasks are done in all. */
  get doneInAll(): number {
    return [...this.#done.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Writes down that one more task of a lane is done. */
  tick(lane: string): void {
    this.#done.set(lane, this.done(lane) + 1);
    this.#write();
  }

  /** Writes down that everything is done. */
  finish(): void {
    this.#finished = true;
    this.#write();
  }

  /** Forgets a seed that was begun where none belongs. */
  discard(): void {
    rmSync(this.#file, { force: true });
  }

  #write(): void {
    const kept = { version: journalVersion, baseMs: this.baseMs, finished: this.#finished };
    const text = JSON.stringify({ ...kept, done: Object.fromEntries(this.#done) });
    writeFileSync(`${this.#file}.unfinished`, text);
    renameSync(`${this.#file}.unfinished`, this.#file);
  }
}

function keptJournal(file: string, text: string): z.infer<typeof journalSchema> {
  const parsed = journalSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not the journal of a demo seed. Name a data folder of its own for the demo.`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // What is not JSON is no journal either; the schema says so.
  }
}

function textIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
