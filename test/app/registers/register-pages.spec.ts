/**
 * The registers at their pages: an account's way from the proposal to its release by three offices, organisations by their
 * administrator, and thresholds by two persons.
 */
import { expect } from 'chai';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;

describe('the registers', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let finance: Desk;
  let office: Desk;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    const { yunlingFinance, leadingOffice } = platform.province.offices;
    finance = await platform.signIn(yunlingFinance.first);
    office = await platform.signIn(leadingOffice.first);
  });
  after(() => platform.close());

  function proposal(number: string): Readonly<Record<string, string>> {
    const { yunlingFinance, bank } = platform.province.offices;
    return {
      ...{ number, holder: yunlingFinance.first.seat.organisationId, bank: bank.first.seat.organisationId },
      ...{ kind: 'dedicated', holderKind: 'corporate' },
    };
  }

  const path = '/registers/accounts/propose';

  it('takes a number as people write it, and leads the account to its release', async () => {
    const at = await finance.act(path, proposal('６２１７ 0010-2233 4455'));
    expect(mainText(await finance.page(at)))
      .to.contain('6217 0010 2233 4455')
      .and.to.contain('待开户行确认');
    const bank = await platform.signIn(platform.province.offices.bank.first);
    await bank.act(`${at}/confirm`, {});
    await office.act(`${at}/release`, {});
    expect(mainText(await finance.page(at)))
      .to.contain('已启用')
      .and.to.contain('开户行确认');
    await office.act(`${at}/block`, { reason: '户名变更' });
    expect(mainText(await finance.page(at))).to.contain('已停用：户名变更');
  });

  it('refuses a personal account with its reason, and a number that is none', async () => {
    const personal = await finance.review(path, { ...proposal('6217001022339999'), holderKind: 'personal' });
    expect(personal.status).to.equal(422);
    expect(mainText(personal.html)).to.contain('个人账户不得登记');
    const wrong = await finance.review(path, proposal('6217 OO10'));
    expect(wrong.status).to.equal(422);
    expect(mainText(wrong.html)).to.contain('账号要写 6–32 位数字');
    expect(wrong.html).to.contain('6217 OO10');
  });

  it('shows no account to whom it is not, and the office who may act', async () => {
    const at = await finance.act(path, proposal('6217001022337777'));
    const far = await platform.signIn(platform.province.offices.shuimuFinance.first);
    expect((await far.get(at)).status).to.equal(404);
    const release = await office.page(`${at}/release`);
    expect(mainText(release)).to.contain('开户行确认后才能启用');
  });

  it('registers a new county beginning with its administrators, by an administrator of the province', async () => {
    const admin = await platform.signIn(platform.province.admins.provinceAdmin);
    const entry = { name: '清河县管理员', organisationId: 'qinghe-it', mspId: 'CountyMSP', role: 'admin' };
    const wrong = await admin.review('/registers/organisations/new', { ...entry, county: '529903' });
    expect(wrong.status, 'an administrators’ organisation without persons').to.equal(422);
    const at = await admin.act('/registers/organisations/new', {
      ...{ ...entry, county: '529903', adminPersons: 'qinghe-admin-1' },
    });
    expect(mainText(await admin.page(at)))
      .to.contain('清河县管理员')
      .and.to.contain('县级单位');
  });

  it('puts thresholds in force when a second person sends the same values', async () => {
    const values = { twoPersonsAbove: '8,000,000.00', ageingHours: '48', idleDays: '20' };
    await office.act('/registers/thresholds/set', values);
    const again = await office.review('/registers/thresholds/set', values);
    expect(again.status).to.equal(422);
    expect(mainText(again.html)).to.contain('由您本人提交');
    const second = await platform.signIn(platform.province.offices.leadingOffice.second);
    expect(mainText(await second.page('/registers/thresholds'))).to.contain('您可以作为第二人');
    await second.act('/registers/thresholds/set', values);
    const text = mainText(await finance.page('/registers/thresholds'));
    expect(text).to.contain('¥8,000,000.00').and.to.contain('48 小时').and.not.to.contain('待第二人确认');
  });

  it('opens its pages to exactly those whom the catalogue permits', async () => {
    expect((await finance.get('/registers')).status).to.equal(200);
    expect((await finance.get('/registers/thresholds/set')).status).to.equal(403);
    const admin = await platform.signIn(platform.province.admins.yunlingAdmin);
    expect((await admin.get('/registers/accounts')).status).to.equal(403);
    expect((await office.get(path)).status).to.equal(403);
  });
});
