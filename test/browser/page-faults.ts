/** What is wrong with a page that a browser shows, by rules that hold for every page; an empty list says nothing is. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const ruleTextMax = 240;

/** Violations of WCAG 2.0 to 2.2, A and AA. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => {
      const why = (failureSummary ?? '').split('\n').slice(1).join(';');
      return `${id} at ${target.join(' ')}: ${html.slice(0, ruleTextMax)} ${why}`.trim();
    }),
  );
}

/** Runs in the page; this program knows no document. */
const shapeScript = `(() => {
  const text = document.body.innerText;
  const all = (form) => [...text.matchAll(form)].map(([found]) => found);
  return {
    headings: document.querySelectorAll('h1').length,
    title: document.title.trim(),
    language: document.documentElement.lang,
    keys: all(/\\b[a-z]+:[a-z][\\w-]*(?:\\.[\\w-]+)+/g),
    holes: all(/\\{\\{\\w+\\}\\}|undefined|\\[object Object\\]|\\bNaN\\b/g),
  };
})()`;
const shape = z.object({
  headings: z.number(),
  title: z.string(),
  language: z.string(),
  keys: z.array(z.string()),
  holes: z.array(z.string()),
});

/** What holds for every page: one h1, a title, the language, every text and value there, and no scrolling sideways. */
export async function shapeFaults(page: Page, language: string): Promise<readonly string[]> {
  const seen = shape.parse(await page.evaluate(shapeScript));
  return [
    ...(seen.headings === 1 ? [] : [`${String(seen.headings)} h1`]),
    ...(seen.title === '' ? ['no title'] : []),
    ...(seen.language === language ? [] : [`lang is ${seen.language}`]),
    ...seen.keys.map((key) => `a text is missing: ${key}`),
    ...seen.holes.map((hole) => `a value is missing: ${hole}`),
    ...(await sidewaysFaults(page)),
  ];
}

const sidewaysScript = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const outside = [...document.querySelectorAll('body *')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  const widest = outside.find((element) => !outside.some((other) => other !== element && element.contains(other)));
  const name = widest === undefined ? '' : widest.tagName.toLowerCase() + '.' + widest.getAttribute('class');
  return ['scrolls sideways: ' + scrollWidth + ' in ' + clientWidth + ' by ' + name];
})()`;

/** What stands out of the window to the right, if the page as a whole can be scrolled there. */
export async function sidewaysFaults(page: Page): Promise<readonly string[]> {
  return z.array(z.string()).parse(await page.evaluate(sidewaysScript));
}
