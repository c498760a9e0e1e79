/**
 * One mongod for a whole test run: started when the first specification asks for it, ended with the run. Everybody
 * gets a database of their own, so that specifications never see each other's documents.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { startManagedMongod } from '../../../app/store/managed-mongod';
import type { ManagedMongod } from '../../../app/store/managed-mongod';
import { openStore } from '../../../app/store/store-connection';

const stopLimitMs = 30_000;

/** A database that nobody else uses. */
export interface FreshDatabase {
  readonly uri: string;
  readonly connection: Connection;
  /** Removes the database and closes the connection. */
  drop(): Promise<void>;
}

/** The mongod of this run. */
export interface TestStore {
  readonly mongod: ManagedMongod;
  freshDatabase(): Promise<FreshDatabase>;
}

let running: Promise<TestStore> | undefined;

// Mocha loads this file at its root: the hook runs once, after the last specification of the run.
after(async function () {
  this.timeout(stopLimitMs);
  const store = await running;
  await store?.mongod.stop();
});

/**
 * The run's store. Ask in a `before` hook with a generous timeout: the first caller waits for the start, and on a
 * fresh machine for the download of the program.
 */
export async function sharedTestStore(): Promise<TestStore> {
  running ??= startTestStore();
  return await running;
}

async function startTestStore(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'test-store-'));
  const mongod = await startManagedMongod({
    folder,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  await letNothingExpire(mongod.uri);
  // A run that is ended early takes its folder along; the keeper ends mongod however this process goes.
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return { mongod, freshDatabase: async () => await openFresh(mongod.uri) };
}

/**
 * A specification's clock stands in a spring long past, the store's own in the present: what was kept a moment ago would look
 * months old there, and be thrown away once a minute.
 */
async function letNothingExpire(uri: string): Promise<void> {
  const store = await openStore({ uri });
  await store.client.db('admin').command({ setParameter: 1, ttlMonitorEnabled: false });
  await store.close();
}

async function openFresh(base: string): Promise<FreshDatabase> {
  const uri = base.replace('/platform?', `/test-${randomUUID()}?`);
  const store = await openStore({ uri });
  return {
    uri,
    connection: store.connection,
    drop: async () => {
      await store.connection.dropDatabase();
      await store.close();
    },
  };
}
