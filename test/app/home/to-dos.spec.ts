/** The home page tells each role its own work, from a played story; the sweeps reveal what time has made true. */
import { expect } from 'chai';
import { Sweeper } from '../../../app/sweeper';
import type { FundDraft } from '../../province/fund-draft';
import type { Officer } from '../../province/officer';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;

describe('the work on the home page', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let draft: FundDraft;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    draft = await platform.province.issues();
  });
  after(() => platform.close());

  const workOf = async (officer: Officer): Promise<string> => {
    const desk = await platform.signIn(officer);
    const text = mainText(await desk.page('/'));
    return text.slice(0, text.indexOf('最近预警'));
  };

  it('asks the payers of the first legs to pay, and nobody else', async () => {
    expect(await workOf(draft.payerOf('L1').first))
      .to.contain('付款 L1 并登记流水号')
      .and.to.contain('打开付款单');
    expect(await workOf(draft.payerOf('L2').first))
      .to.contain('付款 L2 并登记流水号')
      .and.to.contain('挡住');
    expect(await workOf(draft.payerOf('L4').first)).to.contain('没有等您办理的事项');
  });

  it('asks the bank for its line once the payer has registered, and the payer no more', async () => {
    const line = draft.newLine();
    await draft.registers('L1', line);
    await platform.shown();
    expect(await workOf(draft.bankOf('L1').first)).to.contain('报送 L1 的银行流水');
    expect(await workOf(draft.payerOf('L1').second)).not.to.contain('付款 L1');
    await draft.isStated('L1', line);
  });

  it('asks the implementer to present, then the command for its opinion', async () => {
    const funded = await platform.province.issues();
    await funded.isFunded();
    await platform.shown();
    expect(await workOf(platform.province.offices.yunlingBuilder.first)).to.contain('提示承兑 L5.1');
    await funded.presents(1);
    await platform.shown();
    expect(await workOf(platform.province.offices.yunlingCommand.first)).to.contain('出具 L5.1 的审核意见');
  });

  it('tells the second officer of a proposal, not the one who made it', async () => {
    const late = await platform.province.issues();
    const line = late.newLine();
    await late.registers('L1', line);
    await late.isStated('L1', line, { amountFen: '100' });
    await platform.shown();
    const { first, second } = platform.province.offices.leadingOffice;
    const maker = await platform.signIn(first);
    const page = `/reconciliation/exceptions/${encodeURIComponent(late.exceptionId('L1', line))}/propose`;
    await maker.act(page, { kind: 'write-off', reason: '小额差错' });
    expect(await workOf(second))
      .to.contain('复核处理意见：核销')
      .and.to.contain('等第二人确认');
    expect(mainText(await maker.page('/'))).not.to.contain('复核处理意见：核销');
  });

  it('is revealed by a sweep once its time has come, and by nothing else', async () => {
    const overdue = await platform.province.issues();
    platform.province.waits({ days: 11 });
    const failures: unknown[] = [];
    const { ledger, sweeper } = platform.province;
    const sweeps = new Sweeper({
      ledger,
      identity: sweeper.identity,
      onFailure: (error) => failures.push(error),
    });
    expect(await sweeps.sweep()).to.be.greaterThan(0);
    await sweeps.stop();
    expect(failures).to.deep.equal([]);
    expect(await overdue.reasonsOn('L1')).to.deep.equal(['overdue']);
    await platform.shown();
    const payer = overdue.payerOf('L1').second;
    expect(await workOf(payer))
      .to.contain('处理对账异常：逾期未办')
      .and.to.contain('已逾期');
    const desk = await platform.signIn(payer);
    expect(await desk.page('/')).to.match(/，\d+ 项待办，<b class="tone-bad">\d+ 项已逾期/);
  });
});
