/** The invented province on whichever ledger it was founded on, with what a story needs of that ledger besides. */
import type { Result } from '../../domain/result';
import type { CommittedTransaction, ContractCall, LedgerIdentity } from '../../ledger/ledger';
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
