/**
 * The pay slip's figures, groups and codes: what a cashier copies must be exact to the fen.
 */
import { expect } from 'chai';
import { figureBoxes, remarkOf } from '../../../app/presentation/pay-slip';
import { groupsOfFour } from '../../../app/presentation/difference-table';
import { qrSvg } from '../../../app/presentation/qr-code';
import { flowPicture } from '../../../app/presentation/sankey';
import { speechOf } from './spoken';

const units = '亿千百十万千百十元角分';

describe('the pay slip', () => {
  it('puts ¥ right before the first digit', () => {
    expect(
      figureBoxes(108_000_000n, units)
        .map(({ figure }) => figure || ' ')
        .join(''),
    ).to.equal(' ¥108000000');
  });

  it('adds boxes in front when the amount has more places', () => {
    const boxes = figureBoxes(1_234_567_890_123n, units);
    expect(boxes.map(({ figure }) => figure).join('')).to.equal('¥1234567890123');
    expect(boxes.at(-1)?.unit).to.equal('分');
  });

  it('groups an account by four and leaves a mask alone', () => {
    expect(groupsOfFour('9900000003110027')).to.equal('9900 0000 0311 0027');
    expect(groupsOfFour('****0018')).to.equal('****0018');
  });

  it('makes the remark of the project, the draft and the leg', () => {
    expect(remarkOf('D-520098-2026-K7M3QD-1', 'L2')).to.equal('K7M3QD-1 L2');
  });

  it('draws its code without a style attribute', () => {
    expect(qrSvg('https://example.cn/verify', '核验'))
      .to.match(/^<svg class="qr-code"/)
      .and.not.contain('style=');
  });
});

describe('the flow of money', () => {
  const words = { nameOf: (id: string) => id, title: '资金流向', speech: speechOf('zh-CN') };

  it('shows what came in and has not gone on as waiting', () => {
    const flows = [
      { from: 'a', to: 'b', amountFen: 1_000_000n },
      { from: 'b', to: 'c', amountFen: 400_000n },
    ];
    expect(flowPicture(flows, words).table.rows.at(-1)).to.deep.equal(['b', '待拨付', '6,000.00']);
  });

  it('ends on money that goes in a circle', () => {
    const flows = [
      { from: 'a', to: 'b', amountFen: 100n },
      { from: 'b', to: 'a', amountFen: 50n },
    ];
    expect(flowPicture(flows, words).svg).to.contain('</svg>');
  });

  it('draws nothing where nothing has flowed', () => {
    expect(flowPicture([], words).svg).to.equal('');
  });
});
