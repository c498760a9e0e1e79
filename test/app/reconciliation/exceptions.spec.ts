/** The page of an exception and the reconciliation centre: both sides, who must act, and two persons to close it. */
import { expect } from 'chai';
import { openedWithin } from '../../../app/models/reconciliation-reader';
import { ageBuckets } from '../../../domain/exception-age';
import { exceptionHref } from '../../../app/presentation/exception-words';
import type { FundDraft, NamedLine } from '../../province/fund-draft';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;
const dayMs = 86_400_000;

describe('an exception', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let payer: Desk;
  let office: Desk;
  let draft: FundDraft;
  let line: NamedLine;
  let href: string;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    draft = await platform.province.issues();
    line = draft.newLine();
    await draft.registers('L2', line);
    const other = BigInt(draft.amountOf('L2')) + 900_000n;
    await draft.isStated('L2', line, { amountFen: other.toString() });
    payer = await platform.signIn(draft.payerOf('L2').first);
    office = await platform.signIn(platform.province.offices.leadingOffice.second);
    href = exceptionHref(draft.exceptionId('L2', line));
    await platform.shown();
  });
  after(() => platform.close());

  it('shows all nine facts of both sides, the account numbers in full to a party', async () => {
    const text = mainText(await payer.page(href));
    for (const fact of [
      '金额',
      '入账日期',
      '流水号',
      '银行',
      '付款账号',
      '收款账号',
      '币种',
      '方向',
      '入账状态',
    ]) {
      expect(text).to.contain(fact);
    }
    const groups = draft.leg('L2').payer.account.replace(/(\d{4})(?=\d)/g, '$1 ');
    expect(text).to.contain(groups).and.to.contain('9 项事实，1 项不一致').and.to.contain('银行多 ¥9,000.00');
    expect(text).to.contain('（您）').and.to.contain('提出处理意见');
  });

  it('is not there for an organisation that has nothing to do with it', async () => {
    const stranger = await platform.signIn(platform.province.offices.shuimuFinance.first);
    expect((await stranger.get(href)).status).to.equal(404);
  });

  it('asks for a reason, and keeps what was typed', async () => {
    const { status, html } = await payer.review(`${href}/propose`, { kind: 'write-off', reason: '' });
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('请填写理由');
  });

  it('tells before the confirm page that an act does not fit', async () => {
    const { status, html } = await payer.review(`${href}/propose`, {
      ...{ kind: 'match', reason: '金额其实相符', line1Serial: line.serialNumber, line1Date: line.date },
    });
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('没有写入');
  });

  it('offers as many lines for a match as the contract takes, the further ones folded until one is in use', async () => {
    const page = await payer.page(`${href}/propose`);
    expect(page.match(/name="line\d+Serial"/g)).to.have.lengthOf(10);
    expect(page).to.match(/<details class="more-lines">/);
    const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
    const lines: Record<string, string> = {};
    for (const number of numbers) {
      lines[`line${String(number)}Serial`] = `S${String(number)}`;
      lines[`line${String(number)}Date`] = number === 10 ? 'some day' : '2026-01-02';
    }
    const { status, html } = await payer.review(`${href}/propose`, {
      ...{ kind: 'match', reason: '逐笔核对', ...lines },
    });
    expect(status).to.equal(422);
    expect(html).to.match(/<details class="more-lines" open/);
    expect(html).to.contain('href="#line10Date"').and.to.contain('value="S10"');
  });

  it('is closed by a second person, who sees the maker’s words unchanged', async () => {
    const reason = '款项已由收款方退回，按原额重付';
    expect(await payer.act(`${href}/propose`, { kind: 'write-off', reason })).to.equal(href);
    expect(mainText(await payer.page(href)))
      .to.contain('待复核')
      .and.to.contain(reason);
    const confirmation = /href="([^"]*\/confirm\/S1)"/.exec((await office.get(href)).html)?.[1] ?? '';
    expect(mainText(await office.page(confirmation)))
      .to.contain(reason)
      .and.to.contain('核销');
    expect((await payer.get(confirmation)).status).to.equal(403);
    await office.act(confirmation, {});
    expect(await draft.exceptionOn('L2', line)).to.equal(undefined);
    expect(mainText(await office.page(href))).to.contain('已处理');
  });

  it('makes a proposal void when it changes', async () => {
    const later = await platform.province.issues();
    const named = later.newLine();
    await later.registers('L1', named);
    await later.isStated('L1', named, { amountFen: '100' });
    await platform.shown();
    const page = exceptionHref(later.exceptionId('L1', named));
    const finance = await platform.signIn(later.payerOf('L1').first);
    await finance.act(`${page}/propose`, { kind: 'write-off', reason: '小额差错' });
    await later.isReversed('L1', named, { amountFen: '100' });
    await platform.shown();
    const text = mainText(await office.page(page));
    expect(text).to.contain('已作废');
  });

  it('stands in the centre by reason, by age and as a file', async () => {
    const later = await platform.province.issues();
    const named = later.newLine();
    await later.registers('L1', named);
    await later.isStated('L1', named, { amountFen: '100' });
    await platform.shown();
    expect(mainText(await office.page('/reconciliation?reason=amount'))).to.contain('金额不符');
    expect(mainText(await office.page('/reconciliation?reason=amount&age=%3E30'))).to.contain(
      '没有等待处理的异常',
    );
    expect(mainText(await office.page('/reconciliation?tab=ageing'))).to.contain('1 天以内');
    for (const tab of ['settled', 'waiting', 'idle', 'exceptions&status=closed']) {
      await office.page(`/reconciliation?tab=${tab}`);
    }
    const file = await office.get('/reconciliation?tab=exceptions&format=csv');
    expect(file.status).to.equal(200);
    expect(file.html).to.contain(named.serialNumber);
  });

  it('is told with its to-do on the home page of whoever must act', async () => {
    const later = await platform.province.issues();
    const named = later.newLine();
    await later.registers('L2', named);
    await later.isStated('L2', named, { amountFen: '100' });
    await platform.shown();
    const text = mainText(await payer.page('/'));
    expect(text).to.contain('处理对账异常：金额不符').and.to.contain('去处理').and.to.contain('项待办');
    expect(text).to.contain('区块高度').and.to.contain('安全运行');
  });

  it('is found by its serial number, within the asker’s scope alone', async () => {
    const found = `/search?q=${encodeURIComponent(line.serialNumber)}`;
    expect(mainText(await payer.page(found))).to.contain(line.serialNumber);
    const stranger = await platform.signIn(platform.province.offices.shuimuFinance.second);
    expect(mainText(await stranger.page(found))).to.contain('没有找到');
  });

  it('is told on the chain’s pages in business words, to those who may read it', async () => {
    const blocks = await payer.page('/chain');
    expect(mainText(blocks)).to.contain('最新区块');
    const block = /href="(\/chain\/blocks\/\d+)"/.exec(blocks)?.[1] ?? '';
    await payer.page(block);
    const told = /href="(\/chain\/blocks\/\d+)"/.exec((await payer.get(href)).html)?.[1] ?? '';
    const transaction = /href="(\/chain\/transactions\/[^"]+)"/.exec(await payer.page(told))?.[1] ?? '';
    expect(mainText(await payer.page(transaction)))
      .to.contain('登记流水号')
      .and.to.contain(line.serialNumber);
    const stranger = await platform.signIn(platform.province.offices.shuimuFundCompany.first);
    expect((await stranger.get(transaction)).status).to.equal(404);
    const admin = await platform.signIn(platform.province.admins.provinceAdmin);
    expect((await admin.get('/chain')).status).to.equal(403);
    expect(mainText(await admin.page('/'))).to.contain('管理人员');
  });

  it('speaks English to whoever reads English', async () => {
    const reader = await platform.signIn(platform.province.offices.provincialFinance.second, 'en');
    for (const path of ['/', '/reconciliation', href, '/search?q=x', '/chain']) {
      expect(mainText(await reader.page(path)), path).not.to.match(/(home|reconciliation|chain|words):[a-z]/);
    }
  });
});

describe('the age of an exception', () => {
  const now = new Date('2026-11-18T04:00:00.000Z');
  const bucketOf = (ageMs: number): string | undefined => {
    const openedAt = new Date(now.getTime() - ageMs).toISOString();
    return ageBuckets.find((bucket) => {
      const { openedFrom = '', openedBefore = '~' } = openedWithin(bucket, now);
      return openedAt >= openedFrom && openedAt < openedBefore;
    })?.name;
  };

  for (const [days, name] of [
    [1, '0-1'],
    [3, '1-3'],
    [7, '3-7'],
    [30, '7-30'],
  ] as const) {
    it(`of exactly ${String(days)} days belongs to ${name}, a moment more to the next`, () => {
      expect(bucketOf(days * dayMs)).to.equal(name);
      expect(bucketOf(days * dayMs + 1)).not.to.equal(name);
    });
  }

  it('of a new one is the youngest, of an old one the oldest', () => {
    expect([bucketOf(0), bucketOf(400 * dayMs)]).to.deep.equal(['0-1', '>30']);
  });
});
