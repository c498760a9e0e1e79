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

/** Chinese has one form of every text; English may have one more, for the number 1. */
const forOne = '_one';
/** Counted texts whose words are the same for one and for many. */
const sameForOne = new Set([
  'auth:sessions.ended',
  'frame:bell.unread',
  'frame:nav.pending',
  'frame:filter.moreInUse',
  'home:summary',
  'home:summary-urgent',
  'home:due-today',
  'home:overdue',
  'home:more',
  'home:all-warnings',
  'projects:apply.lacking',
  'projects:apply.missing',
  'projects:apply.missing-more',
  'projects:part.lacks',
  'projects:double.title',
  'words:answers.holderMany',
]);
/** A number with a plural behind it that is not called `count`, so that no form could be chosen by it; `offices` are two or more. */
const unchosenPlural =
  /\{\{(?!count\}|offices\}|amount\}|max\}|min\})\w+\}\} (?:\w+ )?(?:days|hours|legs|lines|offices|entries|projects|exceptions|files|transfers)\b/;

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([whole]) => whole);

describe('the texts', () => {
  it('come in the same areas in both languages', () => {
    expect(readdirSync(folderOf('en')).filter((name) => name.endsWith('.json'))).to.deep.equal(areas);
  });

  for (const area of areas) {
    it(`have the same keys and placeholders in both languages: ${area}`, () => {
      const [chinese, english] = [textsOf('zh-CN', area), textsOf('en', area)];
      const shared = [...english.keys()].filter((key) => !key.endsWith(forOne));
      expect(shared.sort()).to.deep.equal([...chinese.keys()].sort());
      for (const [key, text] of chinese) {
        expect(text.trim(), key).to.not.equal('');
        expect([...new Set(placeholders(english.get(key) ?? ''))].sort(), key).to.deep.equal(
          [...new Set(placeholders(text))].sort(),
        );
      }
    });
  }

  for (const area of areas) {
    it(`have a form for one wherever English counts: ${area}`, () => {
      const english = textsOf('en', area);
      for (const [key, text] of english) {
        expect(text, `${area}:${key}`).to.not.match(unchosenPlural);
        if (key.endsWith(forOne)) {
          const many = placeholders(english.get(key.slice(0, -forOne.length)) ?? '');
          expect(many, `${area}:${key}`).to.include.members(placeholders(text));
        } else if (text.includes('{{count}}') && !sameForOne.has(`${area}:${key}`.replace('.json', ''))) {
          expect(english.has(key + forOne), `${area}:${key}`).to.equal(true);
        }
      }
    });
  }

  it('choose their form by the number', async () => {
    const { en, 'zh-CN': zh } = await openTexts(root);
    const said = [1, 2, 1].map((count) => en('words:path.waitsYou', { count }));
    expect(said).to.deep.equal([
      'Your payment; blocks 1 later leg',
      'Your payment; blocks 2 later legs',
      'Your payment; blocks 1 later leg',
    ]);
    expect(zh('words:path.waitsYou', { count: 1 })).to.equal('等您付款，挡住后面 1 段');
  });

  it('are said with their values filled in, unescaped', async () => {
    const texts = await openTexts(root);
    expect(languages).to.deep.equal(['zh-CN', 'en']);
    expect(texts['zh-CN']('errors:request-id', { id: '<7F3A>' })).to.equal('请求编号 <7F3A>');
    expect(texts.en('errors:request-id', { id: '7F3A' })).to.equal('Request id 7F3A');
  });
});
