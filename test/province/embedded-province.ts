/**
 * The invented province on an embedded ledger in memory, with a clock that stands still until a story moves it.
 * This is the one file of the fixture that knows which ledger is behind the port.
 */
import { randomBytes } from 'node:crypto';
import { contracts } from '../../chaincode/index';
import { mspIds } from '../../domain/roles';
import type { SimulationReport } from '../../ledger/embedded/endorser';
import type { EmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import { openEmbeddedLedger } from '../../ledger/embedded/embedded-ledger';
import type { EmbeddedLedgerOptions } from '../../ledger/embedded/embedded-ledger';
import { nonceBytes, signProposal } from '../../ledger/embedded/proposal';
import { foundAuthority, openAuthority } from '../../ledger/identities/built-in-authority';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { Issuers } from './founding';
import type { OpenedProvince } from './opened-province';
import { Province } from './province';

/** 9 o'clock of 2 March 2026 in Shanghai: where every story begins. */
export const storyBegins = new Date('2026-03-02T01:00:00.000Z');

const channel = 'relief';

export interface EmbeddedProvince extends OpenedProvince {
  /** The ledger itself, for what its port does not offer: proposals signed elsewhere. */
  readonly ledger: EmbeddedLedger;
  /** What each transaction since the founding asked of the state. */
  readonly simulated: readonly SimulationReport[];
}

/** Opens an embedded ledger in memory and founds the province on it. */
export async function openEmbeddedProvince(
  how: Pick<EmbeddedLedgerOptions, 'runner'> = {},
): Promise<EmbeddedProvince> {
  const now = (): number => storyBegins.getTime();
  const issuers = await newIssuers(now);
  const simulated: SimulationReport[] = [];
  const ledger = await openEmbeddedLedger({
    ...{ channel, contracts, now, ...how },
    msps: mspIds.map((mspId) => ({ mspId, rootCertificates: [issuers[mspId].rootCertificatePem] })),
    onSimulated: (report) => simulated.push(report),
  });
  const province = await Province.found({ ledger, issuers, clock: ledger.clock });
  simulated.length = 0;
  return {
    ...{ province, ledger, simulated },
    submitsAt: async (timestampMs, identity, call) => {
      const nonce = randomBytes(nonceBytes);
      return ledger.submitSigned(await signProposal(identity, call, { channel, nonce, timestampMs }));
    },
    close: () => ledger.close(),
  };
}

async function newIssuers(now: () => number): Promise<Issuers> {
  const issuerOf = async (mspId: string): Promise<IdentityIssuer> =>
    openAuthority(await foundAuthority(mspId, now), now);
  const [ProvinceMSP, CountyMSP, BankMSP, PartnershipMSP] = await Promise.all([
    issuerOf('ProvinceMSP'),
    issuerOf('CountyMSP'),
    issuerOf('BankMSP'),
    issuerOf('PartnershipMSP'),
  ]);
  return { ProvinceMSP, CountyMSP, BankMSP, PartnershipMSP };
}
