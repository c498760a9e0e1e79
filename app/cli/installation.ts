/**
 * An installation as the commands of mvcb work on it: the ledger and the store of a data folder, without pages. The platform
 * itself must not run meanwhile on the embedded ledger, whose folder only one process can have open.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformConfig } from '../config';
import { openIdentity } from '../identity';
import type { Identity } from '../identity';
import { usualLimits } from '../middleware/rate-limits';
import { openPlatformStore } from '../store/platform-store';
import type { Store } from '../store/store-connection';
import { openPlatformLedger } from './platform-ledger';
import type { PlatformLedger } from './platform-ledger';

export interface Installation {
  readonly ledger: PlatformLedger;
  readonly store: Store;
  /** Users and their keys; nobody signs in here. */
  readonly identity: Identity;
  close(): Promise<void>;
}

/** Where an installation keeps its ledger; each kind has a folder of its own. */
export function ledgerFolderOf({
  dataFolder,
  ledger,
}: Pick<PlatformConfig, 'dataFolder' | 'ledger'>): string {
  return join(dataFolder, `ledger-${ledger}`);
}

/**
 * Opens ledger and store; what was opened is closed again when a later part fails.
 * @throws LedgerError, StoreOpeningError or NetworkError with what to do next
 */
export async function openInstallation(
  config: PlatformConfig,
  say: (line: string) => void,
  begins: { readonly authoritiesSinceMs?: number } = {},
): Promise<Installation> {
  await using opened = new AsyncDisposableStack();
  const folder = ledgerFolderOf(config);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { profile, portBase } = config;
  const ledger = await openPlatformLedger({
    ...{ kind: config.ledger, folder, say, ...begins },
    ...(profile === undefined ? {} : { profile }),
    ...(portBase === undefined ? {} : { portBase }),
  });
  opened.defer(() => ledger.close());
  const environment = { ...process.env, MONGODB_URI: config.mongodbUri };
  const store = await openPlatformStore({ environment, folder: join(config.dataFolder, 'store'), say });
  opened.defer(() => store.close());
  const identity = await openIdentity({
    ...{ connection: store.connection, now: ledger.now, secrets: [config.dataFolder], secure: false },
    limits: usualLimits,
    standing: { isDisabled: () => Promise.resolve(false) },
    issuerOf: (mspId) => ledger.issuers.get(mspId),
  });
  opened.defer(() => {
    identity.close();
  });
  const parts = opened.move();
  return { ledger, store, identity, close: () => parts.disposeAsync() };
}
