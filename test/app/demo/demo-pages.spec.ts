/**
 * The demo's page and its simulated bank on the seeded province: a visitor becomes anybody with one click, and the bank's buttons do
 * what a bank does: it pays, mistypes, takes back and tells, and settles nothing by itself.
 */
import { expect } from 'chai';
import { codeAt } from '../../../app/auth/one-time-code';
import { demoCodeSecret, demoPassword } from '../../../app/demo/demo-users';
import { demoPerson } from '../../../app/demo/demo-organisations';
import { DemoProvince } from '../platform/demo-province';
import type { Fields, Page } from '../platform/desk';
import { Desk, hidden, mainText } from '../platform/desk';

const startMsMax = 240_000;
const payer = 'leishan-finance-01';
const leg = 'L2';

describe('the demo’s page', function () {
  this.timeout(60_000);
  let demo: DemoProvince;
  let visitor: Desk;

  before(async function () {
    this.timeout(startMsMax);
    demo = await DemoProvince.open();
    visitor = new Desk(demo.address, () => codeAt(demoCodeSecret(payer), Date.now()));
  });
  after(() => demo.close());

  /** Sends one of the page's small forms. */
  async function sends(path: string, fields: Fields): Promise<Page> {
    const _csrf = hidden(await visitor.page('/demo'), '_csrf');
    return visitor.post(path, { _csrf, ...fields });
  }

  /** Presses a button of the bank; answers what the page then says. */
  async function presses(button: 'pay' | 'push' | 'reverse', fields: Fields): Promise<string> {
    const done = await sends(`/demo/bank/${button}`, fields);
    expect(done.status, mainText(done.html)).to.equal(303);
    await demo.shown();
    return visitor.page('/demo');
  }

  const newestLine = (html: string): string => /name="line" value="(B\d+)"/.exec(html)?.[1] ?? '';

  it('shows a visitor the story, everybody’s login, the password and the codes', async () => {
    const text = mainText(await visitor.page('/demo'));
    expect(text).to.contain('虚构').and.contain(demoPassword).and.contain(payer);
    expect(text).to.match(/\d{6}/);
  });

  it('makes a visitor whoever is chosen, and somebody else at the next click', async () => {
    for (const [person, name] of [
      [payer, demoPerson('leishan-finance').name],
      ['leading-office-01', demoPerson('leading-office').name],
    ] as const) {
      expect((await sends('/demo/role', { person })).location).to.equal('/');
      expect(await visitor.page('/')).to.contain(name);
    }
    expect((await sends('/demo/role', { person: 'nobody-here' })).location).to.equal('/demo');
  });

  it('pays a leg, tells it, and the leg is settled only when the payer has registered it', async () => {
    await sends('/demo/role', { person: payer });
    const awaiting = { legs: { $elemMatch: { legId: leg, state: 'awaiting-payment' } } };
    const found = await demo.models.drafts
      .findOne({ county: '522634', ...awaiting })
      .lean()
      .exec();
    const draft = found?._id ?? '';
    const paid = await presses('pay', { draft, leg, kind: 'exact' });
    const line = newestLine(paid);
    const serial = /流水号 (\d{10,})。/.exec(paid)?.[1] ?? '';
    await presses('push', { line });
    expect(await legState(draft)).to.not.equal('settled');
    const slip = `/payments/${draft}/${leg}`;
    const date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await visitor.act(`${slip}/register`, { serialNumber: serial, transferDate: date });
    expect(await legState(draft)).to.equal('settled');
    await presses('push', { line: newestLine(await presses('reverse', { line })) });
    expect(await legState(draft)).to.not.equal('settled');
  });

  it('answers a leg, a line or a kind that is not there as what is not there', async () => {
    const nothing = [
      await sends('/demo/bank/push', { line: 'B9999' }),
      await sends('/demo/bank/reverse', { line: 'B9999' }),
      await sends('/demo/bank/pay', { draft: 'D-1', leg: 'L1', kind: 'twice' }),
    ];
    expect(nothing.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
  });

  async function legState(draftId: string): Promise<string | undefined> {
    const draft = await demo.models.drafts.findById(draftId).lean().exec();
    return draft?.legs.find((each) => each.legId === leg)?.state;
  }
});
