/** Both languages say the same things: equal keys in every area, the same placeholders, nothing empty. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { languages, openTexts } from '../../app/texts';

const root = join(__dirname, '..', '..', '..');
const folderOf = (language: string): string => join(root, 'app', 'locales', language);
const areas = readdirSync(folderOf('zh-CN')).filter((name) => name.endsWith('.json'));

function textsOf(language: string, area: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) walk(part, path === '' ? name : `${path}.${name}`);
    }
  };
  walk(JSON.parse(readFileSync(join(folderOf(language), area), 'utf8')), '');
  return found;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([whole]) => whole);

describe('the texts', () => {
  it('come in the same areas in both languages', () => {
    expect(readdirSync(folderOf('en')).filter((name) => name.endsWith('.json'))).to.deep.equal(areas);
  });

  for (const area of areas) {
    it(`have the same keys and placeholders in both languages: ${area}`, () => {
      const [chinese, english] = [textsOf('zh-CN', area), textsOf('en', area)];
      expect([...english.keys()].sort()).to.deep.equal([...chinese.keys()].sort());
      for (const [key, text] of chinese) {
        expect(text.trim(), key).to.not.equal('');
        expect([...new Set(placeholders(english.get(key) ?? ''))].sort(), key).to.deep.equal(
          [...new Set(placeholders(text))].sort(),
        );
      }
    });
  }

  it('are said with their values filled in, unescaped', async () => {
    const texts = await openTexts(root);
    expect(languages).to.deep.equal(['zh-CN', 'en']);
    expect(texts['zh-CN']('errors:request-id', { id: '<7F3A>' })).to.equal('请求编号 <7F3A>');
    expect(texts.en('errors:request-id', { id: '7F3A' })).to.equal('Request id 7F3A');
  });
});
