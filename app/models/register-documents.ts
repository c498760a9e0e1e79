/**
 * The registers as pages read them: organisations with their persons' pseudonyms, accounts by id and mask, bank keys,
 * and the thresholds in force and awaited.
 */
import type { AccountKind, AccountStatus } from '../../domain/account';
import type { MspId, Role } from '../../domain/roles';
import type { Thresholds } from '../../domain/thresholds';
import type { Awaited, HistoryLine, Place } from './place';

export interface OrganisationDocument {
  readonly _id: string;
  readonly name: string;
  readonly role: Role;
  readonly county: string;
  readonly mspId: MspId;
  readonly status: 'enabled' | 'disabled';
  /** Pseudonyms of the persons the admin organisation was named with. */
  readonly adminPersons: readonly string[];
  readonly disabledPersons: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly place: Place;
}

export interface AccountDocument {
  readonly _id: string;
  /** `****0018`. */
  readonly mask: string;
  readonly bank: string;
  readonly holder: string;
  readonly county: string;
  readonly kind: AccountKind;
  readonly status: AccountStatus;
  readonly reason?: string;
  /** The newest proposal: it may have been proposed before, and by somebody else. */
  readonly proposedBy: Place;
  /** The bank that must confirm it, or the leading-group office that must release it. */
  readonly awaits: readonly Awaited[];
  readonly history: readonly HistoryLine[];
  readonly place: Place;
}

export interface BankKeyDocument {
  /** `<bank>:<sequence>`. */
  readonly _id: string;
  readonly bank: string;
  readonly sequence: number;
  readonly publicKeyPem: string;
  readonly status: 'proposed' | 'confirmed';
  /** The newest proposal, as of an account. */
  readonly proposedBy: Place;
  readonly awaits: readonly Awaited[];
  readonly place: Place;
}

export interface ThresholdsDocument {
  readonly _id: 'thresholds';
  readonly inForce?: Thresholds;
  /** Values that one person has sent and a second has not. */
  readonly pending: readonly { readonly values: Thresholds; readonly place: Place }[];
  readonly place: Place;
}
