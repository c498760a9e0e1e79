/**
 * The demo province as a platform in this process, for specifications that need something of every kind: embedded ledger,
 * seeded store, all pages, and everybody's login. It listens on a free port of the loopback address.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { submitTransaction } from '../../../app/blockchain/contract-client';
import type { CallableDefinition } from '../../../app/blockchain/contract-client';
import { openPlatformLedger } from '../../../app/cli/platform-ledger';
import type { PlatformLedger } from '../../../app/cli/platform-ledger';
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import { demoIdentity } from '../../../app/demo/demo-users';
import { beginSeed, seedPlatform } from '../../../app/demo/platform-seed';
import type { SeedStart } from '../../../app/demo/platform-seed';
import { noteStore } from '../../../app/models/note-store';
import { readModels } from '../../../app/models/read-models';
import type { ReadModels } from '../../../app/models/read-models';
import { openPlatform } from '../../../app/platform';
import type { Platform } from '../../../app/platform';
import { openStore } from '../../../app/store/store-connection';
import type { Store } from '../../../app/store/store-connection';
import { sharedTestStore } from '../store/test-store';
import { listenOnLoopback } from './loopback';
import { projectFolder } from './test-platform';

const shownMsMax = 60_000;

export class DemoProvince {
  readonly platform: Platform;
  readonly store: Store;
  readonly models: ReadModels;
  /** `http://127.0.0.1:…`. */
  readonly address: string;
  readonly #ledger: PlatformLedger;
  readonly #opened: AsyncDisposableStack;

  private constructor({ ledger, store, platform, address, opened }: OpenedParts) {
    this.platform = platform;
    this.store = store;
    this.models = readModels(store.connection);
    this.address = address;
    this.#ledger = ledger;
    this.#opened = opened;
  }

  /** Opens an empty platform and seeds it: some four hundred transactions. */
  static async open(): Promise<DemoProvince> {
    await using opening = new AsyncDisposableStack();
    const folder = mkdtempSync(join(tmpdir(), 'demo-province-'));
    opening.defer(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const database = await (await sharedTestStore()).freshDatabase();
    opening.defer(() => database.drop());
    const seed = await beginSeed(folder, Date.now());
    const { authoritiesSinceMs } = seed;
    const ledger = await openPlatformLedger({ kind: 'embedded', folder, authoritiesSinceMs });
    opening.defer(() => ledger.close());
    const store = await openStore({ uri: database.uri });
    opening.defer(() => store.close());
    const platform = await openPages({ ledger, store, folder });
    opening.defer(() => platform.close());
    await seeded({ ledger, store, platform, seed });
    const http: Server = createServer(platform.server);
    const address = await listenOnLoopback(http);
    opening.defer(() => {
      http.closeAllConnections();
      http.close();
    });
    return new DemoProvince({ ledger, store, platform, address, opened: opening.move() });
  }

  /** Somebody of the demo submits a transaction; answers when the pages show it. */
  async acts<Wire>(person: DemoPerson, definition: CallableDefinition<Wire>, request: Wire): Promise<void> {
    const { ledger, issuers } = this.#ledger;
    const { users, enrolment } = this.platform.identity;
    const identity = await demoIdentity(
      { users, enrolment, issuerOf: (mspId) => issuers.get(mspId) },
      person,
    );
    const result = await submitTransaction(ledger, identity, { definition, request });
    if (!result.ok) throw new Error(`${definition.name} was refused: ${result.refusal.code}`);
    await this.shown();
  }

  /** Waits until the pages show everything that the ledger holds. */
  async shown(): Promise<void> {
    const height = await this.#ledger.ledger.height();
    await this.platform.projections.waitFor(height - 1n, shownMsMax);
  }

  close(): Promise<void> {
    return this.#opened.disposeAsync();
  }
}

interface Parts {
  readonly ledger: PlatformLedger;
  readonly store: Store;
}

interface OpenedParts extends Parts {
  readonly platform: Platform;
  readonly address: string;
  readonly opened: AsyncDisposableStack;
}

async function openPages({ ledger, store, folder }: Parts & { readonly folder: string }): Promise<Platform> {
  return openPlatform({
    ...{ root: projectFolder, ledger: ledger.ledger, store, now: () => ledger.now() },
    serviceIdentity: (mspId, organisation) => ledger.serviceIdentity(mspId, organisation),
    temporaryFolder: join(folder, 'temporary'),
    issuerOf: (mspId) => ledger.issuers.get(mspId),
    logger: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    settings: {
      ...{ demo: true, secure: false, production: false, publicUrl: 'http://127.0.0.1:3000' },
      ...{ secrets: ['a secret of this test alone, 32 characters'], assets: 'test' },
      limits: { failuresMax: 10_000, formsMax: 100_000 },
    },
  });
}

async function seeded(
  parts: Parts & { readonly platform: Platform; readonly seed: SeedStart },
): Promise<void> {
  const { ledger, store, platform, seed } = parts;
  const notes = noteStore(store.connection);
  const { users, enrolment } = platform.identity;
  await seedPlatform({
    ...{ users, enrolment, files: platform.files, journal: seed.journal, platformLedger: ledger },
    issuerOf: (mspId) => ledger.issuers.get(mspId),
    keepNote: async ({ text }) => {
      await notes.keep(text);
    },
  });
  const height = await ledger.ledger.height();
  const isShown = await platform.projections.waitFor(height - 1n, shownMsMax);
  if (!isShown) throw new Error(`The pages do not show block ${String(height - 1n)} of the demo province.`);
}
