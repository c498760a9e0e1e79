/**
 * What an administrator sees of people: the users of the own MSP, in CountyMSP those of the own county, beside what the
 * register on the chain says of them. Nobody outside is there at all.
 */
import type { EnrolmentDesk } from '../auth/enrolment';
import type { Viewer } from '../auth/viewer';
import type { OrganisationReader } from '../models/organisation-reader';
import type { OrganisationDocument } from '../models/register-documents';
import type { UserDocument, UserNaming } from '../models/user-document';
import type { UserDomain, UserStore } from '../models/user-store';

export interface PeopleDeskParts {
  readonly users: UserStore;
  readonly enrolment: EnrolmentDesk;
  readonly organisations: OrganisationReader;
  /** Reads again how people are called. */
  namesChanged(): Promise<void>;
}

/** `closed`: waits for a one-time password; `invited`: has one and has not signed in with it. */
export type PersonState = 'disabled' | 'closed' | 'invited' | 'active';

export interface PersonOfDomain {
  readonly user: UserDocument;
  readonly organisation: OrganisationDocument | undefined;
  readonly state: PersonState;
}

/** What an administrator looks after (domain rules, section 8). */
function domainOf({ mspId, county }: Pick<Viewer, 'mspId' | 'county'>): UserDomain {
  return mspId === 'CountyMSP' ? { mspId, county } : { mspId };
}

export class PeopleDesk {
  readonly #parts: PeopleDeskParts;

  constructor(parts: PeopleDeskParts) {
    this.#parts = parts;
  }

  /** A page of people by login name, after the one with this name. */
  async people(viewer: Viewer, after: string): Promise<readonly PersonOfDomain[]> {
    const domain = domainOf(viewer);
    const { users, organisations } = this.#parts;
    const [found, known] = await Promise.all([users.inDomain(domain, after), organisations.ofDomain(domain)]);
    return found.map((user) => personOf(user, known));
  }

  /** One person; undefined when there is none of this id in the viewer's domain. */
  async person(viewer: Viewer, id: string): Promise<PersonOfDomain | undefined> {
    const domain = domainOf(viewer);
    const user = await this.#parts.users.byId(id);
    if (user?.mspId !== domain.mspId) return undefined;
    if (domain.county !== undefined && user.county !== domain.county) return undefined;
    return personOf(user, await this.#parts.organisations.ofDomain(domain));
  }

  /** Where a new person may be: the enabled organisations of the viewer's domain. */
  async organisations(viewer: Viewer): Promise<readonly OrganisationDocument[]> {
    const known = await this.#parts.organisations.ofDomain(domainOf(viewer));
    return known.filter(({ status }) => status === 'enabled');
  }

  /** Corrects name and post of a person of the viewer's domain; the pages call the person so from then on. */
  async correct({ user }: PersonOfDomain, naming: UserNaming): Promise<void> {
    await this.#parts.users.setNaming(user._id, naming);
    await this.#parts.namesChanged();
  }

  get enrolment(): EnrolmentDesk {
    return this.#parts.enrolment;
  }
}

function personOf(user: UserDocument, organisations: readonly OrganisationDocument[]): PersonOfDomain {
  const organisation = organisations.find(({ _id }) => _id === user.organisationId);
  return { user, organisation, state: stateOf(user, organisation) };
}

function stateOf(user: UserDocument, organisation: OrganisationDocument | undefined): PersonState {
  const isDisabled =
    organisation?.status === 'disabled' || organisation?.disabledPersons.includes(user.person) === true;
  if (isDisabled) return 'disabled';
  if (user.passwordHash === '') return 'closed';
  return user.mustChangePassword ? 'invited' : 'active';
}
