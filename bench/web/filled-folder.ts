/**
 * A data folder of the platform with a hundred thousand drafts in its store: the demo province, seeded by the platform itself,
 * with the projected documents of its drafts copied. Users, keys, ledger and checkpoint stay those of the seed.
 */
import { join } from 'node:path';
import { openPlatformStore } from '../../app/store/platform-store';
import type { Store } from '../../app/store/store-connection';
import { fillStore, livesIn } from './filled-store';

/** Opens the store of a data folder, whose platform must not run meanwhile. */
export async function storeOfFolder(dataFolder: string): Promise<Store> {
  const environment = { ...process.env, MONGODB_URI: undefined };
  return openPlatformStore({ environment, folder: join(dataFolder, 'store'), say: () => undefined });
}

/** Adds copies of the seeded drafts until there are `drafts` of them. */
export async function fillFolder(dataFolder: string, drafts: number): Promise<void> {
  const store = await storeOfFolder(dataFolder);
  try {
    const lives = await livesIn(store.connection);
    await fillStore(store.connection, lives, drafts - lives.length);
  } finally {
    await store.close();
  }
}
