/**
 * The platform as a process of its own, as an operator starts it: on a data folder, without a demonstration, on a free port of
 * this machine. Specifications kill it, or its store, and start it again.
 */
import { strict as assert } from 'node:assert';
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { mongodFiles } from '../../../app/store/mongod-folder';
import { Desk } from './desk';

const program = join(__dirname, '..', '..', '..', 'app', 'main.js');
/** A demo is seeded meanwhile, on Fabric too. */
const startMsMax = 420_000;
const askAgainMs = 20;
const outputCharactersMax = 4_000;

const healthForm = z.object({
  store: z.enum(['up', 'down']),
  block: z.number(),
  ledgerBlock: z.number().optional(),
});
export type Health = z.infer<typeof healthForm>;

export class PlatformChild {
  readonly address: string;
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #ended: Promise<unknown>;
  #output = '';

  private constructor(process: ChildProcess, folder: string, port: number) {
    this.#process = process;
    this.#folder = folder;
    this.address = `http://127.0.0.1:${String(port)}`;
    this.#ended = once(process, 'exit');
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-outputCharactersMax);
      });
    }
  }

  /** Starts the platform and waits until its pages show everything that the ledger holds. */
  static async start(folder: string, options: readonly string[] = ['--demo', 'off']): Promise<PlatformChild> {
    const port = await freePort();
    const words = ['--data', folder, '--port', String(port), ...options];
    const environment = { ...process.env, MONGODB_URI: '', LOG_LEVEL: 'silent' };
    const child = spawn(process.execPath, [program, ...words], {
      ...{ env: environment, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    const platform = new PlatformChild(child, folder, port);
    await platform.shown();
    return platform;
  }

  /** The end of what it wrote. */
  get output(): string {
    return this.#output;
  }

  /** Somebody at a browser of their own. */
  desk(nextCode: () => string): Desk {
    return new Desk(this.address, nextCode);
  }

  /** What the platform says of itself; undefined while it does not listen. */
  async health(): Promise<Health | undefined> {
    try {
      const answer = await fetch(`${this.address}/health`);
      return healthForm.parse(await answer.json());
    } catch (error) {
      if (error instanceof TypeError) return undefined; // Nobody listens there, yet or any more.
      throw error;
    }
  }

  /** Waits until store and ledger are up and the pages are at the ledger's newest block. */
  async shown(): Promise<void> {
    const until = Date.now() + startMsMax;
    for (;;) {
      const health = await this.health();
      if (health?.store === 'up' && health.block === health.ledgerBlock) return;
      assert(
        this.#process.exitCode === null && Date.now() < until,
        `The platform is not up (${JSON.stringify(health)}). It said:\n${this.#output}`,
      );
      await delay(askAgainMs);
    }
  }

  /** The process of its store. */
  mongodPid(): number {
    return Number.parseInt(
      readFileSync(join(mongodFiles(storeOf(this.#folder)).database, 'mongod.lock'), 'utf8'),
      10,
    );
  }

  /** `kill -9`: nothing is put in order. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  /** As Ctrl-C does; answers the exit code. */
  async interrupt(): Promise<number | null> {
    this.#process.kill('SIGINT');
    await this.#ended;
    return this.#process.exitCode;
  }
}

/** Where the platform on a data folder keeps its store. */
export function storeOf(dataFolder: string): string {
  return join(dataFolder, 'store');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  assert(address !== null && typeof address === 'object');
  return address.port;
}
