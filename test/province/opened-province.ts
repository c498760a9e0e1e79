/**
 * The invented province on whichever ledger the run is about: the embedded one, or, when the environment names a
 * running test network, real Fabric with a chaincode name, and so a state, of its own.
 */
import type { Result } from '../../domain/result';
import type { CommittedTransaction, ContractCall, LedgerIdentity } from '../../ledger/ledger';
import { openEmbeddedProvince } from './embedded-province';
import type { Province } from './province';

export interface OpenedProvince {
  readonly province: Province;
  /** Submits as a client whose clock shows this time, in milliseconds since 1970. */
  submitsAt(
    timestampMs: number,
    identity: LedgerIdentity,
    call: ContractCall,
  ): Promise<Result<CommittedTransaction>>;
  close(): Promise<void>;
}

/** Where `npm run test:fabric` says which network it has brought up. */
export const testNetworkVariable = 'RELIEF_TEST_NETWORK';

/** Opens a province on an empty ledger. */
export async function openProvince(): Promise<OpenedProvince> {
  const folder = process.env[testNetworkVariable];
  if (folder === undefined) return openEmbeddedProvince();
  const { openFabricProvince } = await import('../fabric/fabric-province.js');
  return openFabricProvince(folder);
}
