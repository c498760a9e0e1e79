/**
 * How pages behave when things are not as they should be: without scripts, by keys alone, idle, sent twice, signed out, with the
 * store away, with input that means something elsewhere.
 */
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { readModels } from '../../app/models/read-models';
import { TestPlatform, testPassword } from '../app/platform/test-platform';
import type { FundDraft } from '../province/fund-draft';
import type { Officer } from '../province/officer';
import { launchChromium, openContext } from './chromium';
import { OfficeWorker } from './office-worker';
import type { Place } from './office-worker';
import { OwnMongod } from './own-mongod';

const openedMsMax = 180_000;
const pageMsMax = 60_000;
const beforeIdleEndMs = 14 * 60_000;
const pastIdleMs = 30 * 60_000;
/** How long the platform may take to find the store again. */
const backMsMax = 40_000;

describe('a page in a browser', function () {
  this.timeout(pageMsMax);
  let mongod: OwnMongod;
  let place: Place;
  let draft: FundDraft;
  let register: string;
  let payer: Officer;
  let browser: Browser;
  let platform: TestPlatform;

  before(async function () {
    this.timeout(openedMsMax);
    mongod = await OwnMongod.start();
    const emptyDatabase = Promise.resolve({ uri: mongod.uri, drop: () => Promise.resolve() });
    [browser, platform] = await Promise.all([launchChromium(), TestPlatform.open({ emptyDatabase })]);
    place = { browser, platform, language: 'zh-CN', address: await platform.listen() };
    draft = await platform.province.issues();
    await platform.shown();
    register = `/payments/${draft.draftId}/L1/register`;
    payer = platform.province.offices.provincialFinance.first;
    await platform.addUser(payer);
  });
  after(async () => {
    await browser.close();
    await platform.close();
    await mongod.drop();
  });

  /** Registrations on the first leg, as the ledger has them. */
  async function registrations(): Promise<number> {
    await platform.shown();
    const { drafts } = readModels(platform.store.connection);
    const shown = await drafts
      .findById(draft.draftId)
      .lean<{ legs: { registrations: unknown[] }[] }>()
      .exec();
    return shown?.legs[0]?.registrations.length ?? 0;
  }

  it('is signed in at, and looked at, without scripts', async () => {
    const context = await openContext(browser, { baseURL: place.address, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(register);
    expect(new URL(page.url()).pathname).to.equal('/login');
    await page.fill('#loginName', payer.person);
    await page.fill('#password', testPassword);
    await page.click('form[action="/login"] button');
    expect(new URL(page.url()).pathname).to.equal(register);
    await page.fill('#serialNumber', 'NO-SCRIPTS-1');
    await page.fill('#transferDate', platform.province.today());
    await page.click('button[name=step][value=review]');
    await page.fill('#code', platform.nextCode());
    await page.click('button[name=step][value=submit]');
    expect(new URL(page.url()).pathname).to.equal(`/payments/${draft.draftId}/L1`);
    expect(await page.locator('main').innerText()).to.contain('NO-SCRIPTS-1');
    await context.close();
  });

  it('is used by keys alone: to the content, to the search, to the list of keys and out of it', async () => {
    const { page } = await OfficeWorker.comes(payer, place);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').getAttribute('href')).to.equal('#main');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).to.equal('#main');
    await page.keyboard.press('/');
    expect(await page.locator(':focus').getAttribute('name')).to.equal('q');
    await page.locator('#main').focus();
    await page.keyboard.press('?');
    await page.locator('#keys-dialog').waitFor({ state: 'visible' });
    await page.keyboard.press('Escape');
    await page.locator('#keys-dialog').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('takes no single key from whoever has switched them off, on any page and in any browser', async () => {
    const { page } = await OfficeWorker.comes(payer, place);
    await page.locator('#main').focus();
    await page.keyboard.press('?');
    const kept = page.waitForResponse((response) => response.url().endsWith('/preferences'));
    await page.locator('[data-keys-switch] button').click();
    expect((await kept).status()).to.equal(303);
    await page.locator('html[data-shortcuts=off]').waitFor({ state: 'attached' });
    const other = await OfficeWorker.comes(payer, place);
    await other.page.locator('#main').focus();
    await other.page.keyboard.press('/');
    expect(await other.page.locator(':focus').getAttribute('id')).to.equal('main');
    await other.page.keyboard.press('?');
    expect(await other.page.locator('#keys-dialog').isVisible()).to.equal(false);
    await page.locator('[data-keys-switch] button').click();
    await page.locator('html[data-shortcuts=on]').waitFor({ state: 'attached' });
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  it('prints a pay slip as both its copies on one sheet, and every other page without menu and buttons', async () => {
    const { page } = await OfficeWorker.comes(payer, place);
    const sheets = async (): Promise<number> => {
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      return (pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    };
    await page.goto(`/payments/${draft.draftId}/L1`);
    expect(await sheets()).to.equal(1);
    await page.goto(`/drafts/${draft.draftId}`);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.top-bar', '.side', '.actions']) {
      expect(await page.locator(hidden).first().isVisible(), hidden).to.equal(false);
    }
    const head = await page.locator('.print-head').innerText();
    expect(head)
      .to.contain(draft.draftId)
      .and.to.match(/截至区块 \d/);
    await page.context().close();
  });

  it('warns before an idle session ends, and keeps what was typed', async () => {
    const { page } = await OfficeWorker.comes(payer, place);
    await page.clock.install();
    await page.goto(register);
    await page.fill('#serialNumber', 'HALF-TYPED');
    await page.clock.runFor(beforeIdleEndMs);
    await page.locator('#idle-dialog').waitFor({ state: 'visible' });
    await page.keyboard.press('Enter');
    await page.locator('#idle-dialog').waitFor({ state: 'hidden' });
    expect(await page.locator('#serialNumber').inputValue()).to.equal('HALF-TYPED');
    await page.context().close();
  });

  it('sends a form once, however often its button is pressed', async () => {
    const worker = await OfficeWorker.comes(payer, place);
    const before = await registrations();
    const height = await platform.province.ledger.height();
    await worker.opens(register);
    await worker.fills({ serialNumber: 'PRESSED-TWICE-1', transferDate: platform.province.today() });
    await worker.reviews();
    await worker.page.fill('#code', platform.nextCode());
    await worker.page.locator('button[name=step][value=submit]').dblclick({ noWaitAfter: true });
    await worker.page.waitForURL(`**/payments/${draft.draftId}/L1`);
    expect(await registrations()).to.equal(before + 1);
    expect(await platform.province.ledger.height()).to.equal(height + 1n);
    await worker.page.context().close();
  });

  it('keeps a form that was sent after the session had ended', async () => {
    const worker = await OfficeWorker.comes(payer, place);
    await worker.opens(register);
    await worker.fills({ serialNumber: 'SENT-TOO-LATE', transferDate: platform.province.today() });
    platform.pass(pastIdleMs);
    await worker.presses('button[name=step][value=review]');
    expect(worker.path).to.equal('/login');
    await worker.fills({ loginName: payer.person, password: testPassword });
    await worker.presses('form[action="/login"] button');
    expect(worker.path).to.equal(register);
    expect(await worker.page.locator('#serialNumber').inputValue()).to.equal('SENT-TOO-LATE');
    await worker.page.context().close();
  });

  it('takes operators of the store as what was typed', async () => {
    const context = await openContext(browser, { baseURL: place.address });
    const page = await context.newPage();
    await page.goto('/login');
    const _csrf = await page
      .locator('main input[name=_csrf], form[action="/login"] input[name=_csrf]')
      .first()
      .inputValue();
    const form = { _csrf, 'loginName[$ne]': 'nobody', 'password[$ne]': 'nothing', next: '/' };
    const answer = await page.request.post('/login', { form, maxRedirects: 0 });
    expect(answer.status()).to.equal(422);
    await context.close();
    const worker = await OfficeWorker.comes(payer, place);
    await worker.opens('/projects?q[$ne]=nothing&status[$gt]=');
    expect(await worker.page.locator('h1').count()).to.equal(1);
    await worker.opens(`/search?q=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    expect(await worker.said()).to.contain('<img src=x onerror=alert(1)>');
    expect(worker.takeFaults()).to.deep.equal([]);
    await worker.page.context().close();
  });

  it('says that the store is away, and is there again when the store is', async () => {
    const worker = await OfficeWorker.comes(payer, place);
    await mongod.goesAway();
    const answer = await worker.page.goto(`/drafts/${draft.draftId}`);
    expect(answer?.status()).to.equal(503);
    expect(await worker.page.locator('h1').innerText()).to.equal('数据库暂时连不上');
    await mongod.comesBack();
    const reached = platform.store.connection.asPromise();
    await reached;
    await worker.page.waitForFunction(`fetch('/health').then(({ status }) => status === 200)`, undefined, {
      timeout: backMsMax,
      polling: 500,
    });
    await worker.opens(`/drafts/${draft.draftId}`);
    expect(await worker.said()).to.contain(draft.draftId);
  });
});
