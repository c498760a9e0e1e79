/** A mongod of one specification alone, which it may take away and bring back at the same address. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startManagedMongod } from '../../app/store/managed-mongod';
import type { ManagedMongod } from '../../app/store/managed-mongod';

export class OwnMongod {
  readonly #folder: string;
  #mongod: ManagedMongod;

  private constructor(folder: string, mongod: ManagedMongod) {
    this.#folder = folder;
    this.#mongod = mongod;
  }

  static async start(): Promise<OwnMongod> {
    const folder = mkdtempSync(join(tmpdir(), 'own-mongod-'));
    return new OwnMongod(folder, await startManagedMongod({ folder, say }));
  }

  get uri(): string {
    return this.#mongod.uri;
  }

  async goesAway(): Promise<void> {
    await this.#mongod.stop();
  }

  async comesBack(): Promise<void> {
    this.#mongod = await startManagedMongod({ folder: this.#folder, port: this.#mongod.port, say });
  }

  /** Ends it with all its data. */
  async drop(): Promise<void> {
    await this.#mongod.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
