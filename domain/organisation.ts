/**
 * An organisation as the register on the chain holds it (domain rules, sections 1 and 8). Its record holds
 * its persons: one read answers whether the caller's role, organisation, county and person are in force.
 */
import type { CalendarDate, Instant } from './calendar';
import type { CountyCode, OrganisationId, PersonId } from './identifiers';
import type { MspId, Role } from './roles';

export interface OrganisationPerson {
  readonly status: 'enabled' | 'disabled';
  /** When the person first acted here: from then on the person is bound to this organisation. */
  readonly boundAt: Instant;
}

export interface OrganisationRecord {
  readonly organisationId: OrganisationId;
  readonly name: string;
  readonly role: Role;
  /** Six digits; `520000` for organisations that serve the whole province. */
  readonly county: CountyCode;
  readonly mspId: MspId;
  readonly status: 'enabled' | 'disabled';
  readonly persons: Readonly<Record<PersonId, OrganisationPerson>>;
  /** Last day of each disabled certificate by its fingerprint; absent while there never was one. */
  readonly disabledCertificates?: Readonly<Record<string, CalendarDate>>;
}

/** The most persons an organisation's record holds: one read brings them all. */
export const personsMax = 1_000;

/** A person's entry, or undefined for one who is not bound here. Asked by own property: callers choose the name. */
export function personOf(record: OrganisationRecord, person: PersonId): OrganisationPerson | undefined {
  return Object.hasOwn(record.persons, person) ? record.persons[person] : undefined;
}

/** The organisation with a person's entry added or replaced. */
export function withPerson(
  record: OrganisationRecord,
  person: PersonId,
  entry: OrganisationPerson,
): OrganisationRecord {
  return { ...record, persons: { ...record.persons, [person]: entry } };
}
