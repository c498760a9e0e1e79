/** Folds of RegistryContract's events: organisations, persons, accounts, bank keys, thresholds. */
import type { AccountStatus } from '../../domain/account';
import type {
  AccountChanged,
  BankKeyChanged,
  CertificateDisabled,
  OrganisationRegistered,
  OrganisationStatusChanged,
  PersonStatusChanged,
  RegisterFounded,
  ThresholdsSent,
} from '../../domain/events/registry-events';
import type { Awaited, Place } from '../models/place';
import { withLine } from './fold-projects';
import type { WorkingSet } from './working-set';

export function foldFounded(set: WorkingSet, { organisations }: RegisterFounded, place: Place): void {
  set.foundedAt = place.at;
  for (const organisation of organisations) register(set, organisation, { event: 'RegisterFounded', place });
}

export function foldOrganisation(set: WorkingSet, facts: OrganisationRegistered, place: Place): void {
  register(set, facts, { event: 'OrganisationRegistered', place });
}

function register(
  set: WorkingSet,
  entry: OrganisationRegistered,
  { event, place }: { readonly event: string; readonly place: Place },
): void {
  const { organisationId: _id, name, role, county, mspId, adminPersons } = entry;
  const history = withLine(undefined, { place, event });
  const persons = { adminPersons, disabledPersons: [] };
  set.organisations.put({
    ...{ _id, name, role, county, mspId, status: 'enabled', ...persons, history, place },
  });
}

export function foldOrganisationStatus(
  event: string,
): (set: WorkingSet, facts: OrganisationStatusChanged, place: Place) => void {
  return (set, { organisationId, status }, place) => {
    const before = set.organisations.get(organisationId);
    set.organisations.put({ ...before, status, history: withLine(before, { place, event }), place });
  };
}

export function foldPersonStatus(
  event: string,
): (set: WorkingSet, facts: PersonStatusChanged, place: Place) => void {
  return (set, { organisationId, person, status }, place) => {
    const before = set.organisations.get(organisationId);
    const others = before.disabledPersons.filter((each) => each !== person);
    const disabledPersons = status === 'disabled' ? [...others, person].sort() : others;
    const history = withLine(before, { place, event }, { about: person });
    set.organisations.put({ ...before, disabledPersons, history, place });
  };
}

/** A person goes on with another certificate; which one was disabled stands in the history. */
export function foldCertificate(set: WorkingSet, facts: CertificateDisabled, place: Place): void {
  const before = set.organisations.get(facts.organisationId);
  const told = { about: facts.person, text: facts.fingerprint };
  const history = withLine(before, { place, event: 'CertificateDisabled' }, told);
  set.organisations.put({ ...before, history, place });
}

export function foldAccount(event: string): (set: WorkingSet, facts: AccountChanged, place: Place) => void {
  return (set, facts, place) => {
    const { accountId: _id, reason, ...told } = facts;
    const before = set.accounts.find(_id);
    const text = reason === undefined ? {} : { reason };
    set.accounts.put({
      ...{ _id, ...told, ...text, place },
      proposedBy: newestProposal(before, facts.status, place),
      awaits: accountAwaits(set, facts),
      history: withLine(before, { place, event }, reason === undefined ? {} : { text: reason }),
    });
  };
}

/** Whoever proposed last is who must not confirm: a blocked account, or a key that waits, may be proposed again by another. */
function newestProposal(
  before: { readonly proposedBy: Place } | undefined,
  status: AccountChanged['status'] | BankKeyChanged['status'],
  place: Place,
): Place {
  return status === 'proposed' ? place : (before?.proposedBy ?? place);
}

/** Who takes an account's next step: first the bank that keeps it, then the office. */
function accountAwaits(set: WorkingSet, { status, bank }: AccountChanged): readonly Awaited[] {
  const next: Readonly<Record<AccountStatus, readonly Awaited[]>> = {
    proposed: [{ organisationId: bank, act: 'account-confirmation' }],
    confirmed: [{ organisationId: set.officeOf('leading-group-office'), act: 'account-release' }],
    released: [],
    blocked: [],
  };
  return next[status];
}

export function foldBankKey(set: WorkingSet, facts: BankKeyChanged, place: Place): void {
  const { bank, sequence } = facts;
  const _id = `${bank}:${String(sequence)}`;
  const before = set.bankKeys.find(_id);
  const organisationId = set.officeOf('leading-group-office');
  const awaits = facts.status === 'proposed' ? [{ organisationId, act: 'key-confirmation' }] : [];
  const proposedBy = newestProposal(before, facts.status, place);
  set.bankKeys.put({ _id, ...facts, proposedBy, awaits, place });
}

/** The newest values sent replace those that waited; a second person's same values are in force. */
export function foldThresholds(set: WorkingSet, { status, values }: ThresholdsSent, place: Place): void {
  const before = set.thresholds.find('thresholds');
  const inForce = status === 'in-force' ? values : before?.inForce;
  const pending = status === 'in-force' ? [] : [{ values, place }];
  set.thresholds.put({
    _id: 'thresholds',
    ...(inForce === undefined ? {} : { inForce }),
    ...{ pending, place },
  });
}
