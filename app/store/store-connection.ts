/**
 * The platform's connection to its document store, by Mongoose. Its limits are short, so that a page can say within
 * seconds that the store is away; the driver looks for the server on its own and calls succeed again when it is back.
 */
import { createConnection } from 'mongoose';
import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { serverMajorMin } from './mongod-program';
import { StoreOpeningError, StoreUnavailableError, isStoreFailure } from './store-error';

/** An open document store. */
export interface Store {
  readonly connection: Connection;
  readonly client: mongo.MongoClient;
  /** What the driver's own watching says now; asks nothing. */
  state(): 'up' | 'down';
  close(): Promise<void>;
}

const limits = {
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 60_000,
  waitQueueTimeoutMS: 5_000,
  /** How soon a server that came back is seen. */
  heartbeatFrequencyMS: 1_000,
  /** Each keeps a thread and its memory at the server; more than these would only wait there. */
  maxPoolSize: 24,
} as const;

const helloAnswer = z.looseObject({ setName: z.string().optional(), msg: z.string().optional() });
const buildAnswer = z.looseObject({ version: z.string() });

/**
 * Connects, and checks that the server is one that the platform can work with. TLS, credentials and the replica
 * set's name come in the address.
 * @throws StoreUnavailableError when no server answers
 * @throws StoreOpeningError (`server-unfit`) when it is no replica set or too old
 */
export async function openStore({ uri }: { readonly uri: string }): Promise<Store> {
  const connection = createConnection(uri, { ...limits, bufferCommands: false, useBigInt64: true });
  try {
    await connection.asPromise();
    await checkServer(connection, uri);
  } catch (error) {
    await connection.close(true);
    if (!isStoreFailure(error)) throw error;
    throw new StoreUnavailableError(
      `The document store at ${withoutCredentials(uri)} does not answer. ` +
        'Check that it runs and that MONGODB_URI names it.',
      { cause: error },
    );
  }
  return storeOf(connection);
}

function storeOf(connection: Connection): Store {
  const client = connection.getClient();
  let isUp = true;
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    isUp = newDescription.type === 'ReplicaSetWithPrimary' || newDescription.type === 'Sharded';
  });
  return {
    connection,
    client,
    state: () => (isUp ? 'up' : 'down'),
    close: async () => {
      await connection.close();
    },
  };
}

async function checkServer(connection: Connection, uri: string): Promise<void> {
  const admin = connection.getClient().db('admin');
  const [hello, build] = await Promise.all([admin.command({ hello: 1 }), admin.command({ buildInfo: 1 })]);
  const { setName, msg } = helloAnswer.parse(hello);
  const { version } = buildAnswer.parse(build);
  const fault =
    Number.parseInt(version, 10) < serverMajorMin
      ? `is version ${version}; ${serverMajorMin}.0 or newer is needed`
      : setName === undefined && msg !== 'isdbgrid'
        ? 'is a single server; transactions need a replica set (one member is enough: start it with --replSet)'
        : undefined;
  if (fault === undefined) return;
  throw new StoreOpeningError('server-unfit', `The document store at ${withoutCredentials(uri)} ${fault}.`);
}

/** The address as it may stand in a log. */
function withoutCredentials(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//…@').replace(/\?.*$/, '');
}
