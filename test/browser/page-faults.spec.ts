/** The eyes of the specifications see: a page made wrong in each of the ways that are looked for. */
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium, openContext, openWindow } from './chromium';
import { accessibilityFaults, shapeFaults } from './page-faults';

const wrongPage = `<!doctype html><html lang="en"><head><title> </title></head><body>
  <h1>One</h1><h1>Two</h1><p>home:figures.missing {{count}}</p>
  <p style="color:#bbb;background:#fff">pale</p><img src="data:,"><input name="nameless">
  <div class="broad" style="width:3000px">broad</div></body></html>`;

describe('what is looked for in every page', () => {
  let browser: Browser;

  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  it('is found where it is wrong', async () => {
    const { page } = await openWindow(await openContext(browser, { baseURL: 'http://127.0.0.1' }));
    await page.setContent(wrongPage);
    const shape = await shapeFaults(page, 'zh-CN');
    expect(shape).to.deep.equal([
      ...['2 h1', 'no title', 'lang is en'],
      ...['a text is missing: home:figures.missing', 'a value is missing: {{count}}'],
      'scrolls sideways: 3008 in 1440 by div.broad',
    ]);
    const found = (await accessibilityFaults(page)).map((fault) => fault.split(' ')[0]);
    expect(found).to.include.members(['color-contrast', 'image-alt', 'label', 'document-title']);
  });

  it('is heard when a page breaks its policy or a script fails', async () => {
    const { page, takeFaults } = await openWindow(
      await openContext(browser, { baseURL: 'http://127.0.0.1' }),
    );
    const policy = `<meta http-equiv="Content-Security-Policy" content="img-src 'none'">`;
    await page.setContent(
      `${policy}<img src="data:image/png;base64,AAAA"><script>throw new Error('broken')</script>`,
    );
    await page.locator('img').evaluate('0');
    expect(takeFaults().join('\n'))
      .to.match(/violates the following Content Security Policy/)
      .and.to.contain('broken');
  });
});
