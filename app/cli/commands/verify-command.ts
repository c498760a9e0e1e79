/** `mvcb verify` and `mvcb rebuild`: the chain with its signatures, and the pages' data against it, document by document. */
import { compareProjections } from '../../projections/comparison';
import { catchUpProjections, rebuildProjections } from '../../projections/rebuild';
import type { CommandSite } from '../command-site';
import { exitCodes } from '../command-site';
import type { Installation } from '../installation';
import { openInstallation } from '../installation';

const scratchName = 'mvcb_verify';

/** Verifies the chain, rebuilds the pages' data beside the ones that stand, and compares; answers the exit code. */
export async function verifyCommand(site: CommandSite): Promise<number> {
  const installation = await openInstallation(site.config, site.note);
  try {
    const { blocks, transactions, newestHash } = await installation.ledger.verify();
    site.say('verify.chain', { blocks, transactions, hash: newestHash });
    return await compare(site, installation);
  } finally {
    await installation.close();
  }
}

async function compare(site: CommandSite, { ledger, store }: Installation): Promise<number> {
  const scratch = store.connection.useDb(scratchName);
  try {
    await catchUpProjections(ledger.ledger, store.connection);
    await rebuildProjections(ledger.ledger, scratch);
    const { documents, differences } = await compareProjections(store.connection, scratch);
    if (differences.length === 0) return site.say('verify.equal', { documents });
    for (const { collection, id, what } of differences) site.note(`${collection} ${id}: ${what}`);
    site.wrong('verify.differs', { count: differences.length });
    return exitCodes.differs;
  } finally {
    await scratch.dropDatabase();
  }
}

/** Throws the pages' data away and makes it anew from the ledger; answers the exit code. */
export async function rebuildCommand(site: CommandSite): Promise<number> {
  const installation = await openInstallation(site.config, site.note);
  const { ledger, store } = installation;
  try {
    await rebuildProjections(ledger.ledger, store.connection);
    return site.say('rebuild.done', { block: String((await ledger.ledger.height()) - 1n) });
  } finally {
    await installation.close();
  }
}
