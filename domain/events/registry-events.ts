/**
 * The facts of the registers' events, as projections fold them. Accounts appear by id and mask, persons by
 * pseudonym; no full account number and no personal name stands here.
 */
import type { AccountKind, AccountStatus } from '../account';
import type { OrganisationEntry } from '../organisation-register';
import type { Thresholds } from '../thresholds';

export interface RegisterFounded {
  readonly organisations: readonly OrganisationEntry[];
}

export type OrganisationRegistered = OrganisationEntry;

/** Facts of `OrganisationDisabled` and `OrganisationEnabled`. */
export interface OrganisationStatusChanged {
  readonly organisationId: string;
  readonly status: 'enabled' | 'disabled';
}

/** Facts of `PersonDisabled` and `PersonEnabled`. */
export interface PersonStatusChanged {
  readonly organisationId: string;
  readonly person: string;
  readonly status: 'enabled' | 'disabled';
}

/** Facts of `CertificateDisabled`: the person goes on with another certificate. */
export interface CertificateDisabled {
  readonly organisationId: string;
  readonly person: string;
  /** SHA-256 of the certificate's DER form. */
  readonly fingerprint: string;
  /** The certificate's last day. */
  readonly expiresOn: string;
}

/** Facts of `AccountProposed`, `AccountConfirmed`, `AccountReleased` and `AccountBlocked`. */
export interface AccountChanged {
  readonly accountId: string;
  readonly mask: string;
  readonly bank: string;
  readonly holder: string;
  readonly county: string;
  readonly kind: AccountKind;
  readonly status: AccountStatus;
  readonly reason?: string;
}

/** Facts of `BankKeyProposed` and `BankKeyConfirmed`. */
export interface BankKeyChanged {
  readonly bank: string;
  readonly sequence: number;
  readonly publicKeyPem: string;
  readonly status: 'proposed' | 'confirmed';
}

/** Values one person has sent; in force when `status` says so, else waiting for a second person. */
export interface ThresholdsSent {
  readonly status: 'pending' | 'in-force';
  readonly values: Thresholds;
}
