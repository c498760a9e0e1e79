/** What an administrator's home page shows: the users of the own domain, and the newest changes of its organisations. */
import type { Viewer } from '../auth/viewer';
import type { OrganisationReader } from '../models/organisation-reader';
import type { AdminHome } from './home-pages';
import type { PeopleDesk, PersonOfDomain } from './people-desk';
import { domainOf } from './people-desk';

const changesShownMax = 8;
/** An administrator's domain is an MSP, or one county of it: further pages of users are counted in the list of people. */
const pagesReadMax = 20;

export interface AdminHomePorts {
  readonly desk: PeopleDesk;
  readonly organisations: OrganisationReader;
  readonly now: () => Date;
}

/** Reads the values of an administrator's home page. */
export async function adminHome(
  { desk, organisations, now }: AdminHomePorts,
  viewer: Viewer,
): Promise<AdminHome> {
  const [people, known] = await Promise.all([
    everybody(desk, viewer),
    organisations.ofDomain(domainOf(viewer)),
  ]);
  const changes = known
    .flatMap(({ _id: id, name, history }) =>
      history.map(({ event, at }) => ({ event, object: name, at, id })),
    )
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, changesShownMax);
  return {
    users: people.length,
    invited: people
      .filter(({ state }) => state === 'invited')
      .map(({ user, organisation }) => ({
        name: user.name,
        office: organisation?.name ?? user.organisationId,
        since: user.createdAt,
      })),
    locked: people.filter(({ user }) => user.loginAttempts.waitUntil > now().toISOString()).length,
    changes,
  };
}

async function everybody(desk: PeopleDesk, viewer: Viewer): Promise<readonly PersonOfDomain[]> {
  const found: PersonOfDomain[] = [];
  for (let page = 0; page < pagesReadMax; page += 1) {
    const next = await desk.people(viewer, found.at(-1)?.user.loginName ?? '');
    if (next.length === 0) break;
    found.push(...next);
  }
  return found;
}
