/**
 * How a caller must stand to what a call is about, as the catalogue's permissions say it. Handlers name the
 * subject (whose organisation, county or bank it is); whether that suffices is decided here, from data.
 */
import { adminDomainOf } from '../organisation-register';
import type { Caller } from '../caller';
import type { CountyCode, OrganisationId } from '../identifiers';
import { refusal } from '../refusals/refusal';
import type { Result } from '../result';
import { accepted, refused } from '../result';
import type { MspId } from '../roles';
import type { Relation, TransactionDefinition } from './transaction';

/** What a call is about; a relation whose part is absent does not hold. */
export interface Subject {
  readonly mspId?: MspId;
  readonly organisationId?: OrganisationId;
  readonly county?: CountyCode;
  /** The bank that keeps the account concerned. */
  readonly bank?: OrganisationId;
  readonly payer?: OrganisationId;
  readonly payee?: OrganisationId;
  readonly parties?: readonly OrganisationId[];
  /** Who must act on an exception. */
  readonly owner?: OrganisationId;
}

const holds: Readonly<Record<Relation, (caller: Caller, subject: Subject) => boolean>> = {
  any: () => true,
  'own-msp': inOwnAdminDomain,
  // Whether the county is new, the registration itself finds out.
  'new-county': (caller, { mspId }) => caller.mspId === 'ProvinceMSP' && mspId === 'CountyMSP',
  'own-organisation': (caller, { organisationId }) => organisationId === caller.organisationId,
  'own-county': (caller, { county }) => county === caller.county,
  'keeping-bank': (caller, { bank }) => bank === caller.organisationId,
  payer: (caller, { payer }) => payer === caller.organisationId,
  payee: (caller, { payee }) => payee === caller.organisationId,
  party: (caller, { parties }) => parties?.includes(caller.organisationId) === true,
  owner: (caller, { owner }) => owner === caller.organisationId,
  // What one sees is narrowed by the query itself; who founds is judged by the founding.
  'own-view': () => true,
  founding: () => true,
};

/** An admin acts for its own MSP; a county's admin for its own county only. */
function inOwnAdminDomain(caller: Caller, { mspId, county }: Subject): boolean {
  if (mspId !== caller.mspId || county === undefined) return false;
  return adminDomainOf({ mspId, county }).county === adminDomainOf(caller).county;
}

/** Tells whether one of the permissions of the caller's role holds for the subject. */
export function isRelated(definition: TransactionDefinition, caller: Caller, subject: Subject): boolean {
  return definition.permissions.some(
    ({ role, relation }) => role === caller.role && holds[relation](caller, subject),
  );
}

/** Refuses (`not-related`) a caller who does not stand to the subject as the catalogue requires. */
export function permitSubject(
  definition: TransactionDefinition,
  caller: Caller,
  subject: Subject,
): Result<Caller> {
  if (isRelated(definition, caller, subject)) return accepted(caller);
  const relations = definition.permissions
    .filter(({ role }) => role === caller.role)
    .map(({ relation }) => relation);
  const values = {
    organisationId: caller.organisationId,
    transaction: definition.name,
    relations: relations.join(', '),
  };
  return refused(refusal('not-related', { values }));
}
