/** The played story: honoured as it stands, stopped and explained when the bank's lines are changed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openEmbeddedStage } from '../../../app/cli/embedded-stage';
import { StoryProgram } from '../../../app/story/story-program';
import { changed, root, statementText, storyText } from './story-files';

interface Told {
  readonly code: number;
  readonly told: string;
  readonly fault: string;
}

describe('the played story', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'story-spec-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function play(
    files: { readonly story?: string; readonly statement?: string },
    ...options: readonly string[]
  ): Promise<Told> {
    const [story, statement] = [join(folder, 'story.json'), join(folder, 'statement.csv')];
    await writeFile(story, files.story ?? storyText);
    await writeFile(statement, files.statement ?? statementText);
    const told = { told: '', fault: '' };
    const program = new StoryProgram({
      samplesFolder: join(root, 'samples'),
      openStage: {
        embedded: openEmbeddedStage,
        fabric: () => Promise.reject(new Error('there is no network in this test')),
      },
      write: (text) => {
        told.told += text;
      },
      writeFault: (text) => {
        told.fault += text;
      },
      colours: false,
    });
    const code = await program.run(['--story', story, '--statement', statement, ...options]);
    return { code, ...told };
  }

  function sample(from: string, to: string): { readonly statement: string } {
    return { statement: changed(statementText, from, to) };
  }

  /** The statement with its lines rearranged. */
  function rearranged(change: (lines: string[]) => readonly string[]): { readonly statement: string } {
    return { statement: `${change(statementText.trimEnd().split('\n')).join('\n')}\n` };
  }

  it('ends honoured and closed, with the whole amount at the implementer', async () => {
    const { code, told } = await play({});
    expect(code).to.equal(0);
    expect(told)
      .to.match(/项目状态 +已结项/)
      .and.match(/钱在哪里 +禾盛合作社 ¥1,000,000\.00/);
    expect(told).to.include('L3 核对一致，已到账').and.include('与汇票无关').and.include('L3 的佐证');
  });

  it('tells the same in English', async () => {
    const { code, told } = await play({}, '--language', 'en');
    expect(code).to.equal(0);
    expect(told).to.match(/Where the money is +Hesheng Cooperative ¥1,000,000\.00/);
    expect(told).not.to.match(/\p{Script=Han}|\{\w+\}/u);
  });

  it('stops at an altered amount and says leg, both values, cause, owner and what closes it', async () => {
    const { code, told } = await play(sample('60000.00', '66000.00'));
    expect(code).to.equal(3);
    expect(told).to.include('金额不符：L2 青禾县财政局 → 青禾县基金公司');
    expect(told).to.match(/金额 +¥60,000\.00 +¥66,000\.00 +不一致，银行多 ¥6,000\.00/);
    expect(told)
      .to.match(/由谁处理 +青禾县财政局/)
      .and.include('怎样了结')
      .and.include('可能的原因');
    expect(told).to.match(/钱在谁手里 +山河合伙公司 ¥40,000\.00\n/);
  });

  it('explains the altered amount in English', async () => {
    const { code, told } = await play(sample('60000.00', '66000.00'), '--language', 'en');
    expect(code).to.equal(3);
    expect(told).to.include('Amount differs: L2 Qinghe Finance → Qinghe Fund Company');
    expect(told).to.include('differ: bank ¥6,000.00 more');
    expect(told).not.to.match(/\p{Script=Han}|\{\w+\}/u);
  });

  it('recognises swapped digits', async () => {
    expect((await play(sample('940000.00', '490000.00'))).told).to.include('相邻两位数字颠倒');
  });

  for (const [what, from, to, said] of [
    ['date', '2026-03-18,15:06', '2026-03-19,15:06', '记账日期不符：L2'],
    ['payee', '9900000003110027,60000', '9900000007330045,60000', '收款账号不符：L2'],
    [
      'payer',
      '9900000002060018,借,9900000002060018,9900000003110027',
      '9900000001010011,借,9900000001010011,9900000003110027',
      '付款账号不符：L2',
    ],
    [
      'direction',
      '9900000002060018,借,9900000002060018,9900000003110027',
      '9900000002060018,贷,9900000002060018,9900000003110027',
      '借贷方向不符：L2',
    ],
    ['currency', '60000.00,CNY', '60000.00,USD', '币种不符：L2'],
    ['serial number', 'SH20260318-0009634', 'SH20260318-0009643', '流水号或日期可能抄错'],
  ] as const) {
    it(`stops at another ${what}`, async () => {
      const { code, told } = await play(sample(from, to));
      expect(code).to.equal(3);
      expect(told).to.include(said);
      expect(told).not.to.match(/\{\w+\}|undefined/);
    });
  }

  it('stops where a line is missing, and at the last one, too', async () => {
    const early = await play(rearranged((lines) => lines.filter((line) => !line.includes('0009634'))));
    expect([early.code, early.told.includes('银行流水未到：L2')]).to.deep.equal([3, true]);
    const last = await play(rearranged((lines) => lines.filter((line) => !line.includes('0060428'))));
    expect([last.code, last.told.includes('银行流水未到：L5.3')]).to.deep.equal([3, true]);
  });

  it('stops at a payment after the deadline, though the money has arrived', async () => {
    const story = changed(storyText, '"date": "2026-03-16"', '"date": "2026-03-24"').replace(
      '"date": "2026-03-18"',
      '"date": "2026-03-19"',
    );
    const statement = changed(statementText, '2026-03-16,10:42', '2026-03-24,10:42').replace(
      '2026-03-18,',
      '2026-03-19,',
    );
    const { code, told } = await play({ story, statement });
    expect(code).to.equal(3);
    expect(told).to.match(/已逾期：L1|逾期到账：L1/);
  });

  it('ends alike when lines come in another order or twice', async () => {
    const swapped = await play(rearranged(([head = '', ...lines]) => [head, ...lines.reverse()]));
    expect(swapped.code).to.equal(0);
    const twice = await play(rearranged(([head = '', ...lines]) => [head, ...lines, ...lines]));
    expect(twice.code).to.equal(0);
    expect(twice.told).to.include('重复报送，不再计');
  });

  it('says a contract’s refusal to an act of the story, and tells nothing', async () => {
    const { code, told, fault } = await play({
      story: changed(storyText, '"amount": "1000000.00"', '"amount": "2000000.00"'),
    });
    expect([code, told]).to.deep.equal([2, '']);
    expect(fault).to.include('合约拒绝了 Approve');
  });

  it('refuses a line on an account the story does not have', async () => {
    const { code, fault } = await play(
      sample(
        '9900000002060018,借,9900000002060018,9900000003110027',
        '9900000000000007,借,9900000000000007,9900000003110027',
      ),
    );
    expect(code).to.equal(2);
    expect(fault).to.include('****0007').and.include('第 4 行');
  });

  it('refuses a day that no story reaches, in the statement and in the story', async () => {
    const late = await play(sample('2026-11-17,16:20', '2199-11-17,16:20'));
    expect([late.code, late.told]).to.deep.equal([2, '']);
    expect(late.fault).to.include('2199-11-17').and.include('第 11 行');
    const story = changed(storyText, '"closedOn": "2026-11-30"', '"closedOn": "2099-11-30"');
    expect((await play({ story })).fault).to.include('completion.closedOn');
  });

  it('refuses to found a ledger in a folder that holds something', async () => {
    const { code, fault } = await play({}, '--data', folder);
    expect(code).to.equal(2);
    expect(fault).to.include('已存在');
  });
});
