/**
 * A difference is shown with both sides, the differing characters and the difference in words; all nine facts are always there.
 */
import { expect } from 'chai';
import type { TransferSide } from '../../../app/presentation/difference-table';
import { differenceTable, differingParts } from '../../../app/presentation/difference-table';
import { likelyCauses } from '../../../app/presentation/likely-cause';
import { speechOf } from './spoken';

const zh = speechOf('zh-CN');

function side(amountFen: bigint, date: string): TransferSide {
  return {
    ...{ amountFen, date, serial: 'SH20261116-0042817', bank: '山河商业银行', payer: '9900000002060018' },
    ...{ payee: '9900000003110027', currency: 'CNY', direction: 'debit', status: 'booked' },
  };
}

const comparison = {
  legId: 'L2',
  ours: side(75_600_000n, '2026-11-16'),
  theirs: side(76_500_000n, '2026-11-17'),
};

describe('both sides of a transfer', () => {
  it('shows all nine facts, the differing ones first', () => {
    const { rows, heading } = differenceTable(comparison, zh);
    expect(rows).to.have.length(9);
    expect(rows.map(({ differs }) => differs)).to.deep.equal([true, true, ...Array<boolean>(7).fill(false)]);
    expect(heading).to.equal('两边对照：9 项事实，2 项不一致');
  });

  it('says the difference in words', () => {
    expect(
      differenceTable(comparison, zh)
        .rows.slice(0, 2)
        .map(({ difference }) => difference),
    ).to.deep.equal(['银行多 ¥9,000.00', '银行晚 1 天']);
  });

  it('marks the characters that differ, also where one text is longer', () => {
    expect(differingParts('¥756', '¥765')[0]).to.deep.equal([
      { text: '¥7', differs: false },
      { text: '56', differs: true },
    ]);
    expect(
      differingParts('1000', '10000')[1]
        .map(({ text }) => text)
        .join(''),
    ).to.equal('10000');
  });

  it('calls a side that has not come neither equal nor different', () => {
    const { rows } = differenceTable({ ours: comparison.ours, missingSince: '11月16日' }, zh);
    expect(rows.every(({ differs, result }) => !differs && result.text === '尚未收到')).to.equal(true);
  });

  it('suspects transposed digits only where the digits are the same', () => {
    const [first] = likelyCauses(comparison, zh, '2026-11-16T08:52:00.000Z');
    expect(first?.verdict).to.equal('付款时两位数字颠倒。');
    const other = { ...comparison, theirs: side(75_600_000n + 900n, '2026-11-16') };
    expect(likelyCauses(other, zh)).to.deep.equal([]);
  });
});
