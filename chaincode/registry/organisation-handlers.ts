/**
 * Founding, organisations and persons (domain rules, section 8): each handler loads records, asks the domain,
 * writes.
 */
import type {
  CertificateDisabled,
  OrganisationRegistered,
  OrganisationStatusChanged,
  PersonStatusChanged,
  RegisterFounded,
} from '../../domain/events/registry-events';
import { isCertificateDisabled, withCertificateDisabled } from '../../domain/disabled-certificate';
import type { OrganisationRecord } from '../../domain/organisation';
import { personOf, personsMax, withPerson } from '../../domain/organisation';
import type { OrganisationEntry } from '../../domain/organisation-register';
import {
  checkAdminRemains,
  checkFounding,
  checkOrganisation,
  checkPersonStatus,
  checkRegistrar,
  withStatus,
} from '../../domain/organisation-register';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { FoundAnswer, StatusAnswer } from '../../domain/transactions/registry-answers';
import type { foundRegister } from '../../domain/transactions/registry-transactions';
import {
  disableCertificate,
  disableOrganisation,
  disablePerson,
  enableOrganisation,
  enablePerson,
  registerOrganisation,
} from '../../domain/transactions/registry-transactions';
import { permitSubject } from '../../domain/transactions/relation';
import type { RequestOf, TransactionDefinition } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { certificateFingerprint } from '../certificate-fingerprint';
import { foundingKey, organisationKey, personKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import {
  adminDomain,
  checkUnbound,
  knownOrganisation,
  otherAdmins,
  writeOrganisation,
} from './organisation-register';

type OrganisationRequest = RequestOf<typeof disableOrganisation>;
type PersonRequest = RequestOf<typeof disablePerson>;
type Status = OrganisationRecord['status'];

/** Names the first organisations; refuses a second founding. */
export async function handleFound(
  work: UnitOfWork,
  request: RequestOf<typeof foundRegister>,
): Promise<Result<Outcome>> {
  if ((await work.state.read(foundingKey())) !== undefined) return refused(refusal('already-founded'));
  const checked = checkFounding(request.organisations, work.caller);
  if (!checked.ok) return checked;
  work.state.write(foundingKey(), { at: work.now });
  for (const entry of checked.value) await writeOrganisation(work, entry);
  const answer: FoundAnswer = { organisations: checked.value.length };
  const facts: RegisterFounded = { organisations: checked.value };
  return accepted({ answer, facts });
}

/** Registers one organisation more. */
export async function handleRegisterOrganisation(
  work: UnitOfWork,
  request: RequestOf<typeof registerOrganisation>,
): Promise<Result<Outcome>> {
  const { organisationId, name, role, county, mspId, adminPersons } = request;
  const entry: OrganisationEntry = { organisationId, name, role, county, mspId, adminPersons };
  const permitted = permitSubject(registerOrganisation, work.caller, entry);
  if (!permitted.ok) return permitted;
  const checked = checkOrganisation(entry);
  if (!checked.ok) return checked;
  const registrar = checkRegistrar(work.caller, entry, await adminDomain(work, entry));
  if (!registrar.ok) return registrar;
  if ((await work.state.read(organisationKey(organisationId))) !== undefined) {
    return refused(refusal('organisation-exists', { field: 'organisationId', values: { organisationId } }));
  }
  for (const person of adminPersons) {
    const unbound = await checkUnbound(work, { mspId, organisationId, person });
    if (!unbound.ok) return unbound;
  }
  await writeOrganisation(work, entry);
  const answer: StatusAnswer = { status: 'enabled' };
  const facts: OrganisationRegistered = entry;
  return accepted({ answer, facts });
}

/** Disables an organisation, unless its admin domain would be left without an enabled admin. */
export async function handleDisableOrganisation(
  work: UnitOfWork,
  request: OrganisationRequest,
): Promise<Result<Outcome>> {
  return changeOrganisation(work, request, { definition: disableOrganisation, status: 'disabled' });
}

/** Enables an organisation again. */
export async function handleEnableOrganisation(
  work: UnitOfWork,
  request: OrganisationRequest,
): Promise<Result<Outcome>> {
  return changeOrganisation(work, request, { definition: enableOrganisation, status: 'enabled' });
}

async function changeOrganisation(
  work: UnitOfWork,
  { organisationId }: OrganisationRequest,
  change: { readonly definition: TransactionDefinition<OrganisationRequest>; readonly status: Status },
): Promise<Result<Outcome>> {
  const known = await knownOrganisation(work, organisationId, 'organisationId');
  if (!known.ok) return known;
  const permitted = permitSubject(change.definition, work.caller, known.value);
  if (!permitted.ok) return permitted;
  const changed = withStatus(known.value, change.status);
  if (!changed.ok) return changed;
  const safe = await keepsAnAdmin(work, changed.value, change.status);
  if (!safe.ok) return safe;
  work.state.write(organisationKey(organisationId), changed.value);
  const answer: StatusAnswer = { status: change.status };
  const facts: OrganisationStatusChanged = { organisationId, status: change.status };
  return accepted({ answer, facts });
}

async function keepsAnAdmin(
  work: UnitOfWork,
  changed: OrganisationRecord,
  status: Status,
): Promise<Result<OrganisationRecord>> {
  if (changed.role !== 'admin' || status === 'enabled') return accepted(changed);
  return checkAdminRemains(changed, await otherAdmins(work, changed));
}

/** Disables a person, also one who has never acted here. */
export async function handleDisablePerson(
  work: UnitOfWork,
  request: PersonRequest,
): Promise<Result<Outcome>> {
  return changePerson(work, request, { definition: disablePerson, status: 'disabled' });
}

/** Enables a person again. */
export async function handleEnablePerson(work: UnitOfWork, request: PersonRequest): Promise<Result<Outcome>> {
  return changePerson(work, request, { definition: enablePerson, status: 'enabled' });
}

async function changePerson(
  work: UnitOfWork,
  request: PersonRequest,
  change: { readonly definition: TransactionDefinition<PersonRequest>; readonly status: Status },
): Promise<Result<Outcome>> {
  const { organisationId, person } = request;
  const known = await knownOrganisation(work, organisationId, 'organisationId');
  if (!known.ok) return known;
  const permitted = permitSubject(change.definition, work.caller, known.value);
  if (!permitted.ok) return permitted;
  const possible = checkPersonStatus(known.value, person, change.status);
  if (!possible.ok) return possible;
  const bound = await bindMember(work, known.value, { person, status: change.status });
  if (!bound.ok) return bound;
  const boundAt = personOf(known.value, person)?.boundAt ?? work.now;
  const changed = withPerson(known.value, person, { status: change.status, boundAt });
  const safe = await keepsAnAdmin(work, changed, change.status);
  if (!safe.ok) return safe;
  work.state.write(organisationKey(organisationId), changed);
  const answer: StatusAnswer = { status: change.status };
  const facts: PersonStatusChanged = { organisationId, person, status: change.status };
  return accepted({ answer, facts });
}

/**
 * Disables one certificate of a person. One that is disabled already stays so without a further event: whoever lost the
 * answer asks again and comes to the same end.
 */
export async function handleDisableCertificate(
  work: UnitOfWork,
  request: RequestOf<typeof disableCertificate>,
): Promise<Result<Outcome>> {
  const { organisationId, person, fingerprint, expiresOn } = request;
  const known = await knownOrganisation(work, organisationId, 'organisationId');
  if (!known.ok) return known;
  const permitted = permitSubject(disableCertificate, work.caller, known.value);
  if (!permitted.ok) return permitted;
  const answer: StatusAnswer = { status: 'disabled' };
  if (isCertificateDisabled(known.value, fingerprint)) return accepted({ answer });
  const ownFingerprint = certificateFingerprint(work.certificatePem);
  const call = { ownFingerprint, today: work.today };
  const changed = withCertificateDisabled(known.value, { fingerprint, expiresOn }, call);
  if (!changed.ok) return changed;
  work.state.write(organisationKey(organisationId), changed.value);
  const facts: CertificateDisabled = { organisationId, person, fingerprint, expiresOn };
  return accepted({ answer, facts });
}

/**
 * Refuses a person of another organisation, and one too many. Who is disabled before having acted is kept from this
 * organisation alone; only who may act here is bound, or an admin could keep another county's people from acting.
 */
async function bindMember(
  work: UnitOfWork,
  record: OrganisationRecord,
  { person, status }: { readonly person: PersonRequest['person']; readonly status: Status },
): Promise<Result<OrganisationRecord>> {
  const { mspId, organisationId } = record;
  const unbound = await checkUnbound(work, { mspId, organisationId, person });
  if (!unbound.ok) return unbound;
  if (status === 'enabled') work.state.write(personKey(mspId, person), { organisationId });
  if (personOf(record, person) !== undefined) return accepted(record);
  if (Object.keys(record.persons).length >= personsMax) {
    const values = { organisationId, maximum: String(personsMax) };
    return refused(refusal('persons-too-many', { values }));
  }
  return accepted(record);
}
