/**
 * The stage on which `npm run story` plays: the embedded ledger with the compiled contracts in one folder, its clock held
 * still and moved along by the story, and the built-in authorities that give everybody their certificates.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contracts } from '../../chaincode/index';
import { addDays, endOfDay, instantOf, millisecondsOf } from '../../domain/calendar';
import { mspIds } from '../../domain/roles';
import { openEmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { authorityInFolder, keepEnrolment } from '../../ledger/identities/identity-folder';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { StageRequest, StoryStage } from '../story/story-stage';

const channel = 'relief-fund';

/**
 * Opens a stage in the folder that the user named, or in a temporary one that is gone when the stage is closed; its
 * clock stands at the end of the day before the story begins.
 */
export async function openEmbeddedStage({ folder: named, startsOn }: StageRequest): Promise<StoryStage> {
  const folder = named ?? (await mkdtemp(join(tmpdir(), 'relief-story-')));
  const beginMs = millisecondsOf(endOfDay(addDays(startsOn, -1)));
  let shownMs = (): number => beginMs;
  const issuers = new Map<string, IdentityIssuer>();
  for (const mspId of mspIds) {
    issuers.set(mspId, await authorityInFolder(folder, mspId, () => shownMs()));
  }
  const msps = [...issuers.values()].map(({ mspId, rootCertificatePem }) => ({
    mspId,
    rootCertificates: [rootCertificatePem],
  }));
  const ledger = await openEmbeddedLedger({ folder, channel, contracts, msps, now: () => beginMs });
  shownMs = () => ledger.clock.now();
  return {
    ledger,
    now: () => instantOf(ledger.clock.now()),
    moveClockTo: (instant) => {
      if (millisecondsOf(instant) > ledger.clock.now()) ledger.clock.moveTo(new Date(instant));
    },
    enrol: async (mspId, attributes) => {
      const issuer = issuers.get(mspId);
      if (issuer === undefined) throw new Error(`there is no authority for ${mspId}`);
      const enrolment = await issuer.enrol(attributes);
      await keepEnrolment(folder, attributes.person, enrolment);
      return enrolment.identity;
    },
    kept: named === undefined ? undefined : { what: 'ledger', folder },
    verify: () => Promise.resolve({ ...ledger.verify(), witness: 'signatures' }),
    close: async () => {
      await ledger.close();
      if (named === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
