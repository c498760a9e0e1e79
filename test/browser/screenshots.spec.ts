/**
 * Pictures of the main pages from the demo province, for docs/screenshots. They are taken when SCREENSHOTS is set:
 * `SCREENSHOTS=1 npm run test:browser -- test/browser/screenshots.spec.ts`.
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { DemoPerson } from '../../app/demo/demo-organisations';
import { demoPerson } from '../../app/demo/demo-organisations';
import { DemoProvince } from '../app/platform/demo-province';
import { HttpVisitor } from '../app/platform/http-visitor';
import type { Params } from '../app/platform/matrix-subject';
import { subjects } from '../app/platform/matrix-subjects';
import type { SubjectName } from '../app/platform/matrix-subjects';
import { projectFolder } from '../app/platform/test-platform';
import { launchChromium, openContext } from './chromium';

interface Picture {
  readonly name: string;
  readonly path: string;
  /** Whose first person looks; empty for a visitor. */
  readonly organisation: string;
  readonly at?: SubjectName;
  readonly phone?: true;
  readonly english?: true;
}

const pictures: readonly Picture[] = [
  { name: 'login', path: '/login', organisation: '' },
  { name: 'home', path: '/', organisation: 'leishan-finance' },
  { name: 'home-office', path: '/', organisation: 'leading-office' },
  { name: 'projects', path: '/projects', organisation: 'leading-office' },
  { name: 'project', path: '/projects/:id', organisation: 'leishan-command', at: 'project' },
  { name: 'application', path: '/projects/new', organisation: 'leishan-command' },
  { name: 'decision', path: '/projects/:id/decision', organisation: 'leading-office', at: 'submitted' },
  {
    name: 'composer',
    path: '/projects/:projectId/draft/new',
    organisation: 'leading-office',
    at: 'approved',
  },
  { name: 'draft', path: '/drafts/:draftId', organisation: 'leishan-finance', at: 'movingLeg' },
  {
    name: 'draft-en',
    path: '/drafts/:draftId',
    organisation: 'leishan-finance',
    at: 'movingLeg',
    english: true,
  },
  { name: 'payments', path: '/payments', organisation: 'leishan-finance' },
  { name: 'slip', path: '/payments/:draftId/:legId', organisation: 'leishan-finance', at: 'movingLeg' },
  { name: 'reconciliation', path: '/reconciliation', organisation: 'leading-office' },
  {
    name: 'exception',
    path: '/reconciliation/exceptions/:id',
    organisation: 'leishan-finance',
    at: 'difference',
  },
  { name: 'progress', path: '/progress', organisation: 'leishan-command' },
  { name: 'registers', path: '/registers', organisation: 'leading-office' },
  { name: 'demo', path: '/demo', organisation: 'leading-office' },
  { name: 'home-phone', path: '/', organisation: 'leishan-finance', phone: true },
  {
    name: 'draft-phone',
    path: '/drafts/:draftId',
    organisation: 'leishan-finance',
    at: 'movingLeg',
    phone: true,
  },
  {
    name: 'slip-phone',
    path: '/payments/:draftId/:legId',
    organisation: 'leishan-finance',
    at: 'movingLeg',
    phone: true,
  },
];

const folder = join(projectFolder, 'docs', 'screenshots');
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const openedMsMax = 180_000;
const pictureMsMax = 60_000;

if (process.env['SCREENSHOTS'] !== undefined) {
  describe('pictures of the main pages', function () {
    this.timeout(pictureMsMax);
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

    for (const picture of pictures) {
      it(`takes ${picture.name}`, () => take(picture));
    }

    async function take({ name, path, organisation, at = 'none', ...how }: Picture): Promise<void> {
      const person = organisation === '' ? undefined : demoPerson(organisation);
      const address = person === undefined ? path : await addressOf(path, at, person);
      const visitor = new HttpVisitor(demo.address);
      await (person === undefined ? visitor.comes() : visitor.becomes(person.person));
      await visitor.post('/preferences', { language: how.english === true ? 'en' : 'zh-CN' });
      const viewport = how.phone === true ? phone : desk;
      const context = await openContext(browser, {
        ...{ baseURL: demo.address, viewport },
        locale: how.english === true ? 'en-GB' : 'zh-CN',
      });
      await context.addCookies([...visitor.cookies]);
      const page = await context.newPage();
      await page.goto(address);
      await page.evaluate('document.fonts.ready.then(() => undefined)');
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
      await context.close();
    }

    async function addressOf(path: string, at: SubjectName, person: DemoPerson): Promise<string> {
      const params: Params | undefined = await subjects[at](demo, person, 'own');
      if (params === undefined) throw new Error(`${person.person} has no ${at} for ${path}.`);
      return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none'));
    }
  });
}
