/**
 * The role matrix over every route: who may not come is told so and who can, who may come is let in, and what lies in another
 * county or with another organisation is not there. Asked over HTTP, of the demo province, as each of the nine roles.
 */
import { expect } from 'chai';
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import { demoPeople, demoPerson } from '../../../app/demo/demo-organisations';
import type { Route } from '../../../app/routes/route';
import { roles } from '../../../domain/roles';
import type { Role } from '../../../domain/roles';
import { DemoProvince } from './demo-province';
import { mainText } from './desk';
import { HttpVisitor } from './http-visitor';
import type { Answer } from './http-visitor';
import { subjects } from './matrix-subjects';
import type { Params } from './matrix-subject';
import { roleMatrix } from './role-matrix';
import type { MatrixEntry } from './role-matrix';

const openedMsMax = 180_000;
const routeMsMax = 60_000;

/** One person of each role, all of the story's county where they have one. */
const peopleOfRoles: Readonly<Record<Role, DemoPerson>> = {
  'leading-group-office': demoPerson('leading-office', 2),
  'provincial-finance': demoPerson('province-finance'),
  'county-finance': demoPerson('leishan-finance'),
  'county-command': demoPerson('leishan-command'),
  'commercial-bank': demoPerson('bank-shanhe'),
  'limited-partnership': demoPerson('shanhe-partnership'),
  'county-fund-company': demoPerson('leishan-fund'),
  implementer: demoPerson('leishan-luqiao'),
  admin: demoPerson('leishan-admin'),
};

describe('the role matrix', function () {
  this.timeout(routeMsMax);
  let demo: DemoProvince;
  let visitor: HttpVisitor;
  const signedIn = new Map<string, Promise<HttpVisitor>>();

  before(async function () {
    this.timeout(openedMsMax);
    demo = await DemoProvince.open();
    visitor = new HttpVisitor(demo.address);
    await visitor.get('/demo');
  });
  after(() => demo.close());

  it('has an entry for every route and none besides', () => {
    expect(demo.platform.routes.map(keyOf)).to.have.members(Object.keys(roleMatrix));
  });

  it('agrees with the routes and with the catalogue on who may come', () => {
    const told = demo.platform.routes.map((route) => `${keyOf(route)}: ${whoText(route.who)}`);
    const meant = Object.entries(roleMatrix).map(([key, { who }]) => `${key}: ${whoText(who)}`);
    expect(told).to.have.members(meant);
    for (const [key, { who, sends = [] }] of Object.entries(roleMatrix)) {
      if (sends.length === 0) continue;
      const permitted = sends.flatMap(({ permissions }) => permissions.map(({ role }) => role));
      expect(whoText([...new Set(permitted)]), key).to.equal(whoText(who));
    }
  });

  for (const [key, entry] of Object.entries(roleMatrix)) {
    it(`lets in whom it should: ${key}`, async () => {
      await sendsVisitorsToTheLogin(key, entry);
      const anys = await anyOf(entry);
      const statuses = await Promise.all(
        roles.map((role) => (mayCome(entry, role) ? isLetIn(role, key, entry) : isDenied(role, key, anys))),
      );
      if (!key.startsWith('GET ')) return;
      expect(statuses.some(isPage), `somebody sees ${key}: ${statuses.join()}`).to.equal(true);
    });
  }

  for (const [key, entry] of Object.entries(roleMatrix).filter(isAboutAnObject)) {
    it(`does not show what is another's: ${key}`, async () => {
      for (const role of roles.filter((each) => mayCome(entry, each))) {
        const person = peopleOfRoles[role];
        const params = await subjects[entry.at](demo, person, 'foreign');
        if (params === undefined) continue;
        const { status } = await ask(await signedInAs(person), key, params);
        expect(status, `${role} at ${key} with ${JSON.stringify(params)}`).to.equal(404);
      }
    });
  }

  /** Whoever of the role has such an object comes to it; somebody without one is told so, but the platform does not fail. */
  async function isLetIn(role: Role, key: string, entry: MatrixEntry): Promise<number> {
    const { person, params } = await standing(role, entry);
    const { status, text } = await ask(await signedInAs(person), key, params);
    const about = `${person.person} at ${key} with ${JSON.stringify(params)}: ${mainText(text).slice(0, 200)}`;
    expect([401, 500, 501, 502, 503], about).not.to.include(status);
    if (params !== undefined) expect(status, about).not.to.equal(403);
    return status;
  }

  async function isDenied(role: Role, key: string, params: Params | undefined): Promise<number> {
    const person = peopleOfRoles[role];
    const { status, text } = await ask(await signedInAs(person), key, params);
    expect(status, `${role} at ${key}`).to.equal(403);
    expect(mainText(text), `${role} at ${key}`).to.match(/可以办理的单位：.+。/);
    return status;
  }

  /** A person of the role with an object of their own; the usual person and no object when nobody has one. */
  async function standing(role: Role, { at }: MatrixEntry): Promise<{ person: DemoPerson; params?: Params }> {
    const usual = peopleOfRoles[role];
    const others = demoPeople.filter(({ organisation }) => organisation.role === role);
    for (const person of [usual, ...others]) {
      const params = await subjects[at](demo, person, 'own');
      if (params !== undefined) return { person, params };
    }
    return { person: usual };
  }

  async function anyOf(entry: MatrixEntry): Promise<Params | undefined> {
    const [role] = typeof entry.who === 'string' ? [] : entry.who;
    return role === undefined ? undefined : (await standing(role, entry)).params;
  }

  async function sendsVisitorsToTheLogin(key: string, entry: MatrixEntry): Promise<void> {
    if (entry.who === 'visitor') return;
    const { status, location } = await ask(visitor, key, undefined);
    expect(status, `a visitor at ${key}`).to.equal(303);
    expect(location).to.match(/^\/login\?next=/);
  }

  /** Signs a person in once. */
  async function signedInAs({ person }: DemoPerson): Promise<HttpVisitor> {
    const known = signedIn.get(person);
    if (known !== undefined) return known;
    const coming = new HttpVisitor(demo.address);
    const signing = coming.becomes(person).then(() => coming);
    signedIn.set(person, signing);
    return signing;
  }

  async function ask(who: HttpVisitor, key: string, params: Params | undefined): Promise<Answer> {
    const [method = '', path = ''] = key.split(' ');
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params?.[name] ?? 'none'),
    );
    const query = params?.['?'];
    if (method === 'GET') return who.get(query === undefined ? filled : `${filled}?${query}`);
    if (path !== '/logout' || who === visitor) return who.post(filled, { step: 'review' });
    const leaver = new HttpVisitor(demo.address);
    await leaver.becomes(who.person);
    return leaver.post(path, {});
  }
});

function keyOf({ method, path }: Route): string {
  return `${method.toUpperCase()} ${path}`;
}

function whoText(who: Route['who']): string {
  return typeof who === 'string' ? who : roles.filter((role) => who.includes(role)).join(' ');
}

function mayCome({ who }: MatrixEntry, role: Role): boolean {
  return typeof who === 'string' || who.includes(role);
}

/** A page, or what stands in its place: a redirect onward, no content. */
function isPage(status: number): boolean {
  return status === 200 || status === 204 || status === 302 || status === 303;
}

/** A block's page shows the transactions that the viewer may see, and so is everybody's. */
function isAboutAnObject([key, { at }]: readonly [string, MatrixEntry]): boolean {
  return key.includes('/:') && at !== 'block';
}
