/** The forms of ids and texts: what looks alike must be alike, and what is said must be seen. */
import { expect } from 'chai';
import { accountNumberField, serialField, textOf } from '../../domain/identifiers';

describe('a serial number', () => {
  it('is trimmed and upper-cased; leading zeros count', () => {
    expect(serialField.parse(' 00ab-1_./ ')).to.equal('00AB-1_./');
  });

  for (const [name, text] of [
    ['a dotless i, which Unicode upper-cases to I', '1\u0131'],
    ['a long s, which Unicode upper-cases to S', '1\u017f'],
    ['a sharp s, which Unicode upper-cases to SS', '1\u00df'],
    ['a full-width digit', '\uff11'],
    ['a space within', '1 2'],
    ['nothing', '  '],
  ] as const) {
    it(`is not ${name}`, () => {
      expect(serialField.safeParse(text).success).to.be.false;
    });
  }
});

describe('an account number', () => {
  it('is folded from full-width digits, spaces and hyphens', () => {
    expect(accountNumberField.parse('6217\u3000\uff11\uff12 34-56')).to.equal('6217123456');
  });

  it('takes no digits of other scripts', () => {
    expect(accountNumberField.safeParse('621700\u0661').success).to.be.false;
  });
});

describe('a text on the chain', () => {
  const field = textOf(10);

  it('keeps Chinese with its punctuation, line feeds and ideographic variants', () => {
    for (const text of ['材料不全，请补充。', '一\n二', '葛\u{e0100}家', '𠮷']) {
      expect(field.parse(text)).to.equal(text);
    }
  });

  it('counts characters, not code units', () => {
    expect(field.safeParse('𠮷'.repeat(10)).success).to.be.true;
    expect(field.safeParse('𠮷'.repeat(11)).success).to.be.false;
  });

  for (const [name, text] of [
    ['blank', ' \u3000\n'],
    ['of zero-width spaces only', '\u200b\u200b'],
    ['of Hangul fillers only', '\u3164'],
    ['of blank Braille only', '\u2800'],
    ['turned round by a direction mark', 'a\u202eb'],
    ['parted by a line separator', 'a\u2028b'],
    ['with a zero-width joiner in it', 'a\u200db'],
    ['with a control character', 'a\u0085b'],
    ['with a lone surrogate', 'a\ud800'],
  ] as const) {
    it(`is not ${name}`, () => {
      expect(field.safeParse(text).success).to.be.false;
    });
  }
});
