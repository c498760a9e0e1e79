/**
 * The keys of the world state, each with the type of its record. The table in docs/architecture.md says what
 * shares a key and why; keys are cut so that one draft's facts lie together and no key is written by every
 * transaction.
 */
import type { AccountRecord } from '../domain/account';
import type { BankKeyRecord } from '../domain/bank-key';
import type { Instant } from '../domain/calendar';
import type { AccountId, AccountNumber, OrganisationId, ProjectId } from '../domain/identifiers';
import type { OrganisationRecord } from '../domain/organisation';
import type { AdminDomain, AdminDomainRecord } from '../domain/organisation-register';
import type { ProgressReport, ProjectRecord } from '../domain/project';
import { countyOfProject } from '../domain/project-application';
import type { ThresholdsRecord } from '../domain/thresholds';

export interface StateKey<RecordType> {
  readonly type: string;
  readonly attributes: readonly string[];
  /** Never set: ties the record's type to the key. */
  readonly record?: RecordType;
}

export function organisationKey(organisationId: OrganisationId): StateKey<OrganisationRecord> {
  return { type: 'ORGANISATION', attributes: [organisationId] };
}

/** All organisations. */
export function organisationsKey(): StateKey<OrganisationRecord> {
  return { type: 'ORGANISATION', attributes: [] };
}

/** That the register is founded, and when; never written again. */
export function foundingKey(): StateKey<{ readonly at: Instant }> {
  return { type: 'FOUNDING', attributes: ['register'] };
}

export function adminDomainKey({ mspId, county }: AdminDomain): StateKey<AdminDomainRecord> {
  return { type: 'ADMIN_DOMAIN', attributes: [mspId, county] };
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

export const accountIndexes = ['organisation', 'county', 'bank'] as const;
export type AccountIndex = (typeof accountIndexes)[number];

/** Where the accounts of an organisation, a county or a bank are found; without `accountId`, all of them. */
export function accountIndexKey(
  index: AccountIndex,
  owner: string,
  accountId?: AccountId,
): StateKey<{ readonly number: AccountNumber }> {
  const tail = accountId === undefined ? [] : [accountId];
  return { type: 'ACCOUNT_INDEX', attributes: [index, owner, ...tail] };
}

const bankKeyDigits = 3;

/** A bank's key of a sequence number, padded so that keys lie in their order; without it, all of the bank's. */
export function bankKeyKey(bank: OrganisationId, sequence?: number): StateKey<BankKeyRecord> {
  const tail = sequence === undefined ? [] : [String(sequence).padStart(bankKeyDigits, '0')];
  return { type: 'BANK_KEY', attributes: [bank, ...tail] };
}

export function thresholdsKey(): StateKey<ThresholdsRecord> {
  return { type: 'THRESHOLDS', attributes: ['province'] };
}

/** A county's projects lie together. */
export function projectKey(projectId: ProjectId): StateKey<ProjectRecord> {
  return { type: 'PROJECT', attributes: [countyOfProject(projectId), projectId] };
}

/** All projects of a county. */
export function projectsOfCountyKey(county: string): StateKey<ProjectRecord> {
  return { type: 'PROJECT', attributes: [county] };
}

const progressDigits = 3;

/** A progress report, padded so that reports lie in their order; without a number, all of the project's. */
export function progressKey(projectId: ProjectId, number?: number): StateKey<ProgressReport> {
  const tail = number === undefined ? [] : [String(number).padStart(progressDigits, '0')];
  return { type: 'PROGRESS', attributes: [projectId, ...tail] };
}

/** A request id once used by a person, with the digest of its body and the answer it got. */
export interface RequestRecord {
  readonly digest: string;
  readonly answer: string;
}

export function requestKey(mspId: string, person: string, requestId: string): StateKey<RequestRecord> {
  return { type: 'REQUEST', attributes: [mspId, person, requestId] };
}
