/**
 * The province the core is measured on: the invented one of the tests, on an embedded ledger in a folder, with a
 * draft on the standard path that is copied as often as a measurement needs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contracts } from '../../chaincode/index';
import { mspIds } from '../../domain/roles';
import type { EmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { openEmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { foundAuthority, openAuthority } from '../../ledger/identities/built-in-authority';
import type { Issuers } from '../../test/province/founding';
import { Province } from '../../test/province/province';
import type { CopiedProvince } from '../draft-copies';
import { copiedProvince } from '../draft-copies';
import { DraftCopiesContract } from './draft-copies-contract';

const rootsFile = 'msp-roots.json';
const rootsField = z.record(z.enum(mspIds), z.string());

export interface CoreProvince extends CopiedProvince {
  readonly ledger: EmbeddedLedger;
}

/** Founds the province in an empty folder; the MSPs' roots are kept beside the ledger for a restart. */
export async function foundCoreProvince(folder: string): Promise<CoreProvince> {
  const now = (): number => Date.now();
  const issuers = await newIssuers(now);
  const roots = Object.fromEntries(mspIds.map((mspId) => [mspId, issuers[mspId].rootCertificatePem]));
  writeFileSync(join(folder, rootsFile), JSON.stringify(roots));
  const ledger = await openCoreLedger(folder);
  const province = await Province.found({ ledger, issuers, clock: { now } });
  return { ledger, ...(await copiedProvince(province)) };
}

/** Opens the ledger of a folder, with the product's contracts and the benchmark's own. */
export async function openCoreLedger(folder: string): Promise<EmbeddedLedger> {
  const roots = rootsField.parse(JSON.parse(readFileSync(join(folder, rootsFile), 'utf8')));
  return openEmbeddedLedger({
    folder,
    channel: 'relief',
    contracts: [...contracts, DraftCopiesContract],
    msps: mspIds.map((mspId) => ({ mspId, rootCertificates: [roots[mspId]] })),
  });
}

async function newIssuers(now: () => number): Promise<Issuers> {
  const [ProvinceMSP, CountyMSP, BankMSP, PartnershipMSP] = await Promise.all(
    mspIds.map(async (mspId) => openAuthority(await foundAuthority(mspId, now), now)),
  );
  if (ProvinceMSP === undefined || CountyMSP === undefined) throw new Error('an authority for each MSP');
  if (BankMSP === undefined || PartnershipMSP === undefined) throw new Error('an authority for each MSP');
  return { ProvinceMSP, CountyMSP, BankMSP, PartnershipMSP };
}
