/**
 * The network's processes: started detached, so that they outlive the command that started them, and kept in one file
 * with number and birth, so that another command finds them again and never stops a stranger. Every change reads the
 * file, changes one process and writes the whole; commands that change many hold the folder's lock.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { textIfThere, writeDurably } from '../durable-file';
import { NetworkError } from '../network-error';
import type { NetworkLayout } from '../network-layout';
import { birthOf } from './process-birth';
import { processListSchema } from './process-record';
import type { ProcessRecord, ProcessSpecification } from './process-record';

const logFileMode = 0o600;
const folderMode = 0o700;
const pollMs = 10;
/** Peers and orderers end within 25 ms of a SIGTERM; what takes this long does not listen any more. */
const standardStopMsMax = 10_000;
const killMsMax = 5_000;

export class ProcessTable {
  readonly layout: NetworkLayout;
  readonly #stopMsMax: number;

  constructor(layout: NetworkLayout, { stopMsMax = standardStopMsMax } = {}) {
    this.layout = layout;
    this.#stopMsMax = stopMsMax;
  }

  /** All processes, running or not, in the order in which they were added. */
  list(): readonly ProcessRecord[] {
    const text = textIfThere(this.layout.processesFile);
    if (text === undefined) return [];
    const parsed = processListSchema.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data.processes;
    throw new NetworkError({
      code: 'unreadable-record',
      message: `${this.layout.processesFile} is no list of processes.`,
      nextStep: 'Stop what runs by hand (ps), then remove the file.',
      cause: parsed.error,
    });
  }

  find(name: string): ProcessRecord | undefined {
    return this.list().find((each) => each.name === name);
  }

  /** The number of a process if it runs. */
  pidOf(name: string): number | undefined {
    const run = this.find(name)?.run;
    return run !== undefined && birthOf(run.pid) === run.birth ? run.pid : undefined;
  }

  isRunning(name: string): boolean {
    return this.pidOf(name) !== undefined;
  }

  running(): readonly ProcessRecord[] {
    return this.list().filter(({ name }) => this.isRunning(name));
  }

  /** Adds a process or says anew how it is started; a run of the old command line goes on and stays known. */
  put(specification: ProcessSpecification): void {
    const run = this.find(specification.name)?.run;
    this.#write({ ...specification, ...(run === undefined ? {} : { run }) });
  }

  /** Forgets a process that does not run. */
  remove(name: string): void {
    if (this.isRunning(name)) {
      throw new NetworkError({
        code: 'running',
        message: `${name} still runs and cannot be forgotten.`,
        nextStep: 'Stop it first.',
      });
    }
    this.#save(this.list().filter((each) => each.name !== name));
  }

  /** Starts a process unless it runs; answers its number. It need not be ready yet. */
  async start(name: string): Promise<number> {
    const record = this.#known(name);
    const running = this.pidOf(name);
    if (running !== undefined) return running;
    const pid = await this.#spawn(record);
    const birth = birthOf(pid);
    if (birth === undefined) throw diedAtOnce(name, this.layout.logFile(name));
    this.#write({ ...record, run: { pid, birth } });
    return pid;
  }

  /** Asks a process to end, and ends it when it does not. Nothing happens when it does not run. */
  async stop(name: string): Promise<void> {
    const pid = this.pidOf(name);
    if (pid === undefined) return;
    signalIfThere(pid, 'SIGTERM');
    if (await this.#hasEnded(name, this.#stopMsMax)) return;
    await this.kill(name);
  }

  /** Ends a process without asking it, as a crash would (kill -9). */
  async kill(name: string): Promise<void> {
    const pid = this.pidOf(name);
    if (pid === undefined) return;
    signalIfThere(pid, 'SIGKILL');
    if (await this.#hasEnded(name, killMsMax)) return;
    throw new NetworkError({
      code: 'process-failed',
      message: `${name} (process ${String(pid)}) is still there ${String(killMsMax)} ms after SIGKILL.`,
      nextStep: 'It waits for a disk or is being debugged: look at it with ps.',
    });
  }

  async #hasEnded(name: string, withinMs: number): Promise<boolean> {
    for (const deadline = Date.now() + withinMs; Date.now() < deadline;) {
      if (!this.isRunning(name)) return true;
      await delay(pollMs);
    }
    return !this.isRunning(name);
  }

  async #spawn(record: ProcessRecord): Promise<number> {
    const log = this.layout.logFile(record.name);
    mkdirSync(dirname(log), { recursive: true, mode: folderMode });
    const file = openSync(log, 'a', logFileMode);
    try {
      const child = spawn(record.program, record.arguments, {
        cwd: record.workingFolder,
        env: { PATH: process.env['PATH'], HOME: this.layout.folder, ...record.environment },
        stdio: ['ignore', file, file],
        detached: true,
      });
      await once(child, 'spawn');
      child.unref();
      if (child.pid === undefined) throw new Error('started without a number');
      return child.pid;
    } catch (cause) {
      throw new NetworkError({
        code: 'process-failed',
        message: `${record.name} could not be started: ${String(cause)}.`,
        nextStep: `Look whether ${record.program} and ${record.workingFolder} are there.`,
        cause,
      });
    } finally {
      closeSync(file);
    }
  }

  #known(name: string): ProcessRecord {
    const found = this.find(name);
    if (found !== undefined) return found;
    const names = this.list().map((each) => each.name);
    throw new NetworkError({
      code: 'unknown-process',
      message: `This network has no process ${name}.`,
      nextStep: `There are ${names.join(', ')}.`,
    });
  }

  #write(record: ProcessRecord): void {
    const list = this.list();
    const isNew = list.every(({ name }) => name !== record.name);
    this.#save(isNew ? [...list, record] : list.map((each) => (each.name === record.name ? record : each)));
  }

  #save(processes: readonly ProcessRecord[]): void {
    writeDurably(this.layout.processesFile, `${JSON.stringify({ processes }, undefined, 2)}\n`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Sends a signal; a process that has just ended needs none. */
function signalIfThere(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function diedAtOnce(name: string, log: string): NetworkError {
  return new NetworkError({
    code: 'process-failed',
    message: `${name} ended as soon as it was started.`,
    nextStep: `Its log says why: ${log}.`,
  });
}
