/**
 * The keys of the world state, each with the type of its record. The table in docs/architecture.md says what
 * shares a key and why; keys are cut so that one draft's facts lie together and no key is written by every
 * transaction.
 */
import type { AccountRecord } from '../domain/account';
import type { AccountId, AccountNumber, OrganisationId } from '../domain/identifiers';
import type { OrganisationRecord } from '../domain/organisation';

export interface StateKey<RecordType> {
  readonly type: string;
  readonly attributes: readonly string[];
  /** Never set: ties the record's type to the key. */
  readonly record?: RecordType;
}

export function organisationKey(organisationId: OrganisationId): StateKey<OrganisationRecord> {
  return { type: 'ORGANISATION', attributes: [organisationId] };
}

/** Which organisation a person of an MSP is bound to; written once, at the person's first transaction. */
export function personKey(
  mspId: string,
  person: string,
): StateKey<{ readonly organisationId: OrganisationId }> {
  return { type: 'PERSON', attributes: [mspId, person] };
}

export function accountKey(number: AccountNumber): StateKey<AccountRecord> {
  return { type: 'ACCOUNT', attributes: [number] };
}

export function accountIdKey(accountId: AccountId): StateKey<{ readonly number: AccountNumber }> {
  return { type: 'ACCOUNT_ID', attributes: [accountId] };
}

/** A request id once used by a person, with the digest of its body and the answer it got. */
export interface RequestRecord {
  readonly digest: string;
  readonly answer: string;
}

export function requestKey(mspId: string, person: string, requestId: string): StateKey<RequestRecord> {
  return { type: 'REQUEST', attributes: [mspId, person, requestId] };
}
