/** Both languages say everything: equal keys, and each text names the same values. */
import { expect } from 'chai';
import { exceptionTexts as englishExceptions } from '../../../app/locales/en/exception-texts';
import { faultTexts as englishFaults } from '../../../app/locales/en/fault-texts';
import { storyTexts as englishStory } from '../../../app/locales/en/story-texts';
import { exceptionTexts as chineseExceptions } from '../../../app/locales/zh-CN/exception-texts';
import { faultTexts as chineseFaults } from '../../../app/locales/zh-CN/fault-texts';
import { storyTexts as chineseStory } from '../../../app/locales/zh-CN/story-texts';
import { expectations } from '../../../app/statements/input-fault';
import { widthOf, wrapped } from '../../../app/story/terminal-text';
import { exceptionReasons } from '../../../domain/reconciliation-exception';

type Texts = Readonly<Record<string, string>>;

const pairs: readonly (readonly [string, Texts, Texts])[] = [
  ['story', chineseStory, englishStory],
  ['exceptions', chineseExceptions, englishExceptions],
  ['faults', chineseFaults, englishFaults],
];

function placeholders(text = ''): readonly string[] {
  return [...new Set(text.match(/\{[\w-]+\}/g) ?? [])].sort();
}

describe('the texts of the story', () => {
  for (const [name, chinese, english] of pairs) {
    it(`have equal keys and name equal values in both languages: ${name}`, () => {
      expect(Object.keys(english).sort()).to.deep.equal(Object.keys(chinese).sort());
      for (const [key, text] of Object.entries(chinese)) {
        expect(placeholders(english[key]), key).to.deep.equal(placeholders(text));
      }
    });
  }

  it('name, explain and close every reason of an exception', () => {
    for (const reason of Object.keys(exceptionReasons)) {
      expect(chineseExceptions).to.include.keys(`reason.${reason}`, `cause.${reason}`, `closes.${reason}`);
    }
  });

  it('say every expectation', () => {
    for (const expected of expectations) expect(chineseFaults).to.include.keys(`expected.${expected}`);
  });

  it('count Chinese characters as two columns and keep within the width', () => {
    expect(widthOf('青禾 L2')).to.equal(7);
    const lines = wrapped('向山河合伙公司付款 ¥40,000.00（L1），登记流水号 SH20260316-0042817。', 24);
    for (const line of lines) expect(widthOf(line), line).to.be.at.most(26);
    expect(lines.join('')).to.include('SH20260316-0042817。');
  });
});
