/**
 * Every page of the platform in a browser, in both languages, on a desk, a phone and on paper: reachable for everybody (WCAG 2.2
 * A and AA), within its content policy, and never wider than the window. The list is the role matrix: no page is forgotten.
 */
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { DemoPerson } from '../../app/demo/demo-organisations';
import { demoPeople, demoPerson } from '../../app/demo/demo-organisations';
import type { Role } from '../../domain/roles';
import { roles } from '../../domain/roles';
import { DemoProvince } from '../app/platform/demo-province';
import { HttpVisitor } from '../app/platform/http-visitor';
import { subjects } from '../app/platform/matrix-subjects';
import type { Params } from '../app/platform/matrix-subject';
import { roleMatrix } from '../app/platform/role-matrix';
import type { MatrixEntry } from '../app/platform/role-matrix';
import { launchChromium, openWindow } from './chromium';
import type { Window } from './chromium';
import { accessibilityFaults, shapeFaults, sidewaysFaults } from './page-faults';

const openedMsMax = 180_000;
const pageMsMax = 60_000;
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const narrow = { width: 320, height: 640 };

const usual: Readonly<Record<Role, string>> = {
  'leading-group-office': 'leading-office',
  'provincial-finance': 'province-finance',
  'county-finance': 'leishan-finance',
  'county-command': 'leishan-command',
  'commercial-bank': 'bank-shanhe',
  'limited-partnership': 'shanhe-partnership',
  'county-fund-company': 'leishan-fund',
  implementer: 'leishan-luqiao',
  admin: 'leishan-admin',
};

interface Visit {
  readonly address: string;
  readonly person: DemoPerson | undefined;
}

describe('every page in a browser', function () {
  this.timeout(pageMsMax);
  let demo: DemoProvince;
  let browser: Browser;
  const windows = new Map<string, Promise<Window>>();

  before(async function () {
    this.timeout(openedMsMax);
    [demo, browser] = await Promise.all([DemoProvince.open(), launchChromium()]);
  });
  after(async () => {
    await browser.close();
    await demo.close();
  });

  for (const language of ['zh-CN', 'en'] as const) {
    for (const [key, entry] of Object.entries(roleMatrix).filter(isPage)) {
      it(`is sound in ${language}: ${key}`, async () => {
        const visit = await visitOf(key.slice('GET '.length), entry);
        const window = await windowOf(visit.person, language);
        expect(await faultsOf(window, visit.address, language), visit.address).to.deep.equal([]);
      });
    }

    for (const role of roles) {
      it(`is sound in ${language}: the home page of ${role}`, async () => {
        const window = await windowOf(demoPerson(usual[role]), language);
        expect(await faultsOf(window, '/', language)).to.deep.equal([]);
      });
    }
  }

  /** A page of somebody who has what it is about; signed out, what a visitor sees. */
  async function visitOf(path: string, { who, at }: MatrixEntry): Promise<Visit> {
    if (who === 'visitor') return { address: path, person: undefined };
    const candidates = (who === 'everyone' ? (['county-finance'] as const) : who).flatMap((role) => [
      demoPerson(usual[role]),
      ...demoPeople.filter(({ organisation }) => organisation.role === role),
    ]);
    for (const person of candidates) {
      const params: Params | undefined = await subjects[at](demo, person, 'own');
      if (params === undefined) continue;
      const query = params['?'];
      const filled = path.replaceAll(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? 'none'),
      );
      return { person, address: query === undefined ? filled : `${filled}?${query}` };
    }
    throw new Error(`Nobody in the demo has what ${path} is about.`);
  }

  /** One window for each person and language; a visitor's is nobody's. */
  function windowOf(person: DemoPerson | undefined, language: string): Promise<Window> {
    const name = `${person?.person ?? ''} ${language}`;
    const opening = windows.get(name) ?? openedFor(person, language);
    windows.set(name, opening);
    return opening;
  }

  async function openedFor(person: DemoPerson | undefined, language: string): Promise<Window> {
    const visitor = new HttpVisitor(demo.address);
    if (person === undefined) await visitor.comes();
    else await visitor.becomes(person.person);
    await visitor.post('/preferences', { language });
    const window = await openWindow(browser, { baseURL: demo.address });
    await window.context.addCookies([...visitor.cookies]);
    return window;
  }
});

/** Streams, files and what leads elsewhere are no pages. */
function isPage([key, { bare }]: readonly [string, MatrixEntry]): boolean {
  return key.startsWith('GET ') && bare !== true;
}

async function faultsOf(
  { page, takeFaults }: Window,
  address: string,
  language: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  await page.setViewportSize(desk);
  const response = await page.goto(address, { waitUntil: 'load' });
  const status = response?.status() ?? 0;
  if (status !== 200) faults.push(`answers ${String(status)}`);
  faults.push(...(await shapeFaults(page, language)), ...(await accessibilityFaults(page)));
  await page.setViewportSize(phone);
  faults.push(...at('phone', [...(await sidewaysFaults(page)), ...(await accessibilityFaults(page))]));
  await page.setViewportSize(narrow);
  faults.push(...at('320 px', await sidewaysFaults(page)));
  await page.emulateMedia({ media: 'print' });
  if (!(await page.locator('h1').first().isVisible())) faults.push('paper: no h1');
  await page.emulateMedia({ media: 'screen' });
  return [...faults, ...takeFaults()];
}

function at(place: string, faults: readonly string[]): readonly string[] {
  return faults.map((fault) => `${place}: ${fault}`);
}
