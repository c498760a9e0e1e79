/**
 * A bank account in the register (domain rules, section 8): proposed by its holder's organisation, confirmed
 * by the bank that keeps it, released by the leading-group office; only then can a draft use it. The register
 * holds corporate accounts only.
 */
import type { AccountId, AccountNumber, CountyCode, OrganisationId, PersonId } from './identifiers';

export const accountKinds = ['dedicated', 'general'] as const;
export type AccountKind = (typeof accountKinds)[number];

export type AccountStatus = 'proposed' | 'confirmed' | 'released' | 'blocked';

export interface AccountRecord {
  readonly accountId: AccountId;
  readonly number: AccountNumber;
  /** The bank that keeps it, an organisation of role `commercial-bank`. */
  readonly bank: OrganisationId;
  readonly holder: OrganisationId;
  /** The holder's county, copied so that one read tells whose money it is. */
  readonly county: CountyCode;
  readonly kind: AccountKind;
  readonly status: AccountStatus;
  readonly proposedBy: PersonId;
  readonly confirmedBy?: PersonId;
  readonly releasedBy?: PersonId;
}
