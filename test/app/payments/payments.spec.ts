/**
 * Paying a leg at the pages: what is due, the slip with what the online bank asks for, the serial number as the contract writes
 * it, its correction, and the payee's receipt. Whoever is not the payer reads who is.
 */
import { expect } from 'chai';
import type { FundDraft } from '../../province/fund-draft';
import { plannedAccounts } from '../../province/province-plan';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;

describe('the pages of payments', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let finance: Desk;
  let draft: FundDraft;
  let slip: string;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
  });
  beforeEach(async () => {
    draft = await platform.province.issues();
    await platform.shown();
    slip = `/payments/${draft.issued.draftId}/L2`;
  });
  after(() => platform.close());

  const today = (): string => platform.province.today();

  it('list what my office must pay, and open its slip', async () => {
    const page = await finance.page('/payments');
    expect(page).to.contain(`href="${slip}"`).and.to.contain('打开付款单 L2');
    expect(mainText(page)).to.contain('待付款').and.not.to.contain(' L1 ');
  });

  it('show a slip with both accounts in full, 大写, the remark and its code', async () => {
    const page = await finance.page(slip);
    const number = plannedAccounts.yunlingFundCompany.number;
    expect(page).to.contain(`data-copy="${number}"`);
    expect(mainText(page))
      .to.contain('人民币')
      .and.to.contain(`${draft.issued.draftId.split('-').slice(-2).join('-')} L2`);
    expect(page).to.contain('class="qr-code"').and.to.contain(`href="${slip}/register"`);
  });

  it('register a serial number as the contract writes it', async () => {
    const fields = { serialNumber: ' ab-00123 ', transferDate: today() };
    const confirm = await finance.review(`${slip}/register`, fields);
    expect(mainText(confirm.html)).to.contain('AB-00123');
    expect(await finance.act(`${slip}/register`, fields)).to.equal(slip);
    await platform.shown();
    expect(mainText(await finance.page(slip)))
      .to.contain('待银行流水')
      .and.to.contain('AB-00123');
    expect(mainText(await finance.page('/payments?tab=registered'))).to.contain(draft.issued.draftId);
  });

  it('refuse a serial number that is none and a day still to come, and keep what was typed', async () => {
    const typed = { serialNumber: '流水一号', transferDate: platform.province.today(2) };
    const { status, html } = await finance.review(`${slip}/register`, typed);
    expect(status).to.equal(422);
    expect(html).to.contain('href="#serialNumber"').and.to.contain('href="#transferDate"');
    expect(html).to.contain('value="流水一号"').and.to.contain(`value="${typed.transferDate}"`);
    expect((await draft.looks()).record.registrations).to.deep.equal([]);
  });

  it('let the registrant correct a registration, and nobody else', async () => {
    await finance.act(`${slip}/register`, { serialNumber: 'WRONG-1', transferDate: today() });
    await platform.shown();
    const from = { fromSerial: 'WRONG-1', fromDate: today() };
    const path = `${slip}/correct?${new URLSearchParams(from).toString()}`;
    const colleague = await platform.signIn(platform.province.offices.yunlingFinance.second);
    expect(mainText(await colleague.page(path))).to.contain('只能由本人更正');
    await finance.act(path, { ...from, serialNumber: 'RIGHT-1', transferDate: today() });
    await platform.shown();
    expect(mainText(await finance.page(slip))).to.contain('RIGHT-1');
  });

  it('tell whoever is not the payer who is', async () => {
    const bank = await platform.signIn(platform.province.offices.bank.first);
    const page = await bank.page(`${slip}/register`);
    expect(mainText(page)).to.contain('只有付款方').and.to.contain('可联系');
    expect(page).not.to.contain('name="serialNumber"');
    const builder = await platform.signIn(platform.province.offices.yunlingBuilder.first);
    expect((await builder.get(`${slip}/register`)).status).to.equal(403);
  });

  it('ask the payee of the bank’s own leg for the receipt, and take it', async () => {
    await draft.paysInTurn('L1', 'L2');
    const line = draft.newLine();
    await draft.registers('L3', line);
    await draft.isStated('L3', line);
    await platform.shown();
    const partnership = await platform.signIn(platform.province.offices.partnership.first);
    const receipt = `/payments/${draft.issued.draftId}/L3/receipt`;
    expect(await partnership.page('/payments?tab=receipts')).to.contain(`href="${receipt}"`);
    const form = await partnership.page(receipt);
    expect(form).to.contain(`value="${line.serialNumber}"`);
    await partnership.act(receipt, { serialNumber: line.serialNumber, transferDate: line.date });
    await platform.shown();
    expect(await draft.stateOf('L3')).to.equal('settled');
  });

  it('verify a printed slip for whoever may see the draft, and for nobody else', async () => {
    const verify = `/verify/${draft.issued.draftId}/L2`;
    expect(mainText(await finance.page(verify)))
      .to.contain('截至区块')
      .and.to.contain('待付款');
    const stranger = await platform.signIn(platform.province.offices.shuimuFinance.first);
    expect((await stranger.get(verify)).status).to.equal(404);
    expect((await stranger.get(slip)).status).to.equal(404);
  });
});
