/** What a demo is seeded with in the specifications: an embedded ledger in a folder, with everybody's keys beside it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPlatformLedger } from '../../../app/cli/platform-ledger';
import type { PlatformLedger } from '../../../app/cli/platform-ledger';
import type { DemoMeans, DemoStore } from '../../../app/demo/demo-site';
import { demoBeginsMs } from '../../../app/demo/seed-demo';
import { SeedJournal } from '../../../app/demo/seed-journal';
import { keptIssuer } from '../../../ledger/identities/kept-issuer';

export interface OpenedDemo {
  readonly platform: PlatformLedger;
  readonly journal: SeedJournal;
  readonly means: DemoMeans;
}

/** Opens what a seed needs in this folder; everybody gets the same key again. */
export async function openDemo(folder: string, store?: DemoStore): Promise<OpenedDemo> {
  mkdirSync(folder, { recursive: true });
  const journal = SeedJournal.open(folder, Date.now());
  const authoritiesSinceMs = demoBeginsMs(journal.baseMs);
  const platform = await openPlatformLedger({ kind: 'embedded', folder, authoritiesSinceMs });
  const { ledger, now, clock } = platform;
  const means: DemoMeans = {
    ...{ ledger, now },
    ...(clock === undefined ? {} : { clock }),
    ...(store === undefined ? {} : { store }),
    enrol: async ({ organisation, person }) => {
      const { id, role, county, mspId } = organisation;
      const issuer = platform.issuers.get(mspId);
      if (issuer === undefined) throw new Error(`no authority for ${mspId}`);
      const kept = keptIssuer(issuer, join(folder, 'people'), now);
      const attributes = { role, organisation: id, county, person, kind: 'person' } as const;
      return (await kept.enrol(attributes)).identity;
    },
    serviceIdentity: ({ id, role, county, mspId }) =>
      platform.serviceIdentity(mspId, { organisationId: id, role, county }),
  };
  return { platform, journal, means };
}
