/** What the transactions of RegistryContract answer, as JSON on the wire. */
import type { AccountRecord } from '../account';
import type { BankKeyRecord } from '../bank-key';
import type { OrganisationRecord } from '../organisation';
import type { Thresholds, ThresholdsRecord } from '../thresholds';

/** Answers of writing transactions about an organisation or a person. */
export interface StatusAnswer {
  readonly status: 'enabled' | 'disabled';
}
export interface FoundAnswer {
  readonly organisations: number;
}
export type OrganisationAnswer = OrganisationRecord;
export interface OrganisationsAnswer {
  readonly organisations: readonly OrganisationRecord[];
  /** Give it as `after` for the next page; absent on the last. */
  readonly next?: string;
}
export interface AccountStatusAnswer {
  readonly accountId: string;
  readonly status: AccountRecord['status'];
}
export type AccountAnswer = AccountRecord;
export interface AccountsAnswer {
  readonly accounts: readonly AccountRecord[];
  readonly next?: string;
}
export interface BankKeyAnswer {
  readonly bank: string;
  readonly sequence: number;
  readonly status: BankKeyRecord['status'];
}
export interface BankKeysAnswer {
  readonly keys: readonly BankKeyRecord[];
}
export interface ThresholdsStatusAnswer {
  readonly status: 'pending' | 'in-force';
}
export interface ThresholdsAnswer {
  readonly inForce: Thresholds;
  readonly pending?: NonNullable<ThresholdsRecord['pending']>;
}
