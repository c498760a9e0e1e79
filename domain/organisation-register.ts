/**
 * The rules of the organisation register (domain rules, sections 1 and 8): which organisation fits where,
 * who founds, who registers, and that no admin domain is ever left without an enabled admin. An **admin
 * domain** is what one admin acts for: an MSP, and in CountyMSP one county of it, because a county's admin
 * acts for its own county only and nobody of another county could take over.
 */
import type { Instant } from './calendar';
import type { Caller } from './caller';
import type { CountyCode, OrganisationId, PersonId } from './identifiers';
import type { OrganisationPerson, OrganisationRecord } from './organisation';
import { personOf } from './organisation';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';
import type { MspId, Role } from './roles';
import { mspIds, provinceCode, rolesOfMsp } from './roles';

/** An organisation as a request proposes it. */
export interface OrganisationEntry {
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly role: Role;
  readonly county: CountyCode;
  readonly mspId: MspId;
  /** The first admins of an admin organisation; empty for every other. */
  readonly adminPersons: readonly PersonId[];
}

/** What one admin acts for. For MSPs other than CountyMSP the county is the province's code. */
export interface AdminDomain {
  readonly mspId: MspId;
  readonly county: string;
}

/** What the register keeps of an admin domain: its admin organisations, and the roles that are held there. */
export interface AdminDomainRecord {
  readonly admins: readonly OrganisationId[];
  readonly roles: readonly Role[];
}

export const emptyAdminDomain: AdminDomainRecord = { admins: [], roles: [] };

/** The admin domain an organisation belongs to. */
export function adminDomainOf(organisation: {
  readonly mspId: MspId;
  readonly county: CountyCode;
}): AdminDomain {
  const { mspId, county } = organisation;
  return { mspId, county: mspId === 'CountyMSP' ? county : provinceCode };
}

/** Roles whose organisations serve the whole province. */
const provincialRoles: readonly Role[] = ['leading-group-office', 'provincial-finance'];

/** Refuses an organisation whose role, county or admin persons do not fit its MSP. */
export function checkOrganisation(entry: OrganisationEntry): Result<OrganisationEntry> {
  const { organisationId, mspId, role, county } = entry;
  if (!rolesOfMsp[mspId].includes(role)) {
    const values = { mspId, role, roles: rolesOfMsp[mspId].join(', ') };
    return refused(refusal('role-outside-msp', { field: 'role', values }));
  }
  const expected = expectedCounty(entry);
  if (expected !== undefined) {
    return refused(
      refusal('county-unfit', { field: 'county', expected, values: { organisationId, county } }),
    );
  }
  const persons = entry.adminPersons;
  const personsFit = role === 'admin' ? persons.length > 0 : persons.length === 0;
  if (!personsFit || new Set(persons).size !== persons.length) {
    return refused(refusal('admin-persons-unfit', { field: 'adminPersons', values: { organisationId } }));
  }
  return accepted(entry);
}

/** What was expected of the county; undefined when it fits. Banks, partnerships, implementers may be either. */
function expectedCounty({ mspId, role, county }: OrganisationEntry): string | undefined {
  if (mspId === 'CountyMSP') return county === provinceCode ? 'a county, not the province' : undefined;
  const provincial = provincialRoles.includes(role) || (mspId === 'ProvinceMSP' && role === 'admin');
  return provincial && county !== provinceCode ? provinceCode : undefined;
}

/**
 * Refuses a founding whose organisations do not fit, repeat an id or a person, lack an admin organisation for
 * an MSP or for a county they name, or do not name the founder as an admin of ProvinceMSP.
 */
export function checkFounding(
  entries: readonly OrganisationEntry[],
  founder: Caller,
): Result<readonly OrganisationEntry[]> {
  for (const entry of entries) {
    const checked = checkOrganisation(entry);
    if (!checked.ok) return checked;
  }
  const repeated = repeatedEntry(entries) ?? missingAdmin(entries);
  if (repeated !== undefined) return repeated;
  const named = entries.some(
    (entry) =>
      entry.organisationId === founder.organisationId &&
      entry.mspId === 'ProvinceMSP' &&
      entry.mspId === founder.mspId &&
      entry.county === founder.county &&
      entry.adminPersons.includes(founder.person),
  );
  return named ? accepted(entries) : refused(refusal('founder-not-named', { field: 'organisations' }));
}

function repeatedEntry(entries: readonly OrganisationEntry[]): Result<never> | undefined {
  const ids = new Set<string>();
  const persons = new Map<string, string>();
  for (const { organisationId, mspId, adminPersons } of entries) {
    if (ids.has(organisationId)) {
      return refused(refusal('organisation-exists', { field: 'organisations', values: { organisationId } }));
    }
    ids.add(organisationId);
    for (const person of adminPersons) {
      const elsewhere = persons.get(`${mspId} ${person}`);
      if (elsewhere !== undefined) return personElsewhere(person, elsewhere);
      persons.set(`${mspId} ${person}`, organisationId);
    }
  }
  return undefined;
}

function missingAdmin(entries: readonly OrganisationEntry[]): Result<never> | undefined {
  const domains = entries.map((entry) => adminDomainOf(entry));
  const wanted = mspIds
    .filter((mspId) => !domains.some((domain) => domain.mspId === mspId))
    .map((mspId): AdminDomain => ({ mspId, county: provinceCode }));
  const held = entries.filter(({ role }) => role === 'admin').map((entry) => adminDomainOf(entry));
  const missing = [...wanted, ...domains].find(
    (domain) => !held.some(({ mspId, county }) => mspId === domain.mspId && county === domain.county),
  );
  if (missing === undefined) return undefined;
  return refused(refusal('founding-incomplete', { field: 'organisations', values: { ...missing } }));
}

/** The refusal of a person who is bound to another organisation of the same MSP. */
export function personElsewhere(person: string, organisationId: string): Result<never> {
  return refused(refusal('person-elsewhere', { field: 'person', values: { person, organisationId } }));
}

/** Whether a caller may register in an admin domain: its own one, or a new county's as an admin of ProvinceMSP. */
export function checkRegistrar(
  caller: Caller,
  entry: OrganisationEntry,
  domain: AdminDomainRecord,
): Result<OrganisationEntry> {
  const { mspId, county } = adminDomainOf(entry);
  const own = adminDomainOf(caller);
  if (own.mspId === mspId && own.county === county) return accepted(entry);
  const values = { county: entry.county, role: entry.role };
  if (entry.role !== 'admin' && domain.admins.length === 0) {
    return refused(refusal('county-admin-first', { field: 'county', values }));
  }
  if (domain.roles.includes(entry.role)) {
    return refused(refusal('county-not-new', { field: 'role', values }));
  }
  return accepted(entry);
}

/** The record of a new organisation. */
export function newOrganisation(entry: OrganisationEntry, now: Instant): OrganisationRecord {
  const { organisationId, name, role, county, mspId } = entry;
  const admin: OrganisationPerson = { status: 'enabled', boundAt: now };
  const persons = Object.fromEntries(entry.adminPersons.map((person) => [person, admin]));
  return { organisationId, name, role, county, mspId, status: 'enabled', persons };
}

/** The admin domain with one more organisation. */
export function withOrganisation(record: AdminDomainRecord, entry: OrganisationEntry): AdminDomainRecord {
  return {
    admins: entry.role === 'admin' ? [...record.admins, entry.organisationId].sort() : record.admins,
    roles: record.roles.includes(entry.role) ? record.roles : [...record.roles, entry.role].sort(),
  };
}

/** How many admins of these organisations are enabled, in organisations that are enabled themselves. */
function enabledAdmins(organisations: readonly OrganisationRecord[]): number {
  return organisations
    .filter(({ role, status }) => role === 'admin' && status === 'enabled')
    .flatMap(({ persons }) => Object.values(persons))
    .filter(({ status }) => status === 'enabled').length;
}

/**
 * Refuses (`last-admin`) a change that would leave an admin domain without an enabled admin.
 * @param changed the organisation as it would be
 * @param others the other admin organisations of its domain
 */
export function checkAdminRemains(
  changed: OrganisationRecord,
  others: readonly OrganisationRecord[],
): Result<OrganisationRecord> {
  if (changed.role !== 'admin' || enabledAdmins([changed, ...others]) > 0) return accepted(changed);
  return refused(refusal('last-admin', { values: { ...adminDomainOf(changed) } }));
}

/** The organisation enabled or disabled; refuses what is so already. */
export function withStatus(
  record: OrganisationRecord,
  status: OrganisationRecord['status'],
): Result<OrganisationRecord> {
  if (record.status === status) return unchanged(status, record.organisationId);
  return accepted({ ...record, status });
}

/** Refuses to enable or disable a person who is so already, and to enable one who is not bound here. */
export function checkPersonStatus(
  record: OrganisationRecord,
  person: PersonId,
  status: OrganisationPerson['status'],
): Result<PersonId> {
  const known = personOf(record, person);
  if (known?.status === status) return unchanged(status, person);
  if (known === undefined && status === 'enabled') {
    const values = { organisationId: record.organisationId, person };
    return refused(refusal('person-unknown', { field: 'person', values }));
  }
  return accepted(person);
}

function unchanged(status: 'enabled' | 'disabled', object: string): Result<never> {
  const code = status === 'enabled' ? 'already-enabled' : 'already-disabled';
  return refused(refusal(code, { values: { object } }));
}
