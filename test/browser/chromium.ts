/**
 * The browser of the specifications: headless Chromium at CHROMIUM_PATH, without sandbox and without any call of its own to the
 * network. Every page that is opened here is listened to: what it reports by itself is a fault.
 */
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

const actionMsMax = 15_000;

/** Starts Chromium; `npm test` has found or installed it and says where. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'];
  if (executablePath === undefined) throw new Error('CHROMIUM_PATH does not say where Chromium is.');
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    ],
  });
}

/** A page that tells of everything it should not do. */
export interface Window {
  readonly page: Page;
  /** Errors of scripts and of the console, where violations of the content policy are told too, since the last look. */
  readonly takeFaults: () => readonly string[];
}

/** A browser of one person, with cookies of its own. */
export async function openContext(
  browser: Browser,
  { baseURL, ...options }: BrowserContextOptions & { readonly baseURL: string },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    ...{ baseURL, reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } },
    ...options,
  });
  context.setDefaultTimeout(actionMsMax);
  return context;
}

/** Opens one more page, and listens to it. */
export async function openWindow(context: BrowserContext): Promise<Window> {
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return { page, takeFaults: () => faults.splice(0) };
}
