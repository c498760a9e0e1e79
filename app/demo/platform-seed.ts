/**
 * The demo's seed on an opened platform: people become users, files and notes go to the store, and the journal lies in the
 * ledger's folder. The composition root and `mvcb seed` call it before the platform listens.
 */
import { mkdir } from 'node:fs/promises';
import type { MspId, Role } from '../../domain/roles';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import type { FileStore } from '../files/file-store';
import { demoIdentity } from './demo-users';
import type { DemoUserPorts } from './demo-users';
import { demoStore } from './demo-file-store';
import type { KeepNote } from './demo-file-store';
import type { DemoOrganisation } from './demo-organisations';
import { demoBeginsMs, seedDemo } from './seed-demo';
import type { SeedProgress } from './seed-demo';
import { SeedJournal } from './seed-journal';

/** What is needed of the platform's ledger (`openPlatformLedger`). */
export interface SeedableLedger {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly clock: { moveTo(instant: Date): void } | undefined;
  serviceIdentity(
    mspId: MspId,
    organisation: { readonly organisationId: string; readonly role: Role; readonly county: string },
  ): Promise<LedgerIdentity>;
}

export interface PlatformSeedParts extends DemoUserPorts {
  readonly platformLedger: SeedableLedger;
  readonly files: Pick<FileStore, 'stage' | 'keep'>;
  readonly keepNote: KeepNote;
  readonly journal: SeedJournal;
  readonly progress?: SeedProgress;
}

/** A demo's journal, with since when the authorities of a ledger founded for it must be valid. */
export interface SeedStart {
  readonly journal: SeedJournal;
  /** Goes to `openPlatformLedger`. */
  readonly authoritiesSinceMs: number;
}

/** Opens the journal in the ledger's folder, which is made when it is missing; to be called before the ledger is opened. */
export async function beginSeed(ledgerFolder: string, nowMs: number): Promise<SeedStart> {
  await mkdir(ledgerFolder, { recursive: true, mode: 0o700 });
  const journal = SeedJournal.open(ledgerFolder, nowMs);
  return { journal, authoritiesSinceMs: demoBeginsMs(journal.baseMs) };
}

/** The certificate of a demo organisation's system. */
function demoService(
  platformLedger: SeedableLedger,
  { id, role, county, mspId }: DemoOrganisation,
): Promise<LedgerIdentity> {
  return platformLedger.serviceIdentity(mspId, { organisationId: id, role, county });
}

/** Seeds the demo, or completes a seed that broke off; a finished one is left as it is. */
export async function seedPlatform(parts: PlatformSeedParts): Promise<void> {
  const { platformLedger, journal, progress } = parts;
  const { ledger, now, clock } = platformLedger;
  await seedDemo({
    ...{ ledger, now, journal },
    ...(clock === undefined ? {} : { clock }),
    ...(progress === undefined ? {} : { progress }),
    enrol: (person) => demoIdentity(parts, person),
    serviceIdentity: (organisation) => demoService(platformLedger, organisation),
    store: demoStore(parts.files, parts.keepNote),
  });
}
