/**
 * A draft's page and the office's acts on it: who holds the money, whom it waits for, and every act by maker and checker with
 * the maker's words unchanged. Whoever cannot act reads who can.
 */
import { expect } from 'chai';
import type { FundDraft } from '../../province/fund-draft';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;

describe("a draft's pages", function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let office: Desk;
  let second: Desk;
  let draft: FundDraft;
  let page: string;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    office = await platform.signIn(platform.province.offices.leadingOffice.first);
    second = await platform.signIn(platform.province.offices.leadingOffice.second);
  });
  beforeEach(async () => {
    draft = await platform.province.issues();
    await platform.shown();
    page = `/drafts/${draft.draftId}`;
  });
  after(() => platform.close());

  it('answer the four questions and draw the path with its table', async () => {
    await draft.pays('L1');
    await platform.shown();
    const finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
    const html = await finance.page(page);
    for (const question of ['钱在谁手里', '在等谁', '最迟何时', '挡住了谁'])
      expect(html).to.contain(question);
    expect(html).to.contain('<svg class="money-path"').and.to.contain('逐段明细');
    expect(html).to.contain(`href="/payments/${draft.draftId}/L2"`);
    expect(mainText(html)).to.contain('（您）').and.to.contain('大写 人民币');
  });

  it('find drafts by their project’s name, their id, and whose turn it is', async () => {
    const finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
    expect(await finance.page('/drafts?tab=mine')).to.contain(`href="${page}"`);
    expect(await finance.page(`/drafts?q=${draft.draftId}`)).to.contain(`href="${page}"`);
    expect(await finance.page('/drafts?q=nowhere-at-all')).not.to.contain(`href="${page}"`);
    expect(await finance.page('/drafts?q[$gt]=&tab[]=x&page=-1')).to.contain(`href="${page}"`);
  });

  it('are not there for another county, and in English for whoever reads it', async () => {
    const stranger = await platform.signIn(platform.province.offices.shuimuCommand.first, 'en');
    expect((await stranger.get(page)).status).to.equal(404);
    expect((await stranger.get(`${page}/seal`)).status).to.equal(404);
    expect(mainText(await stranger.page('/drafts'))).to.contain('Drafts');
  });

  it('freeze with a reason; lifting takes two persons, and the second reads the first’s words', async () => {
    await office.act(`${page}/freeze`, { reason: '核查付款账户' });
    await platform.shown();
    expect(mainText(await office.page(page))).to.contain('已冻结');
    await office.act(`${page}/lift`, { reason: '账户核查无误' });
    await platform.shown();
    expect(mainText(await office.page(`${page}/lift/confirm`)))
      .to.contain('要由另一位经办人确认')
      .and.to.contain('Name of');
    expect((await office.review(`${page}/lift/confirm`, {})).status).to.equal(422);
    expect(await second.page(page)).to.contain(`href="${page}/lift/confirm"`);
    expect(mainText(await second.page(`${page}/lift/confirm`)))
      .to.contain('核查付款账户')
      .and.to.contain('账户核查无误');
    await second.act(`${page}/lift/confirm`, {});
    expect((await draft.looks()).onHold).to.equal(false);
  });

  it('refuse an act without a reason and keep nothing', async () => {
    const { status, html } = await office.review(`${page}/freeze`, { reason: '  ' });
    expect(status).to.equal(422);
    expect(html).to.contain('href="#reason"');
    expect((await draft.looks()).onHold).to.equal(false);
  });

  it('extend a deadline that the payer proposes and the office confirms as it was shown', async () => {
    const finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
    const path = `${page}/legs/L2/extension`;
    const deadline = platform.province.today(40);
    const early = await finance.review(path, { deadline: platform.province.today(1), reason: '等待调拨' });
    expect(early.status).to.equal(422);
    expect(early.html).to.contain('href="#deadline"').and.to.contain('等待调拨');
    await finance.act(path, { deadline, reason: '等待调拨' });
    await platform.shown();
    const confirm = await office.page(`${path}/confirm`);
    expect(mainText(confirm)).to.contain('等待调拨').and.to.contain(deadline);
    expect(
      (await office.review(`${path}/confirm`, { deadline: platform.province.today(90) })).status,
    ).to.equal(422);
    await office.act(`${path}/confirm`, { deadline });
    expect((await draft.legAsIs('L2')).deadline).to.equal(deadline);
  });

  it('tell the office of another leg who may propose its extension', async () => {
    const finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
    const html = await finance.page(`${page}/legs/L1/extension`);
    expect(mainText(html)).to.contain('L1 的延期由付款方');
    expect(html).not.to.contain('name="deadline"');
  });

  it('let another person than the issuer cancel, while nothing is settled', async () => {
    expect(mainText(await office.page(`${page}/cancel`))).to.contain('要由另一人终止');
    await second.act(`${page}/cancel`, { reason: '项目调整' });
    await platform.shown();
    expect(mainText(await office.page(page))).to.contain('已终止');
    expect(await draft.status()).to.equal('cancelled');
  });

  it('say who can freeze to whoever cannot', async () => {
    const finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
    const { status, html } = await finance.get(`${page}/freeze`);
    expect(status).to.equal(403);
    expect(mainText(html)).to.contain('省领导小组办公室');
    expect(await finance.page(page)).not.to.contain(`${page}/freeze`);
  });
});
