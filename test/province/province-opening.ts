/**
 * Opens the invented province on the ledger that the run is about: the embedded one, or, when the environment names a
 * running test network, real Fabric with a chaincode name, and so a state, of its own.
 */
import { openEmbeddedProvince } from './embedded-province';
import type { OpenedProvince } from './opened-province';

/** Where `npm run test:fabric` says which network it has brought up. */
const testNetworkVariable = 'RELIEF_TEST_NETWORK';

/** Opens a province on an empty ledger. */
export async function openProvince(): Promise<OpenedProvince> {
  const folder = process.env[testNetworkVariable];
  if (folder === undefined) return openEmbeddedProvince();
  const { openFabricProvince } = await import('../fabric/fabric-province.js');
  return openFabricProvince(folder);
}
