/**
 * What tests of the embedded ledger start from: a temporary folder, an authority, an enrolled person, and a ledger that
 * serves the probe contract. Whatever is opened here is closed and removed after the test.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standardBlockCutting } from '../../../ledger/embedded/block-cutter';
import type { EmbeddedLedger, EmbeddedLedgerOptions } from '../../../ledger/embedded/embedded-ledger';
import { openEmbeddedLedger } from '../../../ledger/embedded/embedded-ledger';
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';
import type { IdentityIssuer } from '../../../ledger/identities/identity-issuer';
import type { LedgerIdentity } from '../../../ledger/ledger';
import { conformanceCaller } from '../conformance/conformance-session';
import { ProbeContract } from '../conformance/probe-contract';

export const channel = 'relief';
export const mspId = 'CountyMSP';

export interface EmbeddedFixture {
  readonly folder: string;
  readonly authority: IdentityIssuer;
  readonly identity: LedgerIdentity;
  options(overrides?: Partial<EmbeddedLedgerOptions>): EmbeddedLedgerOptions;
  open(overrides?: Partial<EmbeddedLedgerOptions>): Promise<EmbeddedLedger>;
  /** Closes every ledger that was opened and removes the folder. */
  dispose(): Promise<void>;
}

export async function embeddedFixture(now: () => number = Date.now): Promise<EmbeddedFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-ledger-'));
  const authority = await openAuthority(await foundAuthority(mspId, now), now);
  const { identity } = await authority.enrol(conformanceCaller);
  const opened: EmbeddedLedger[] = [];
  const options = (overrides: Partial<EmbeddedLedgerOptions> = {}): EmbeddedLedgerOptions => ({
    folder,
    channel,
    contracts: [ProbeContract],
    msps: [{ mspId, rootCertificates: [authority.rootCertificatePem] }],
    now,
    // Calls made together share a block, however busy the machine is.
    cutting: { ...standardBlockCutting, ageMsMax: 60_000 },
    ...overrides,
  });
  return {
    folder,
    authority,
    identity,
    options,
    open: async (overrides) => {
      const ledger = await openEmbeddedLedger(options(overrides));
      opened.push(ledger);
      return ledger;
    },
    dispose: async () => {
      await Promise.all(opened.map((ledger) => ledger.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A call of the probe contract. */
export function probe(transaction: string, request: object) {
  return { contract: 'ProbeContract', transaction, request: JSON.stringify(request) };
}

/** What a promise is rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}
