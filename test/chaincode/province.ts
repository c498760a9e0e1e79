/**
 * A small province on a ledger in memory: of each office one (`own`), a second one beside it (`twin`), one in
 * another county (`far`) and a disabled one (`off`); accounts in every status; projects in every status. Tests
 * call as its persons and ask about its records.
 */
import type { AccountRecord, AccountStatus } from '../../domain/account';
import { instantOf } from '../../domain/calendar';
import {
  accountIdField,
  accountNumberField,
  countyField,
  organisationIdField,
  personField,
} from '../../domain/identifiers';
import type { AccountId, OrganisationId } from '../../domain/identifiers';
import type { OrganisationRecord } from '../../domain/organisation';
import { adminDomainOf, emptyAdminDomain, withOrganisation } from '../../domain/organisation-register';
import type { MspId, Role } from '../../domain/roles';
import { mspIds, provinceCode, rolesOfMsp } from '../../domain/roles';
import {
  accountIdKey,
  accountIndexKey,
  accountKey,
  adminDomainKey,
  organisationKey,
  personKey,
} from '../../chaincode/state-keys';
import { MemoryLedger } from './memory-ledger';
import type { TestIdentity } from './test-identities';
import { identityOf } from './test-identities';

export const county = '522634';
export const farCounty = '522635';
export const places = ['own', 'twin', 'far', 'off'] as const;
export type Place = (typeof places)[number];
export const boundAt = instantOf(Date.parse('2026-03-01T00:00:00.000Z'));

const provincialRoles: readonly Role[] = ['leading-group-office', 'provincial-finance'];

/** `county-command-own`; an admin's organisation names its MSP, as `admin-bank-own`. */
export function organisationId(role: Role, place: Place, mspId: MspId = mspOf(role)): OrganisationId {
  const office = role === 'admin' ? `admin-${mspId.replace('MSP', '').toLowerCase()}` : role;
  return organisationIdField.parse(`${office}-${place}`);
}

/** The MSP that holds a role; for an admin, name it. */
export function mspOf(role: Role): MspId {
  const holder = mspIds.find((mspId) => rolesOfMsp[mspId].includes(role));
  if (holder === undefined) throw new Error(`no MSP holds ${role}`);
  return holder;
}

/** The county of an office's certificate and record; offices of the whole province are in 520000. */
export function countyOf(role: Role, place: Place, mspId: MspId = mspOf(role)): string {
  if (provincialRoles.includes(role) || (role === 'admin' && mspId === 'ProvinceMSP')) return provinceCode;
  return place === 'far' ? farCounty : county;
}

export interface CallerChoice {
  readonly place?: Place;
  readonly mspId?: MspId;
  readonly person?: string;
  readonly kind?: 'person' | 'service';
  /** Only for certificates that disagree with the chain. */
  readonly county?: string;
}

/** A person of an office; `first` unless another is named. */
export function callerOf(role: Role, choice: CallerChoice = {}): Promise<TestIdentity> {
  const { place = 'own', mspId = mspOf(role), person, kind = 'person' } = choice;
  const organisation = organisationId(role, place, mspId);
  return identityOf(mspId, {
    role,
    organisation,
    county: choice.county ?? countyOf(role, place, mspId),
    person: person ?? `${organisation}-first`,
    kind,
  });
}

function organisationRecord(role: Role, place: Place, mspId: MspId): OrganisationRecord {
  const id = organisationId(role, place, mspId);
  const enabled = { status: 'enabled' as const, boundAt };
  const persons = {
    [personField.parse(`${id}-first`)]: enabled,
    [personField.parse(`${id}-second`)]: enabled,
    [personField.parse(`${id}-off`)]: { status: 'disabled' as const, boundAt },
  };
  return {
    organisationId: id,
    name: `${role} ${place}`,
    role,
    county: countyField.parse(countyOf(role, place, mspId)),
    mspId,
    status: place === 'off' ? 'disabled' : 'enabled',
    persons,
  };
}

export const accountOf: Readonly<Record<AccountStatus, AccountId>> = {
  proposed: accountIdField.parse('A-PROPOSED'),
  confirmed: accountIdField.parse('A-CONFIRMED'),
  released: accountIdField.parse('A-RELEASED'),
  blocked: accountIdField.parse('A-BLOCKED'),
};
export const numberOf: Readonly<Record<AccountStatus, string>> = {
  proposed: '6217000000000001',
  confirmed: '6217000000000002',
  released: '6217000000000003',
  blocked: '6217000000000004',
};

/** Writes an account as the register would hold it, with its indexes. */
export function seedAccount(ledger: MemoryLedger, record: AccountRecord): void {
  const { accountId, number, holder, bank } = record;
  ledger.seed(accountKey(number), record);
  ledger.seed(accountIdKey(accountId), { number });
  ledger.seed(accountIndexKey('organisation', holder, accountId), { number });
  ledger.seed(accountIndexKey('county', record.county, accountId), { number });
  ledger.seed(accountIndexKey('bank', bank, accountId), { number });
}

/** An account of the county's implementer at the county's bank. */
export function implementerAccount(status: AccountStatus): AccountRecord {
  const command = organisationId('county-command', 'own');
  return {
    accountId: accountOf[status],
    number: accountNumberField.parse(numberOf[status]),
    bank: organisationId('commercial-bank', 'own'),
    holder: organisationId('implementer', 'own'),
    county: countyField.parse(county),
    kind: 'dedicated',
    status,
    proposedBy: { organisationId: command, person: personField.parse(`${command}-first`) },
    ...(status === 'released' ? { everReleased: true as const } : {}),
  };
}

/** A ledger with the organisations and accounts. */
export function newProvince(): MemoryLedger {
  const ledger = new MemoryLedger();
  for (const mspId of mspIds) {
    for (const role of rolesOfMsp[mspId]) {
      for (const place of places) seedOrganisation(ledger, organisationRecord(role, place, mspId));
    }
  }
  for (const status of ['proposed', 'confirmed', 'released', 'blocked'] as const) {
    seedAccount(ledger, implementerAccount(status));
  }
  return ledger;
}

/** Writes an organisation with its persons' bindings and its place in the admin domain. */
export function seedOrganisation(ledger: MemoryLedger, record: OrganisationRecord): void {
  const { organisationId: id, mspId } = record;
  ledger.seed(organisationKey(id), record);
  for (const person of Object.keys(record.persons))
    ledger.seed(personKey(mspId, person), { organisationId: id });
  const key = adminDomainKey(adminDomainOf(record));
  const domain = ledger.record(key) ?? emptyAdminDomain;
  ledger.seed(key, withOrganisation(domain, { ...record, adminPersons: [] }));
}

let requests = 0;

/** A request id nobody has used. */
export function freshRequestId(): string {
  requests += 1;
  return `request-${String(requests).padStart(6, '0')}`;
}
