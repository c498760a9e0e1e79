/**
 * Whether a data folder is a demonstration's or a real installation's. Everybody knows the keys of a demonstration, so the two are
 * never mixed: one is not started as the other.
 */
import type { Connection } from 'mongoose';
import { ConfigError } from '../config';
import { demoOrganisations } from '../demo/demo-organisations';
import { beginSeed } from '../demo/platform-seed';
import type { SeedStart } from '../demo/platform-seed';
import { SeedJournal } from '../demo/seed-journal';
import { readModels } from '../models/read-models';

/**
 * The seed of a demonstration, begun or taken up; undefined for a real installation.
 * @throws ConfigError when a demonstration's folder is to be started as a real installation
 */
export async function chosenSeed(ledgerFolder: string, demo: boolean): Promise<SeedStart | undefined> {
  if (demo) return beginSeed(ledgerFolder, Date.now());
  if (!SeedJournal.isBegun(ledgerFolder)) return undefined;
  throw new ConfigError(
    `The ledger in ${ledgerFolder} is a demonstration's, whose password is known to all: it cannot run with DEMO=off. ` +
      'Name another data folder with --data, and found it with npm run mvcb -- init.',
  );
}

/** Whether somebody else than the demo has founded the ledger; the pages' data must be at its newest block. */
export async function isFoundedByOthers(connection: Connection): Promise<boolean> {
  const demoIds = demoOrganisations.map(({ id }) => id);
  const stranger = await readModels(connection).organisations.exists({ _id: { $nin: demoIds } });
  return stranger !== null;
}
