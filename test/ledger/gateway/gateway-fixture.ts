/**
 * What tests of the gateway ledger start from: doubles of two organisations' peers, a caller whose organisation has none,
 * and ledgers over them with short limits. Everything is stopped after the test.
 */
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';
import { openGatewayLedger } from '../../../ledger/gateway/gateway-ledger';
import type { GatewayLedger } from '../../../ledger/gateway/gateway-ledger';
import type { GatewayLedgerOptions } from '../../../ledger/gateway/gateway-options';
import type { LedgerIdentity } from '../../../ledger/ledger';
import { conformanceCaller } from '../conformance/conformance-session';
import { chaincode, channel, PeerDouble } from './peer-double';
import { loopbackTlsPair } from './tls-pair';

export interface GatewayFixture {
  readonly province: PeerDouble;
  readonly bank: PeerDouble;
  /** Of CountyMSP, which has no peer here. */
  readonly caller: LedgerIdentity;
  readonly banker: LedgerIdentity;
  readonly reader: LedgerIdentity;
  options(overrides?: Partial<GatewayLedgerOptions>): GatewayLedgerOptions;
  open(overrides?: Partial<GatewayLedgerOptions>): Promise<GatewayLedger>;
  dispose(): Promise<void>;
}

export const shortLimits = {
  resolutionMsMax: 400,
  openMsMax: 300,
  catchUpMsMax: 200,
  blockMsMax: 300,
  proposalsMax: 3,
} as const;

export async function gatewayFixture(): Promise<GatewayFixture> {
  const tls = await loopbackTlsPair();
  const province = new PeerDouble('ProvinceMSP', tls);
  const bank = new PeerDouble('BankMSP', tls);
  await Promise.all([province.start(), bank.start()]);
  const [reader, banker, caller] = await Promise.all([
    enrolled('ProvinceMSP'),
    enrolled('BankMSP'),
    enrolled('CountyMSP'),
  ]);
  const opened: GatewayLedger[] = [];
  const options = (overrides: Partial<GatewayLedgerOptions> = {}): GatewayLedgerOptions => ({
    channel,
    chaincode,
    peers: [province.options, bank.options],
    reader,
    limits: shortLimits,
    ...overrides,
  });
  return {
    province,
    bank,
    caller,
    banker,
    reader,
    options,
    open: async (overrides) => {
      const ledger = await openGatewayLedger(options(overrides));
      opened.push(ledger);
      for (const peer of [province, bank]) peer.calls.length = 0;
      return ledger;
    },
    dispose: async () => {
      await Promise.all(opened.map((ledger) => ledger.close()));
      province.stop();
      bank.stop();
    },
  };
}

async function enrolled(mspId: string): Promise<LedgerIdentity> {
  const authority = await openAuthority(await foundAuthority(mspId, Date.now), Date.now);
  return (await authority.enrol(conformanceCaller)).identity;
}
