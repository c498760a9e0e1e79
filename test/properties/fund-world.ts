/**
 * The small province in which random histories happen: two counties, two banks that keep accounts, one
 * partnership. Accounts are few on purpose, so that drafts meet on the same accounts, serials and amounts.
 */
import type { AccountRecord } from '../../domain/account';
import type { Caller } from '../../domain/caller';
import type { CountyCode, OrganisationId, PersonId } from '../../domain/identifiers';
import {
  accountIdField,
  accountNumberField,
  countyField,
  organisationIdField,
  personField,
} from '../../domain/identifiers';
import type { OrganisationRecord } from '../../domain/organisation';
import type { MspId, Role } from '../../domain/roles';

export const counties = ['522634', '522635'].map((code) => countyField.parse(code));
const province = countyField.parse('520000');

interface Office {
  readonly id: string;
  readonly role: Role;
  readonly mspId: MspId;
  readonly county: CountyCode;
}

const offices: readonly Office[] = [
  { id: 'leading-office', role: 'leading-group-office', mspId: 'ProvinceMSP', county: province },
  { id: 'province-finance', role: 'provincial-finance', mspId: 'ProvinceMSP', county: province },
  { id: 'bank-a', role: 'commercial-bank', mspId: 'BankMSP', county: province },
  { id: 'bank-b', role: 'commercial-bank', mspId: 'BankMSP', county: province },
  { id: 'partnership', role: 'limited-partnership', mspId: 'PartnershipMSP', county: province },
  ...counties.flatMap((county): Office[] => [
    { id: `command-${county}`, role: 'county-command', mspId: 'CountyMSP', county },
    { id: `finance-${county}`, role: 'county-finance', mspId: 'CountyMSP', county },
    { id: `fund-${county}`, role: 'county-fund-company', mspId: 'CountyMSP', county },
    { id: `builder-${county}`, role: 'implementer', mspId: 'ProvinceMSP', county },
  ]),
];

export const organisations: readonly OrganisationRecord[] = offices.map(({ id, role, mspId, county }) => ({
  organisationId: organisationIdField.parse(id),
  name: id,
  ...{ role, county, mspId, status: 'enabled' as const, persons: {} },
}));

/** The organisation of an id. */
export function organisationOf(id: string): OrganisationRecord {
  const found = organisations.find(({ organisationId }) => organisationId === id);
  if (found === undefined) throw new Error(`no organisation ${id}`);
  return found;
}

/** A person of an organisation as the caller of a transaction; persons are numbered. */
export function callerOf(organisationId: string, person: number): Caller {
  const { mspId, role, county, organisationId: id } = organisationOf(organisationId);
  const kind = 'person' as const;
  return { mspId, role, county, organisationId: id, kind, person: personId(organisationId, person) };
}

/** A service of an organisation, which sends what a machine may send. */
export function serviceOf(organisationId: string): Caller {
  return { ...callerOf(organisationId, 9), kind: 'service' };
}

/** The pseudonym of an organisation's numbered person. */
export function personId(organisationId: string, person: number): PersonId {
  return personField.parse(`${organisationId}-${String(person)}`);
}

const actor = (id: string): { organisationId: OrganisationId; person: PersonId } => ({
  organisationId: organisationIdField.parse(id),
  person: personId(id, 0),
});

let accountCount = 0;
function account(holder: string, bank: string, kind: 'dedicated' | 'general' = 'dedicated'): AccountRecord {
  accountCount += 1;
  const digits = String(accountCount).padStart(6, '0');
  const { organisationId, county } = organisationOf(holder);
  return {
    accountId: accountIdField.parse(`A-${digits}`),
    number: accountNumberField.parse(`62${digits}`),
    bank: organisationOf(bank).organisationId,
    ...{ holder: organisationId, county, kind, status: 'released' as const },
    ...{ proposedBy: actor(holder), confirmedBy: actor(bank), releasedBy: actor('leading-office') },
    everReleased: true,
  };
}

export const accounts: readonly AccountRecord[] = [
  account('province-finance', 'bank-a'),
  account('bank-a', 'bank-a'),
  account('bank-b', 'bank-b'),
  account('partnership', 'bank-a'),
  account('partnership', 'bank-b'),
  ...counties.flatMap((county) => [
    account(`finance-${county}`, 'bank-a', 'general'),
    account(`fund-${county}`, 'bank-a'),
    account(`fund-${county}`, 'bank-b', 'general'),
    account(`builder-${county}`, 'bank-b'),
  ]),
];

/** An organisation's account at a bank, or its first one. */
export function accountOf(holder: string, bank?: string): AccountRecord {
  const own = accounts.filter((each) => each.holder === holder);
  const found = own.find((each) => each.bank === bank) ?? own[0];
  if (found === undefined) throw new Error(`${holder} holds no account`);
  return found;
}

/** The register's entry of a number; undefined for a number that is not in it. */
export function registered(number: string): AccountRecord | undefined {
  return accounts.find((each) => each.number === number);
}

/** A number that no register knows. */
export const strangeAccount = accountNumberField.parse('99000001');
