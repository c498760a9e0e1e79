/**
 * What the register's handlers read and write of organisations: records by id, admin domains, and the
 * binding of persons. The rules are the domain's.
 */
import type { OrganisationId, PersonId } from '../../domain/identifiers';
import type { OrganisationRecord } from '../../domain/organisation';
import type { AdminDomainRecord, OrganisationEntry } from '../../domain/organisation-register';
import {
  adminDomainOf,
  emptyAdminDomain,
  newOrganisation,
  personElsewhere,
  withOrganisation,
} from '../../domain/organisation-register';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { MspId } from '../../domain/roles';
import { adminDomainKey, organisationKey, personKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';

/** An organisation's record; refuses (`organisation-unknown`) an id that is not registered. */
export async function knownOrganisation(
  { state }: UnitOfWork,
  organisationId: OrganisationId,
  field: string,
): Promise<Result<OrganisationRecord>> {
  const record = await state.read(organisationKey(organisationId));
  if (record !== undefined) return accepted(record);
  return refused(refusal('organisation-unknown', { field, values: { organisationId } }));
}

/** The admin domain an organisation belongs to. */
export async function adminDomain(
  { state }: UnitOfWork,
  organisation: Pick<OrganisationRecord, 'mspId' | 'county'>,
): Promise<AdminDomainRecord> {
  return (await state.read(adminDomainKey(adminDomainOf(organisation)))) ?? emptyAdminDomain;
}

/** The other admin organisations of an organisation's admin domain. */
export async function otherAdmins(
  work: UnitOfWork,
  organisation: OrganisationRecord,
): Promise<readonly OrganisationRecord[]> {
  const { admins } = await adminDomain(work, organisation);
  const others: OrganisationRecord[] = [];
  for (const organisationId of admins) {
    if (organisationId === organisation.organisationId) continue;
    const record = await work.state.read(organisationKey(organisationId));
    if (record !== undefined) others.push(record);
  }
  return others;
}

/** Refuses (`person-elsewhere`) a person who is bound to another organisation of the MSP. */
export async function checkUnbound(
  { state }: UnitOfWork,
  member: { readonly mspId: MspId; readonly organisationId: OrganisationId; readonly person: PersonId },
): Promise<Result<PersonId>> {
  const bound = await state.read(personKey(member.mspId, member.person));
  if (bound === undefined || bound.organisationId === member.organisationId) return accepted(member.person);
  return personElsewhere(member.person, bound.organisationId);
}

/** Writes a new organisation, its admins' bindings, and its admin domain where that changes. */
export async function writeOrganisation(work: UnitOfWork, entry: OrganisationEntry): Promise<void> {
  const { organisationId, mspId } = entry;
  work.state.write(organisationKey(organisationId), newOrganisation(entry, work.now));
  for (const person of entry.adminPersons) work.state.write(personKey(mspId, person), { organisationId });
  const domain = await adminDomain(work, entry);
  if (entry.role === 'admin' || !domain.roles.includes(entry.role)) {
    work.state.write(adminDomainKey(adminDomainOf(entry)), withOrganisation(domain, entry));
  }
}
