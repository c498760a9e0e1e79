/**
 * How money is written: figures in full, totals that never promise more than there is, and 大写 that is the same while typing in the
 * browser as on paper from the server.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import {
  amountInWords,
  fieldFigures,
  figures,
  shareOf,
  shareWords,
  totalWords,
  yuan,
} from '../../../app/presentation/money-words';
import { speechOf } from './spoken';

const zh = speechOf('zh-CN');
const en = speechOf('en');

/** The function that the browser's script puts beside itself. */
function browserWords(amount: string): unknown {
  const script = readFileSync(join(process.cwd(), 'public', 'js', 'amount-words.js'), 'utf8');
  return runInNewContext(`${script}; amountInWords(${JSON.stringify(amount)})`);
}

describe('money in words', () => {
  it('writes yuan with groups of three and both decimals', () => {
    expect(yuan(108_000_000n)).to.equal('¥1,080,000.00');
    expect(figures(5n)).to.equal('0.05');
    expect(fieldFigures(108_000_000n)).to.equal('1080000.00');
  });

  it('writes money that went back with the minus sign before ¥', () => {
    expect(yuan(-900_000n)).to.equal('−¥9,000.00');
  });

  it('rounds totals down and keeps the exact amount beside them', () => {
    expect(totalWords(12_600_000_000n, zh)).to.deep.equal({
      value: '1.26',
      unit: '亿元',
      text: '1.26 亿元',
      exact: '¥126,000,000.00',
    });
    expect(totalWords(99_999_999_99n, zh).text).to.equal('9,999.99 万元');
    expect(totalWords(3_442_029_000n, en).text).to.equal('34.42 m yuan');
    expect(totalWords(50_000n, zh).text).to.equal('500.00 元');
  });

  it('writes 大写 as a bill needs it', () => {
    expect(amountInWords(108_000_000n)).to.equal('人民币壹佰零捌万元整');
    expect(amountInWords(5n)).to.equal('人民币伍分');
  });

  it('writes the same 大写 in the browser as on the server', () => {
    for (const fen of [
      5n,
      10n,
      105n,
      1_050n,
      108_000_000n,
      864_000_000n,
      1_000_500_000n,
      10_000_000_100n,
      100_000_010n,
      2_030_405n,
      1_000_100_000_000n,
    ]) {
      expect(browserWords(fieldFigures(fen))).to.equal(amountInWords(fen));
    }
    expect(browserWords('1e6')).to.equal(undefined);
  });

  it('tells shares of the whole', () => {
    expect(shareWords(shareOf(1_080_000n, 18_000_000n))).to.equal('6 %');
  });
});
