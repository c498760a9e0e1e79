/** `mvcb seed`: the demo province, once; a seed that broke off is completed. */
import { beginSeed, seedPlatform } from '../../demo/platform-seed';
import type { SeedJournal } from '../../demo/seed-journal';
import { openGridFileStore } from '../../files/grid-file-store';
import { noteStore } from '../../models/note-store';
import { catchUpProjections } from '../../projections/rebuild';
import type { CommandSite } from '../command-site';
import { exitCodes } from '../command-site';
import { isFoundedByOthers } from '../demo-choice';
import type { Installation } from '../installation';
import { ledgerFolderOf, openInstallation } from '../installation';
import { seedBar } from '../seed-bar';

/** Seeds the demo; answers the exit code. */
export async function seedCommand(site: CommandSite): Promise<number> {
  if (!site.config.demo) return site.wrong('seed.demo-only');
  const folder = ledgerFolderOf(site.config);
  const { journal, authoritiesSinceMs } = await beginSeed(folder, Date.now());
  if (journal.finished) return site.say('seed.before');
  const installation = await openInstallation(site.config, site.note, { authoritiesSinceMs });
  try {
    await catchUpProjections(installation.ledger.ledger, installation.store.connection);
    if (await isFoundedByOthers(installation.store.connection)) {
      journal.discard();
      return site.wrong('seed.taken');
    }
    await seedInstallation(installation, journal);
    site.say('seed.done');
    return exitCodes.good;
  } finally {
    await installation.close();
  }
}

/** Seeds an opened installation and shows how far it is. */
async function seedInstallation(
  { ledger, store, identity }: Pick<Installation, 'ledger' | 'store' | 'identity'>,
  journal: SeedJournal,
): Promise<void> {
  const bar = seedBar();
  const notes = noteStore(store.connection);
  try {
    await seedPlatform({
      ...{ platformLedger: ledger, users: identity.users, enrolment: identity.enrolment, journal },
      issuerOf: (mspId) => ledger.issuers.get(mspId),
      files: await openGridFileStore(store.connection, () => new Date(ledger.now())),
      keepNote: ({ text }) => notes.keep(text),
      progress: (...told) => {
        bar.progress(...told);
      },
    });
  } finally {
    bar.stop();
  }
}
