/**
 * Makes a single mongod the primary of a replica set of one, whatever its folder remembers: a fresh folder is
 * initiated, one that knew another port is reconfigured by force. Transactions need a replica set; one node suffices.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { z } from 'zod';

/** The name of the managed store's replica set. */
export const replicaSetName = 'platform';

/** Another server answers on the port that ours was to have. */
export class ForeignServerError extends Error {
  override readonly name = 'ForeignServerError';
}

const notYetInitialized = 94;
const connectLimitMs = 20_000;
const primaryLimitMs = 20_000;
const askEveryMs = 25;

const configurationAnswer = z.object({
  config: z.looseObject({ version: z.number(), members: z.array(z.looseObject({ host: z.string() })) }),
});
const statusAnswer = z.looseObject({ pid: z.unknown() });
const helloAnswer = z.object({ isWritablePrimary: z.boolean() });

/** Returns when the mongod of this process number, on this port of the loopback address, is a writable primary. */
export async function becomePrimary(port: number, pid: number): Promise<void> {
  const host = `127.0.0.1:${String(port)}`;
  const client = new mongo.MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: connectLimitMs,
    heartbeatFrequencyMS: 500,
  });
  try {
    await client.connect();
    const admin = client.db('admin');
    const answering = Number(statusAnswer.parse(await admin.command({ serverStatus: 1 })).pid);
    // Another server may have taken the port first: its replica set is none of our business.
    if (answering !== pid)
      throw new ForeignServerError(`${host} belongs to another server (process ${answering})`);
    await configure(admin, host);
    const limit = Date.now() + primaryLimitMs;
    while (!helloAnswer.parse(await admin.command({ hello: 1 })).isWritablePrimary) {
      if (Date.now() > limit) throw new Error(`${host} did not become primary within ${primaryLimitMs} ms`);
      await delay(askEveryMs);
    }
  } finally {
    await client.close();
  }
}

async function configure(admin: mongo.Db, host: string): Promise<void> {
  const members = [{ _id: 0, host }];
  const config = await configurationOf(admin);
  if (config === undefined) {
    await admin.command({ replSetInitiate: { _id: replicaSetName, members } });
  } else if (config.members.length !== 1 || config.members[0]?.host !== host) {
    await admin.command({
      replSetReconfig: { ...config, version: config.version + 1, members },
      force: true,
    });
  }
}

async function configurationOf(
  admin: mongo.Db,
): Promise<z.infer<typeof configurationAnswer>['config'] | undefined> {
  try {
    return configurationAnswer.parse(await admin.command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === notYetInitialized) return undefined;
    throw error;
  }
}
