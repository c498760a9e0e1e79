/**
 * Who is calling, read from the X.509 certificate and never from an argument (domain rules, section 1). The
 * caller is valid only when MSP, role, organisation and county all equal the organisation's record on the
 * chain and neither organisation nor person is disabled there.
 */
import type { CountyCode, OrganisationId, PersonId } from './identifiers';
import { countyField, organisationIdField, personField } from './identifiers';
import type { OrganisationRecord } from './organisation';
import { personOf } from './organisation';
import type { Result } from './result';
import { accepted, refused } from './result';
import { refusal } from './refusals/refusal';
import type { MspId, Role } from './roles';
import { mspIds, rolesOfMsp } from './roles';

/** What the certificate says, before the register is asked. */
export interface CertificateClaims {
  readonly mspId: string;
  readonly role: string | null;
  readonly organisation: string | null;
  readonly county: string | null;
  readonly person: string | null;
  readonly kind: string | null;
}

export interface Caller {
  readonly mspId: MspId;
  readonly role: Role;
  readonly organisationId: OrganisationId;
  readonly county: CountyCode;
  readonly person: PersonId;
  readonly kind: 'person' | 'service';
}

const certificateKinds = ['person', 'service'] as const;

/** Reads the certificate's attributes; refuses (`caller-unknown`) what is missing or not of its form. */
export function parseClaims(claims: CertificateClaims): Result<Caller> {
  const mspId = mspIds.find((known) => known === claims.mspId);
  const role = roleIn(mspId, claims.role);
  const organisation = organisationIdField.safeParse(claims.organisation);
  const county = countyField.safeParse(claims.county);
  const person = personField.safeParse(claims.person);
  const kind = certificateKinds.find((known) => known === claims.kind);
  if (mspId === undefined || !organisation.success)
    return unknownCaller(claims.organisation ?? '', 'mspId, organisation');
  if (role === undefined) return unknownCaller(organisation.data, 'role');
  if (!county.success || !person.success || kind === undefined)
    return unknownCaller(organisation.data, 'county, person, kind');
  return accepted({
    mspId,
    role,
    organisationId: organisation.data,
    county: county.data,
    person: person.data,
    kind,
  });
}

/** The role, if organisations of that MSP may hold it. */
function roleIn(mspId: MspId | undefined, claimed: string | null): Role | undefined {
  return mspId === undefined ? undefined : rolesOfMsp[mspId].find((role) => role === claimed);
}

/** Compares the certificate with the organisation's record; refuses `caller-unknown` or `caller-disabled`. */
export function admitCaller(caller: Caller, record: OrganisationRecord | undefined): Result<Caller> {
  if (record === undefined) return unknownCaller(caller.organisationId, 'organisation');
  if (record.mspId !== caller.mspId) return unknownCaller(caller.organisationId, 'mspId');
  if (record.role !== caller.role) return unknownCaller(caller.organisationId, 'role');
  if (record.county !== caller.county) return unknownCaller(caller.organisationId, 'county');
  const person = personOf(record, caller.person);
  if (record.status === 'disabled' || person?.status === 'disabled') {
    return refused(refusal('caller-disabled', { values: { organisationId: caller.organisationId } }));
  }
  return accepted(caller);
}

function unknownCaller(organisationId: string, fact: string): Result<Caller> {
  return refused(refusal('caller-unknown', { values: { organisationId, fact } }));
}
