/**
 * Every page of the platform in a browser, in both languages, on a desk, a phone and on paper: reachable for everybody (WCAG 2.2
 * A and AA), within its content policy, and never wider than the window. The list is the role matrix: no page is forgotten.
 */
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { demoPerson } from '../../app/demo/demo-organisations';
import { roles } from '../../domain/roles';
import { DemoProvince } from '../app/platform/demo-province';
import { roleMatrix } from '../app/platform/role-matrix';
import type { MatrixEntry } from '../app/platform/role-matrix';
import { launchChromium } from './chromium';
import { PageVisits, usualOrganisation, visitOf } from './page-visits';
import type { Sight, Visit } from './page-visits';

const openedMsMax = 180_000;
const pageMsMax = 120_000;

const sights: Readonly<Record<string, Sight>> = {
  'in Chinese': { language: 'zh-CN', phoneToo: true },
  'in English': { language: 'en', phoneToo: false },
  'in 关怀版': { language: 'zh-CN', size: 'large', phoneToo: false },
};

/** The pages that people use most; 关怀版 is looked at on these. */
const mainPages = [
  ...['GET /projects', 'GET /projects/:id', 'GET /projects/new', 'GET /drafts/:draftId', 'GET /payments'],
  ...['GET /payments/:draftId/:legId', 'GET /reconciliation', 'GET /reconciliation/exceptions/:id'],
  'GET /projects/:projectId/draft/new',
];

describe('every page in a browser', () => {
  let demo: DemoProvince;
  let browser: Browser;

  before(async function () {
    this.timeout(openedMsMax);
    [demo, browser] = await Promise.all([DemoProvince.open(), launchChromium()]);
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });

  for (const [how, sight] of Object.entries(sights)) {
    describe(how, function () {
      this.timeout(pageMsMax);
      const faults = new Map<string, Promise<readonly string[]>>();
      const pages = pagesOf(sight);

      before(() => {
        const visits = new PageVisits(demo, browser, sight);
        for (const [name, visit] of pages) {
          const looking = visits.faultsAt(() => visit(demo));
          // Asked for by the test of its name; a fault before is not unheard.
          looking.catch(() => undefined);
          faults.set(name, looking);
        }
      });

      for (const [name] of pages) {
        it(`is sound: ${name}`, async () => {
          expect(await faults.get(name)).to.deep.equal([]);
        });
      }
    });
  }
});

type ToVisit = (demo: DemoProvince) => Promise<Visit>;

/** Every page with whom it is looked at as, and the home page of each role. */
function pagesOf({ size }: Sight): readonly (readonly [string, ToVisit])[] {
  const all = Object.entries(roleMatrix).filter(isPage);
  const chosen = size === 'large' ? all.filter(([key]) => mainPages.includes(key)) : all;
  return [
    ...chosen.map(
      ([key, entry]) =>
        [key, (demo: DemoProvince) => visitOf(demo, key.slice('GET '.length), entry)] as const,
    ),
    ...roles.map(
      (role) =>
        [
          `the home page of ${role}`,
          () => Promise.resolve({ address: '/', person: demoPerson(usualOrganisation[role]) }),
        ] as const,
    ),
  ];
}

/** Streams, files and what leads elsewhere are no pages. */
function isPage([key, { bare }]: readonly [string, MatrixEntry]): boolean {
  return key.startsWith('GET ') && bare !== true;
}
