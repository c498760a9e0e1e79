/**
 * Somebody at a browser: signs in, fills in forms by the names of their fields, and takes an act through its confirm page with a
 * code. Nothing here waits for a time: each step ends on the page that it leads to.
 */
import { strict as assert } from 'node:assert';
import type { Browser, Page } from 'playwright-core';
import type { Locale } from '../../domain/refusals/refusal';
import { testPassword } from '../app/platform/test-platform';
import type { TestPlatform } from '../app/platform/test-platform';
import type { Officer } from '../province/officer';
import { openContext, openWindow } from './chromium';
import type { Window } from './chromium';

/** A file as somebody chooses it in a form. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Name of a field and what is typed or chosen there. */
export type Filling = Readonly<Record<string, string | ChosenFile>>;

export interface Place {
  readonly browser: Browser;
  readonly platform: TestPlatform;
  readonly address: string;
  readonly language: Locale;
}

export class OfficeWorker {
  readonly officer: Officer;
  readonly page: Page;
  readonly #place: Place;
  readonly #window: Window;

  private constructor(officer: Officer, place: Place, window: Window) {
    this.officer = officer;
    this.page = window.page;
    this.#place = place;
    this.#window = window;
  }

  /** Opens a window of an officer's own and signs in there. */
  static async comes(officer: Officer, place: Place): Promise<OfficeWorker> {
    await place.platform.addUser(officer, place.language);
    const window = await openWindow(await openContext(place.browser, { baseURL: place.address }));
    const worker = new OfficeWorker(officer, place, window);
    await worker.page.goto('/login');
    await worker.#signsIn();
    return worker;
  }

  /** Opens a page, signing in again where the session has ended meanwhile. */
  async opens(path: string): Promise<void> {
    await this.page.goto(path);
    if (new URL(this.page.url()).pathname !== '/login') return;
    await this.#signsIn();
    await this.page.goto(path);
  }

  async #signsIn(): Promise<void> {
    await this.page.fill('#loginName', this.officer.person);
    await this.page.fill('#password', testPassword);
    await this.#leaves('main button[type=submit], form[action="/login"] button[type=submit]');
    assert.notEqual(
      this.path,
      '/login',
      `${this.officer.person} could not sign in: ${await this.page.locator('body').innerText()}`,
    );
  }

  /** Where the window is. */
  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** Fills in fields of the page's form: text, a date, a choice, a file. */
  async fills(filling: Filling): Promise<void> {
    for (const [name, value] of Object.entries(filling)) await this.#fill(name, value);
  }

  async #fill(name: string, value: string | ChosenFile): Promise<void> {
    const field = this.page.locator(`main [name="${name}"]:not([type=hidden])`);
    if (typeof value !== 'string') return field.setInputFiles(value);
    const kind = await field.first().getAttribute('type');
    if (kind === 'radio') return this.page.locator(`main [name="${name}"][value="${value}"]`).check();
    if ((await this.page.locator(`main select[name="${name}"]`).count()) > 0) {
      await field.first().selectOption(value);
      return;
    }
    return field.first().fill(value);
  }

  /** Opens an act, fills it in, looks at its confirm page and carries it out; answers the path that it leads to. */
  async acts(path: string, filling: Filling = {}): Promise<string> {
    await this.opens(path);
    await this.fills(filling);
    await this.reviews();
    return this.confirms();
  }

  /** Sends the form of the open page to its confirm page. */
  async reviews(): Promise<void> {
    await this.#leaves('button.btn-primary[type=submit]:visible');
    await this.#isFree('#on-chain');
  }

  /** Signs what the confirm page shows, with a code where it asks for one. */
  async confirms(): Promise<string> {
    const code = this.page.locator('#code');
    if ((await code.count()) > 0) await code.fill(this.#place.platform.nextCode());
    await this.#leaves('button[name=step][value=submit]');
    assert.equal(await this.page.locator('#on-chain').count(), 0, `not carried out: ${await this.said()}`);
    await this.#isFree('h1');
    return this.path;
  }

  /** Sends the open page's form by a button. */
  async presses(button: string): Promise<void> {
    await this.#leaves(button);
    await this.#isFree('h1');
  }

  /** What the page says. */
  async said(): Promise<string> {
    return (await this.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  }

  /** What the page reported by itself, besides what it was asked for. */
  takeFaults(): readonly string[] {
    return this.#window.takeFaults();
  }

  /** Presses a button and waits for the page behind it. A page without that button says instead what it is. */
  async #leaves(button: string): Promise<void> {
    const pressed = this.page.locator(button).first();
    assert.ok(
      (await pressed.count()) > 0,
      `${this.officer.person} at ${this.path} finds no ${button}: ${await this.said()}`,
    );
    await Promise.all([this.page.waitForEvent('domcontentloaded'), pressed.click()]).catch(
      async (cause: unknown) => {
        const where = `${this.officer.person} at ${this.path} pressed ${button} and stayed`;
        throw new Error(`${where}: ${await this.said()}`, { cause });
      },
    );
    await this.page.waitForLoadState('load');
  }

  /** The page has what is expected there, and complains of nothing. */
  async #isFree(expected: string): Promise<void> {
    const complaint = this.page.locator('.error-summary');
    const complained = (await complaint.count()) > 0 ? await complaint.innerText() : '';
    assert.equal(complained, '', `${this.officer.person} at ${this.path}`);
    const count = await this.page.locator(expected).count();
    assert.ok(count > 0, `${this.officer.person} at ${this.path} misses ${expected}: ${await this.said()}`);
  }
}
