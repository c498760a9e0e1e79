/**
 * Where the money stands is told alike by answers, picture and table: who holds it, where it is stuck, what waits behind. The picture
 * obeys the content security policy and lets nothing from outside through as markup.
 */
import { expect } from 'chai';
import {
  blockedBehind,
  bottleneckOf,
  holdersOf,
  opensNextAfter,
} from '../../../app/presentation/draft-course';
import { fourAnswers } from '../../../app/presentation/four-answers';
import { bandLook, moneyPath } from '../../../app/presentation/money-path';
import { moneyPathSvg } from '../../../app/presentation/money-path-svg';
import { layOutPath } from '../../../app/presentation/path-layout';
import { pathTable } from '../../../app/presentation/path-table';
import { onlookerOf, standardDraft } from './spoken';

const idleDays = 30;
const sizes = {
  nodeHeight: () => 72,
  laneHeight: (_leg: unknown, { height }: { height: number }) => height + 40,
};

function isAscending(values: readonly (number | undefined)[]): boolean {
  return values.every(
    (value, index) => index === 0 || (values[index - 1] ?? Infinity) <= (value ?? -Infinity),
  );
}

describe('the money path', () => {
  it('says that money is where it came in and did not go on', () => {
    expect(holdersOf(standardDraft())).to.deep.equal([
      { organisationId: 'partnership', amountFen: 72_000_000n, since: '2026-11-13' },
    ]);
  });

  it('finds the one leg that holds everything up', () => {
    const draft = standardDraft();
    expect(bottleneckOf(draft)?.legId).to.equal('L2');
    expect(blockedBehind('L2', draft).map(({ legId }) => legId)).to.deep.equal([
      'L3',
      'L4',
      'L5.1',
      'L5.2',
      'L5.3',
    ]);
    expect(opensNextAfter('L2', draft).map(({ legId }) => legId)).to.deep.equal(['L3']);
  });

  it('answers who, what, by when and who is blocked', () => {
    const answers = fourAnswers(standardDraft(), onlookerOf('county'));
    expect(answers.map(({ answer }) => answer)).to.deep.equal([
      '有限合伙公司',
      '青禾县财政局（您）',
      '11月20日',
      '商业银行等 3 家，后面 5 段',
    ]);
    expect(answers.map(({ note }) => note)).to.deep.equal([
      '¥720,000.00，已 5 天',
      '支付 L2',
      '周五，还有 2 天',
      'L2 到账后 L3 ¥16,200,000.00 即可付款',
    ]);
    expect(answers.map(({ asks }) => asks === true)).to.deep.equal([false, true, false, false]);
  });

  it('waits for nobody once the draft is honoured', () => {
    const draft = { ...standardDraft(), status: 'honoured' as const, awaits: [] };
    expect(fourAnswers(draft, onlookerOf('county'))[1]?.answer).to.equal('无人，款项已到位');
  });

  it('puts every organisation in the column of its longest way', () => {
    const { nodes } = layOutPath(standardDraft(), sizes);
    const columns = Object.fromEntries(nodes.map(({ organisationId, column }) => [organisationId, column]));
    expect(columns).to.deep.equal({ province: 0, bank: 0, county: 0, partnership: 1, fund: 2, builder: 3 });
  });

  it('lets no two organisations of a column overlap', () => {
    const { nodes } = layOutPath(standardDraft(), sizes);
    for (const a of nodes) {
      const below = nodes.filter(({ column, top }) => column === a.column && top > a.top);
      expect(below.every(({ top }) => top >= a.bottom)).to.equal(true);
    }
  });

  it('keeps each band within its payer', () => {
    const { nodes, lanes } = layOutPath(standardDraft(), sizes);
    const spans = new Map(nodes.map((node) => [node.organisationId, node]));
    for (const { leg, y, height } of lanes) {
      const payer = spans.get(leg.payer.organisationId);
      expect([payer?.top, y - height / 2, y + height / 2, payer?.bottom]).to.satisfy(isAscending);
    }
  });

  it('runs a leg that skips a column below that column', () => {
    const { nodes, lanes } = layOutPath(standardDraft(), sizes);
    const skipping = lanes.find(({ leg }) => leg.legId === 'L2');
    const between = nodes.find(({ organisationId }) => organisationId === 'partnership');
    expect(skipping?.skips).to.equal(true);
    expect((skipping?.y ?? 0) > (between?.bottom ?? Infinity)).to.equal(true);
  });

  it('draws solid only what a bank has booked', () => {
    const look = (
      state: 'settled' | 'registered' | 'awaiting-payment' | 'locked',
      deadline = '2026-11-20',
    ) => {
      const leg = standardDraft({ L2: { state, deadline } }).legs[1];
      return leg === undefined ? undefined : bandLook(leg, onlookerOf('county').now);
    };
    expect(look('settled')).to.equal('settled');
    expect(look('registered')).to.equal('registered');
    expect(look('awaiting-payment')).to.equal('due');
    expect(look('awaiting-payment', '2026-11-17')).to.equal('bad');
    expect(look('locked')).to.equal('plan');
  });

  it('plants exactly one flag', () => {
    const svg = moneyPathSvg(moneyPath(standardDraft(), onlookerOf('county'), idleDays));
    expect(svg.match(/class="flag/g)).to.have.length(1);
    expect(svg).to.contain('卡在这里：等您付款');
  });

  it('uses neither style attributes nor scripts, and escapes what people wrote', () => {
    const draft = standardDraft({ 'L5.1': { milestone: '<script>alert(1)</script>' } });
    const svg = moneyPathSvg(moneyPath(draft, onlookerOf('county'), idleDays));
    expect(svg).to.not.match(/style=|<script|onload=/);
  });

  it('marks the bottleneck in the table, and says what each leg waits for', () => {
    const { rows } = pathTable(standardDraft(), onlookerOf('county'));
    expect(rows.filter(({ bottleneck }) => bottleneck).map(({ leg }) => leg)).to.deep.equal(['L2']);
    expect(rows.map(({ awaits }) => awaits)).to.deep.equal([
      '无',
      '等您付款，挡住后面 5 段',
      '等 L2 到账',
      '等 L3 到账',
      '等 L2、L4 到账，节点 1 获同意',
      '等 L5.1 承兑，节点 2 获同意',
      '等 L5.2 承兑，节点 3 获同意',
    ]);
    expect(rows[0]?.actualNote).to.deep.equal({ text: '早 7 天', tone: 'ok' });
  });
});
