/**
 * The role matrix over every route: who may not come is told so and who can, who may come is let in, and what lies in another
 * county or with another organisation is not there. Asked over HTTP, of the demo province, as each of the nine roles.
 */
import { expect } from 'chai';
import type { DemoPerson } from '../../../app/demo/demo-organisations';
import { demoPerson } from '../../../app/demo/demo-organisations';
import type { Route } from '../../../app/routes/route';
import { roles } from '../../../domain/roles';
import type { Role } from '../../../domain/roles';
import { DemoProvince } from './demo-province';
import { mainText } from './desk';
import { HttpVisitor } from './http-visitor';
import type { Answer } from './http-visitor';
import { subjects } from './matrix-subjects';
import type { Params, Reach } from './matrix-subjects';
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
  const signedIn = new Map<Role, HttpVisitor>();

  before(async function () {
    this.timeout(openedMsMax);
    demo = await DemoProvince.open();
    visitor = new HttpVisitor(demo.address);
    await visitor.get('/demo');
    for (const role of roles) {
      const somebody = new HttpVisitor(demo.address);
      await somebody.becomes(peopleOfRoles[role].person);
      signedIn.set(role, somebody);
    }
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
      const statuses = [];
      for (const role of roles) {
        const params = await paramsOf(entry, role, 'own');
        const answer = await ask(somebody(role), key, params ?? (await paramsOf(entry, role, 'foreign')));
        if (mayCome(entry, role)) {
          expect([401, 500, 501, 502, 503], `${role} at ${key}`).not.to.include(answer.status);
          if (params !== undefined)
            expect(answer.status, `${role} at ${key}: ${mainText(answer.text)}`).not.to.equal(403);
          statuses.push(answer.status);
        } else {
          expectDenied(answer, { entry, about: `${role} at ${key}` });
        }
      }
      if (key.startsWith('GET '))
        expect(statuses.some(isPage), `somebody sees ${key}: ${statuses.join()}`).to.equal(true);
    });
  }

  for (const [key, entry] of Object.entries(roleMatrix).filter(
    ([name, { at }]) => name.includes('/:') && at !== 'block',
  )) {
    it(`does not show what is another's: ${key}`, async () => {
      for (const role of roles.filter((each) => mayCome(entry, each))) {
        const params = await paramsOf(entry, role, 'foreign');
        if (params === undefined) continue;
        const { status } = await ask(somebody(role), key, params);
        expect(status, `${role} at ${key} with ${JSON.stringify(params)}`).to.equal(404);
      }
    });
  }

  async function sendsVisitorsToTheLogin(key: string, entry: MatrixEntry): Promise<void> {
    if (entry.who === 'visitor') return;
    const { status, location } = await ask(visitor, key, undefined);
    expect(status, `a visitor at ${key}`).to.equal(303);
    expect(location).to.match(/^\/login\?next=/);
  }

  function somebody(role: Role): HttpVisitor {
    const found = signedIn.get(role);
    if (found === undefined) throw new Error(`Nobody is signed in as ${role}.`);
    return found;
  }

  async function paramsOf({ at }: MatrixEntry, role: Role, reach: Reach): Promise<Params | undefined> {
    return subjects[at](demo, peopleOfRoles[role], reach);
  }

  async function ask(who: HttpVisitor, key: string, params: Params | undefined): Promise<Answer> {
    const [method = '', path = ''] = key.split(' ');
    const filled = path.replaceAll(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(params?.[name] ?? 'none'),
    );
    if (method === 'GET') return who.get(filled);
    if (path !== '/logout') return who.post(filled, { step: 'review' });
    const leaver = new HttpVisitor(demo.address);
    await leaver.becomes(peopleOfRoles.implementer.person);
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

function expectDenied(
  { status, text }: Answer,
  { entry, about }: { entry: MatrixEntry; about: string },
): void {
  expect(status, about).to.equal(403);
  expect(mainText(text), about).to.match(/可以办理的单位：.+。/);
  expect(typeof entry.who, about).not.to.equal('string');
}
