/**
 * A bank account in the register (domain rules, section 8): proposed by its holder's organisation, confirmed
 * by the bank that keeps it, released by the leading-group office; only then can a draft use it. The register
 * holds corporate accounts only.
 */
import type { Actor } from './actor';
import type { AccountId, AccountNumber, CountyCode, OrganisationId } from './identifiers';

export const accountKinds = ['dedicated', 'general'] as const;
export type AccountKind = (typeof accountKinds)[number];

export const accountStatuses = ['proposed', 'confirmed', 'released', 'blocked'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

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
  readonly proposedBy: Actor;
  readonly confirmedBy?: Actor;
  readonly releasedBy?: Actor;
  /** Drafts may name it: its number never passes to another holder. */
  readonly everReleased?: true;
}
