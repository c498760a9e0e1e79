/**
 * Opens everything a running platform needs in its order (ledger, store, pages) and closes it in reverse. The web process is
 * this and a way to stop it.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PlatformConfig } from '../config';
import { ConfigError, sessionSecretOf } from '../config';
import { seedPlatform } from '../demo/platform-seed';
import type { SeedStart } from '../demo/platform-seed';
import { openPlatform } from '../platform';
import type { Platform } from '../platform';
import type { PlatformSettings } from '../platform-parts';
import { ProjectedStore } from '../projections/projected-store';
import { noteStore } from '../models/note-store';
import { openPlatformStore } from '../store/platform-store';
import type { Store } from '../store/store-connection';
import { chosenSeed, isFoundedByOthers } from './demo-choice';
import { openPlatformLedger } from './platform-ledger';
import type { PlatformLedger } from './platform-ledger';
import { projectRoot } from './project-root';
import { seedBar } from './seed-bar';
import { keepSweeping } from './sweeping';

export interface RunningPlatform {
  readonly platform: Platform;
  /** Where browsers find it. */
  readonly address: string;
  /** Rejects when the platform met a fault that no retry helps. */
  readonly failed: Promise<never>;
  close(): Promise<void>;
}

type Say = (line: string) => void;

/** Answers under way are given this long at the end. */
const lastAnswersMsMax = 3_000;
/** Longer than somebody looks at a page, and than proxies keep a connection: a request must not meet its end. */
const idleConnectionMsMax = 75_000;
const assetsVersionCharacters = 12;
const shownMsMax = 60_000;

/**
 * Starts the platform; what was opened is closed again when a later part fails.
 * @throws ConfigError, LedgerError, StoreOpeningError or NetworkError with what to do next
 */
export async function startPlatform(config: PlatformConfig, say: Say): Promise<RunningPlatform> {
  await using opened = new AsyncDisposableStack();
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const ledgerFolder = join(config.dataFolder, `ledger-${config.ledger}`);
  await mkdir(ledgerFolder, { recursive: true, mode: 0o700 });
  const { profile, portBase } = config;
  const seed = await chosenSeed(ledgerFolder, config.demo);
  const ledger = await openPlatformLedger({
    ...{ kind: config.ledger, folder: ledgerFolder, say },
    ...(seed === undefined ? {} : { authoritiesSinceMs: seed.authoritiesSinceMs }),
    ...(profile === undefined ? {} : { profile }),
    ...(portBase === undefined ? {} : { portBase }),
  });
  opened.defer(() => ledger.close());
  const store = await storeOf(config, say);
  opened.defer(() => store.close());
  await new ProjectedStore(store.connection).requireCurrentForm();
  const logger = pino({ level: config.logLevel });
  const settings = await settingsOf(config);
  const platform = await openPlatform({
    ...{ root: projectRoot, ledger: ledger.ledger, store, now: () => ledger.now() },
    serviceIdentity: (mspId, organisation) => ledger.serviceIdentity(mspId, organisation),
    issuerOf: (mspId) => ledger.issuers.get(mspId),
    ...{ temporaryFolder: join(config.dataFolder, 'temporary'), logger, settings },
  });
  opened.defer(() => platform.close());
  if (seed !== undefined) await seedOnce({ seed, ledger, platform, store, say });
  const sweeping = keepSweeping(platform, ledger, logger);
  opened.defer(() => sweeping.stop());
  const http = createServer(platform.server);
  await listen(http, config);
  opened.defer(() => endAnswers(http));
  const parts = opened.move();
  return {
    platform,
    address: config.publicUrl,
    failed: platform.ended.then(() => new Promise<never>(() => undefined)),
    close: () => parts.disposeAsync(),
  };
}

function storeOf({ mongodbUri, dataFolder }: PlatformConfig, say: (line: string) => void): Promise<Store> {
  const environment = { ...process.env, MONGODB_URI: mongodbUri };
  return openPlatformStore({ environment, folder: join(dataFolder, 'store'), say });
}

async function settingsOf(config: PlatformConfig): Promise<PlatformSettings> {
  const { demo, secure, production, publicUrl } = config;
  return {
    ...{ demo, secure, production, publicUrl },
    secrets: [await sessionSecretOf(config)],
    assets: await assetsVersion(projectRoot),
  };
}

/**
 * Seeds the demo province at the first start; the pages show all of it before anybody comes.
 * @throws ConfigError when the ledger was founded for something else
 */
async function seedOnce(about: {
  readonly seed: SeedStart;
  readonly ledger: PlatformLedger;
  readonly platform: Platform;
  readonly store: Store;
  readonly say: Say;
}): Promise<void> {
  const { seed, ledger, platform, store, say } = about;
  if (seed.journal.finished) return;
  await platform.projections.waitFor((await ledger.ledger.height()) - 1n, shownMsMax);
  if (await isFoundedByOthers(store.connection)) {
    seed.journal.discard();
    throw new ConfigError('This data folder holds a real installation: start it with --demo off.');
  }
  say('Seeding the demo province, once.');
  const { users, enrolment } = platform.identity;
  const notes = noteStore(store.connection);
  const bar = seedBar();
  try {
    await seedPlatform({
      ...{ users, enrolment, files: platform.files, journal: seed.journal, platformLedger: ledger },
      issuerOf: (mspId) => ledger.issuers.get(mspId),
      keepNote: async ({ text }) => {
        await notes.keep(text);
      },
      progress: (...told) => {
        bar.progress(...told);
      },
    });
  } finally {
    bar.stop();
  }
  const height = await ledger.ledger.height();
  await platform.projections.waitFor(height - 1n, shownMsMax);
}

/** @throws ConfigError when the address is taken */
async function listen(http: Server, { host, port }: PlatformConfig): Promise<void> {
  http.keepAliveTimeout = idleConnectionMsMax;
  http.listen(port, host);
  try {
    await once(http, 'listening');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : '';
    if (reason !== 'EADDRINUSE' && reason !== 'EACCES') throw error;
    const why = reason === 'EACCES' ? 'must not be used by this account' : 'is taken by another program';
    throw new ConfigError(`Port ${String(port)} at ${host} ${why}: name another one with --port.`);
  }
}

/** No new requests; those under way are answered, and streams that never end are cut. */
async function endAnswers(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    http.close(() => {
      resolve();
    });
  });
  http.closeIdleConnections();
  const cut = setTimeout(() => {
    http.closeAllConnections();
  }, lastAnswersMsMax);
  await closed;
  clearTimeout(cut);
}

/** Stands in the addresses of styles and scripts, which browsers keep for good: other files, another address. */
async function assetsVersion(root: string): Promise<string> {
  const folder = join(root, 'public');
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) hash.update(await readFile(name));
  return hash.digest('hex').slice(0, assetsVersionCharacters);
}
