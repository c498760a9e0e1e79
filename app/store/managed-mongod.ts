/**
 * A real mongod as the platform's own child, for trial and tests: a replica set of one on the loopback address, its
 * data kept in a folder over restarts, ended with the platform. A production store is never managed: it is named by
 * MONGODB_URI and has its own operators, backups and members.
 */
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { findMongodProgram } from './mongod-program';
import { claimFolder, endLeftOver, endMongod, isMongodOf, mongodFiles } from './mongod-folder';
import { ForeignServerError, becomePrimary, replicaSetName } from './replica-set';
import { StoreOpeningError } from './store-error';

/** A running mongod of ours. */
export interface ManagedMongod {
  /** Names the replica set, so that a client finds its primary again after a restart. */
  readonly uri: string;
  readonly port: number;
  readonly pid: number;
  /** Fulfilled when mongod has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Ends mongod in order, by force after a limit, and gives its folder free. */
  stop(): Promise<void>;
}

/** Where and how to keep a mongod. */
export interface ManagedMongodOptions {
  /** The store's own folder; made when it is not there. */
  readonly folder: string;
  readonly say: (line: string) => void;
  /** A free one is chosen when none is named. */
  readonly port?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

type Keeper = ChildProcessByStdio<Writable, Readable, null>;

const keeperProgram = join(__dirname, 'mongod-keeper.js');
const portAttemptsMax = 3;
/** The keeper gives mongod 15 s; what takes longer is ended from here. */
const stopLimitMs = 20_000;
const logTailLength = 600;

/**
 * Starts the mongod of a folder and waits until it takes writes.
 * @throws StoreOpeningError when refused in production, the folder is in use, no program is found, or it does not start
 */
export async function startManagedMongod(options: ManagedMongodOptions): Promise<ManagedMongod> {
  const environment = options.environment ?? process.env;
  if (environment['NODE_ENV'] === 'production') {
    throw new StoreOpeningError(
      'refused-in-production',
      'With NODE_ENV=production the platform keeps no store of its own: set MONGODB_URI to a MongoDB replica set.',
    );
  }
  const program = await findMongodProgram({ environment, say: options.say });
  const claim = claimFolder(options.folder);
  try {
    if (await endLeftOver(options.folder)) options.say('A mongod left by an earlier run was ended.');
    const mongod = await startOnPort(program.path, options);
    const released = mongod.exited.then(() => {
      claim.release();
    });
    return { ...mongod, exited: released };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** A free port may be taken by another between the choice and the start: then another is chosen. */
async function startOnPort(program: string, options: ManagedMongodOptions): Promise<ManagedMongod> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const mongod = await spawnMongod(program, options.folder, port);
    try {
      const ended = mongod.exited.then(() => {
        throw new Error('mongod ended while it started');
      });
      await Promise.race([becomePrimary(port, mongod.pid), ended]);
      return mongod;
    } catch (error) {
      await mongod.stop();
      const portTaken =
        error instanceof ForeignServerError || logTail(options.folder).includes('Address already in use');
      if (!portTaken || options.port !== undefined || attempt >= portAttemptsMax) {
        throw startFailure(options.folder, port, error);
      }
    }
  }
}

async function spawnMongod(program: string, folder: string, port: number): Promise<ManagedMongod> {
  const { database, log } = mongodFiles(folder);
  const keeper: Keeper = spawn(
    process.execPath,
    [keeperProgram, log, program, ...mongodArguments(database, port)],
    // A group of its own: Ctrl-C at the terminal reaches the platform, which ends its store last.
    { stdio: ['pipe', 'pipe', 'ignore'], detached: true },
  );
  // The keeper may be gone before its input is closed; its end is told by `exit`.
  keeper.stdin.on('error', () => undefined);
  const kept = new Promise<void>((resolve) =>
    keeper.once('exit', () => resolve()).once('error', () => resolve()),
  );
  const pid = await pidTold(keeper, kept);
  const exited = kept.then(async () => {
    // A killed keeper leaves its mongod behind.
    if (isMongodOf(pid, database)) await endMongod(pid, database);
  });
  const stop = async (): Promise<void> => {
    keeper.stdin.end();
    const limit = setTimeout(() => keeper.kill('SIGKILL'), stopLimitMs);
    await exited.finally(() => {
      clearTimeout(limit);
    });
  };
  const uri = `mongodb://127.0.0.1:${String(port)}/platform?replicaSet=${replicaSetName}`;
  return { uri, port, pid, exited, stop };
}

async function pidTold(keeper: Keeper, kept: Promise<void>): Promise<number> {
  const told = new Promise<number>((resolve) => {
    keeper.stdout.once('data', (line: Buffer) => {
      resolve(Number.parseInt(line.toString('utf8'), 10));
    });
  });
  return await Promise.race([told, kept.then(() => 0)]);
}

function mongodArguments(database: string, port: number): string[] {
  return [
    ...['--replSet', replicaSetName, '--dbpath', database, '--port', String(port)],
    ...['--bind_ip', '127.0.0.1', '--nounixsocket', '--quiet'],
    // zlib is left out for CVE-2025-14847.
    ...['--networkMessageCompressors', 'snappy,zstd'],
    ...['--wiredTigerCacheSizeGB', '0.27', '--oplogSize', '64'],
    // A page is read and unpacked whole: of the usual 32 KiB, packed, one draft brought three hundred KiB of others along.
    ...['--wiredTigerCollectionConfigString', 'leaf_page_max=4KB'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // No other member waits for a slow farewell.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=0'],
  ].filter((argument) => process.platform !== 'win32' || argument !== '--nounixsocket');
}

function startFailure(folder: string, port: number, cause: unknown): StoreOpeningError {
  return new StoreOpeningError(
    'start-failed',
    `mongod did not start on port ${port} with the data in ${folder}: ` +
      `${cause instanceof Error ? cause.message : String(cause)}. The end of its log ` +
      `(${mongodFiles(folder).log}):\n${logTail(folder)}`,
    { cause },
  );
}

function logTail(folder: string): string {
  const { log } = mongodFiles(folder);
  if (!existsSync(log)) return '';
  const faults = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /"s":"[EF]"/.test(line) || !line.startsWith('{'));
  return faults.join('\n').slice(-logTailLength);
}

async function freePort(): Promise<number> {
  const server = createServer();
  return await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('the system named no free port'));
      });
    });
  });
}
