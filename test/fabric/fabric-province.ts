/**
 * The invented province on a running Fabric network: a chaincode name of its own, certificates from Fabric CA, and a
 * client's clock that stands still until a story moves it, as on the embedded ledger.
 */
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { gatewayAccess } from '../../fabric-network/network-access';
import { storyBegins } from '../province/embedded-province';
import type { OpenedProvince } from '../province/opened-province';
import { Province } from '../province/province';
import { TestNetwork, issuersOf, readerAttributes } from './test-network';

/** Founds the province on a fresh chaincode name of the test network in this folder. */
export async function openFabricProvince(folder: string): Promise<OpenedProvince> {
  const network = new TestNetwork(folder);
  const issuers = issuersOf(network);
  const reader = (await issuers.ProvinceMSP.enrol(readerAttributes)).identity;
  const clock = movableClock(storyBegins.getTime());
  const chaincode = network.takeChaincode();
  const open = (now: () => number): Promise<GatewayLedger> =>
    openGatewayLedger({
      chaincode,
      ...gatewayAccess(network.place),
      reader,
      now,
    });
  const ledger = await open(() => clock.now());
  const province = await Province.found({ ledger, issuers, clock });
  return {
    province,
    submitsAt: async (timestampMs, identity, call) => {
      const there = await open(() => timestampMs);
      try {
        return await there.submit(identity, call);
      } finally {
        await there.close();
      }
    },
    close: async () => {
      await ledger.close();
      for (const issuer of Object.values(issuers)) issuer.close();
    },
  };
}

function movableClock(beginMs: number): { now(): number; moveTo(instant: Date): void } {
  let nowMs = beginMs;
  return {
    now: () => nowMs,
    moveTo: (instant) => {
      nowMs = instant.getTime();
    },
  };
}
