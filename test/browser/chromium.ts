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

/** A person's window, whose pages tell of everything they should not do. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of scripts, messages of the console and violations of the content policy, since the last look. */
  readonly takeFaults: () => readonly string[];
}

/** Runs in every page before its own scripts. */
const policyScript = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('content policy: ' + event.violatedDirective + ' ' + event.blockedURI);
});`;

export async function openWindow(
  browser: Browser,
  { baseURL, ...options }: BrowserContextOptions & { readonly baseURL: string },
): Promise<Window> {
  const context = await browser.newContext({
    ...{ baseURL, reducedMotion: 'reduce', viewport: { width: 1440, height: 900 } },
    ...options,
  });
  context.setDefaultTimeout(actionMsMax);
  await context.addInitScript({ content: policyScript });
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  return { context, page, takeFaults: () => faults.splice(0) };
}
