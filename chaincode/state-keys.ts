/**
 * The keys of the world state, each with the type of its record. The table in docs/architecture.md says what
 * shares a key and why; keys are cut so that one draft's facts lie together and no key is written by every
 * transaction.
 */
import type { AccountRecord } from '../domain/account';
import type { BankKeyRecord } from '../domain/bank-key';
import type { Instant } from '../domain/calendar';
import type { DraftCourse, DraftOrigin } from '../domain/draft';
import type { DraftSeal } from '../domain/draft-seal';
import type {
  AccountId,
  AccountNumber,
  DraftId,
  LegId,
  OrganisationId,
  ProjectId,
  SerialNumber,
} from '../domain/identifiers';
import type { FenText } from '../domain/money';
import type { OrganisationRecord } from '../domain/organisation';
import type { AdminDomain, AdminDomainRecord } from '../domain/organisation-register';
import type { ProgressReport, ProjectRecord } from '../domain/project';
import { countyOfProject } from '../domain/project-application';
import type { ReceiptPool } from '../domain/receipt-pool';
import type { ReconciliationException } from '../domain/reconciliation-exception';
import type { SerialCell } from '../domain/serial-cell';
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

/** By what accounts are found. */
type AccountIndex = 'organisation' | 'county' | 'bank';

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

/** A draft's facts since its issue, what its registrations see of their serials' cells, and the state derived. */
export function draftKey(draftId: DraftId): StateKey<DraftCourse> {
  return { type: 'DRAFT', attributes: [draftId] };
}

/** What a draft's issue fixed: written once, so that it is not written again with every fact. */
export function draftOriginKey(draftId: DraftId): StateKey<DraftOrigin> {
  return { type: 'DRAFT_ORIGIN', attributes: [draftId] };
}

/** The institution's signature under a draft; written once, apart from the record that changes. */
export function draftSealKey(draftId: DraftId): StateKey<DraftSeal> {
  return { type: 'DRAFT_SEAL', attributes: [draftId] };
}

/** The serial's cell: entries, claims and undos of one bank's serial number; the one key two drafts may share. */
export function cellKey(bank: OrganisationId, serialNumber: SerialNumber): StateKey<SerialCell> {
  return { type: 'SERIAL', attributes: [bank, serialNumber] };
}

/** Credits of other banks and the bank's own legs that wait for them, by accounts and amount. */
export function receiptPoolKey(
  payer: AccountNumber,
  payee: AccountNumber,
  amountFen: FenText,
): StateKey<ReceiptPool> {
  return { type: 'RECEIPTS', attributes: [payer, payee, amountFen] };
}

/** A leg of a live draft, by its payer's account: tells whether a debit belongs to the fund. */
export function payingLegKey(leg: {
  readonly payer: AccountNumber;
  readonly payee?: AccountNumber;
  readonly amountFen?: FenText;
  readonly draftId?: DraftId;
  readonly legId?: LegId;
}): StateKey<object> {
  const attributes = [leg.payer, leg.payee, leg.amountFen, leg.draftId, leg.legId];
  return { type: 'PAYING', attributes: attributes.filter((attribute) => attribute !== undefined) };
}

/** What waits, by the time a sweep may first reveal something: a draft (`D`) or a serial's cell (`C`). */
export function waitingKey(subject: WaitingSubject, dueAt: Instant): StateKey<object> {
  return { type: 'WAITING', attributes: [dueAt, ...subject] };
}

export type WaitingSubject = readonly ['D', string] | readonly ['C', string, string];

/** Everything that waits, earliest first. */
export const waitingPrefix: StateKey<object> = { type: 'WAITING', attributes: [] };

/** Open exceptions on one leg or account, with who may see them. */
export interface SeenExceptions {
  readonly county: string;
  readonly organisations: readonly string[];
  readonly banks: readonly string[];
  readonly exceptions: readonly ReconciliationException[];
}

/** Open exceptions of one draft or cell, by who may see them: a serial number may serve several counties. */
export interface OpenExceptions {
  readonly seen: readonly SeenExceptions[];
}

export function openExceptionsKey(subject: WaitingSubject): StateKey<OpenExceptions> {
  return { type: 'OPEN', attributes: [subject.join(':')] };
}

/** All open exceptions, drafts' and cells'. */
export const openExceptionsPrefix: StateKey<OpenExceptions> = { type: 'OPEN', attributes: [] };

/** When the last sweep ran; written by sweeps only. */
export const sweepKey: StateKey<{ readonly lastAt: Instant }> = { type: 'SWEEP', attributes: [] };
