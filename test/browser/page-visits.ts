/**
 * Looks at many pages of the demo province side by side: each in a window of its own, as somebody who has what the page is
 * about. A visit's faults are asked for afterwards, one by one.
 */
import type { Browser, BrowserContext } from 'playwright-core';
import type { DemoPerson } from '../../app/demo/demo-organisations';
import { demoPeople, demoPerson } from '../../app/demo/demo-organisations';
import type { Locale } from '../../domain/refusals/refusal';
import type { Role } from '../../domain/roles';
import type { DemoProvince } from '../app/platform/demo-province';
import { HttpVisitor } from '../app/platform/http-visitor';
import type { Params } from '../app/platform/matrix-subject';
import { subjects } from '../app/platform/matrix-subjects';
import type { MatrixEntry } from '../app/platform/role-matrix';
import { openContext, openWindow } from './chromium';
import type { Window } from './chromium';
import { accessibilityFaults, shapeFaults, sidewaysFaults } from './page-faults';

/** As many as keep two processors busy. */
const lanesMax = 4;
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const narrow = { width: 320, height: 640 };

export const usualOrganisation: Readonly<Record<Role, string>> = {
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

/** A page to look at. */
export interface Visit {
  readonly address: string;
  /** Undefined: nobody is signed in. */
  readonly person: DemoPerson | undefined;
}

/** How pages are looked at. */
export interface Sight {
  readonly language: Locale;
  /** `large` is 关怀版. */
  readonly size?: 'normal' | 'large';
  /** The width at which the page is examined for accessibility; the other widths are looked at for what stands out. */
  readonly examined: 'desk' | 'phone';
}

/** A route's page as somebody who has what it is about; signed out, what a visitor sees. */
export async function visitOf(demo: DemoProvince, path: string, { who, at }: MatrixEntry): Promise<Visit> {
  if (who === 'visitor') return { address: path, person: undefined };
  const candidates = (who === 'everyone' ? (['county-finance'] as const) : who).flatMap((role) => [
    demoPerson(usualOrganisation[role]),
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

export class PageVisits {
  readonly #demo: DemoProvince;
  readonly #browser: Browser;
  readonly #sight: Sight;
  readonly #contexts = new Map<string, Promise<BrowserContext>>();
  readonly #lanes: Promise<unknown>[] = Array.from({ length: lanesMax }, () => Promise.resolve());
  #next = 0;

  constructor(demo: DemoProvince, browser: Browser, sight: Sight) {
    this.#demo = demo;
    this.#browser = browser;
    this.#sight = sight;
  }

  /** Looks at a page when a lane is free; answers what is wrong with it. */
  faultsAt(visit: () => Promise<Visit>): Promise<readonly string[]> {
    const lane = this.#next % lanesMax;
    this.#next += 1;
    const looking = (this.#lanes[lane] ?? Promise.resolve()).then(async () => this.#look(await visit()));
    this.#lanes[lane] = looking.catch(() => undefined);
    return looking;
  }

  async #look({ address, person }: Visit): Promise<readonly string[]> {
    const window = await openWindow(await this.#contextOf(person));
    try {
      return await faultsOf(window, address, this.#sight);
    } finally {
      await window.page.close();
    }
  }

  /** One browser for each person; a visitor's is nobody's. */
  #contextOf(person: DemoPerson | undefined): Promise<BrowserContext> {
    const name = person?.person ?? '';
    const known = this.#contexts.get(name) ?? this.#signedIn(person);
    this.#contexts.set(name, known);
    return known;
  }

  async #signedIn(person: DemoPerson | undefined): Promise<BrowserContext> {
    const visitor = new HttpVisitor(this.#demo.address);
    if (person === undefined) await visitor.comes();
    else await visitor.becomes(person.person);
    await visitor.post('/preferences', { language: this.#sight.language });
    await visitor.post('/preferences', { size: this.#sight.size ?? 'normal' });
    const context = await openContext(this.#browser, { baseURL: this.#demo.address, viewport: desk });
    await context.addCookies([...visitor.cookies]);
    return context;
  }
}

async function faultsOf(
  { page, takeFaults }: Window,
  address: string,
  { language, examined }: Sight,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const response = await page.goto(address, { waitUntil: 'load' });
  const status = response?.status() ?? 0;
  if (status !== 200) faults.push(`answers ${String(status)}`);
  faults.push(...(await shapeFaults(page, language)));
  if (examined === 'desk') faults.push(...(await accessibilityFaults(page)));
  await page.setViewportSize(phone);
  faults.push(...at('phone', await sidewaysFaults(page)));
  if (examined === 'phone') faults.push(...at('phone', await accessibilityFaults(page)));
  await page.setViewportSize(narrow);
  faults.push(...at('320 px', await sidewaysFaults(page)));
  await page.emulateMedia({ media: 'print' });
  // A pay slip's sheets have a head of their own, for the bank's counter.
  const headed = page.locator('h1, .paper').filter({ visible: true });
  if ((await headed.count()) === 0) faults.push('paper: no h1');
  return [...faults, ...takeFaults()].map((fault) => `${address}: ${fault}`);
}

function at(place: string, faults: readonly string[]): readonly string[] {
  return faults.map((fault) => `${place}: ${fault}`);
}
