/** A form that is sent twice does one thing; one that was changed in between is never taken for the one that was carried out. */
import { expect } from 'chai';
import type { FundDraft } from '../../province/fund-draft';
import { hidden, mainText } from '../platform/desk';
import type { Desk, Fields, Page } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;
const clicks = 3;

describe('a form that is sent again', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let finance: Desk;
  let draft: FundDraft;
  let path: string;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
  });
  beforeEach(async () => {
    draft = await platform.province.issues();
    await platform.shown();
    path = `/payments/${draft.issued.draftId}/L2/register`;
  });
  after(() => platform.close());

  const typed = (serialNumber: string): Fields => ({ serialNumber, transferDate: platform.province.today() });
  const again = ({ html }: Page): Fields => ({
    ...{ _csrf: hidden(html, '_csrf'), requestId: hidden(html, 'requestId'), shown: hidden(html, 'shown') },
    step: 'submit',
  });
  const serials = async (): Promise<readonly string[]> =>
    (await draft.looks()).record.registrations.map(({ serialNumber }) => serialNumber);

  it('leads where it led, without a second code and without a second registration', async () => {
    const confirm = await finance.review(path, typed('TWICE-1'));
    const first = await finance.confirm(path, typed('TWICE-1'), confirm);
    const sent = { _csrf: hidden(confirm.html, '_csrf'), requestId: hidden(confirm.html, 'requestId') };
    const second = await finance.post(path, { ...sent, ...typed('TWICE-1'), step: 'submit' });
    expect([first.status, second.status]).to.deep.equal([303, 303]);
    expect(second.location).to.equal(first.location);
    expect(await serials()).to.deep.equal(['TWICE-1']);
  });

  it('at the same moment, with the same code, leads both to one end, and uses the code once', async () => {
    const confirm = await finance.review(path, typed('CLICK-1'));
    const sent = { ...again(confirm), ...typed('CLICK-1'), code: platform.nextCode() };
    const ends = await Promise.all(Array.from({ length: clicks }, () => finance.post(path, sent)));
    expect(ends.map(({ status }) => status)).to.deep.equal(Array(clicks).fill(303));
    expect(new Set(ends.map(({ location }) => location)).size).to.equal(1);
    expect(await serials()).to.deep.equal(['CLICK-1']);
  });

  it('with a wrong code is sent again under its request id with the right one', async () => {
    const confirm = await finance.review(path, typed('CODE-1'));
    const sent = { ...again(confirm), ...typed('CODE-1') };
    const wrong = { ...sent, code: '000000' };
    const right = { ...sent, code: platform.nextCode() };
    const ends = await Promise.all([wrong, wrong, right].map((each) => finance.post(path, each)));
    expect(ends.map(({ status }) => status)).to.deep.equal([422, 422, 303]);
    expect(await serials()).to.deep.equal(['CODE-1']);
  });

  it('with other fields at the same moment is not told to be done', async () => {
    const confirm = await finance.review(path, typed('SAME-1'));
    const sent = { ...again(confirm), code: platform.nextCode() };
    const ends = await Promise.all(
      ['SAME-1', 'SAME-2'].map((serial) => finance.post(path, { ...sent, ...typed(serial), shown: '' })),
    );
    expect(ends.map(({ status }) => status).toSorted()).to.deep.equal([303, 422]);
    expect(await serials()).to.have.length(1);
  });

  it('with other fields under the same request id is not told to be done, and comes back as something new', async () => {
    const confirm = await finance.review(path, typed('FIRST-1'));
    expect((await finance.confirm(path, typed('FIRST-1'), confirm)).status).to.equal(303);
    const changed = await finance.confirm(path, typed('OTHER-2'), confirm);
    expect(changed.status).to.equal(422);
    expect(mainText(changed.html)).to.contain('已用于另一内容的请求');
    expect(changed.html).to.contain('value="OTHER-2"');
    expect(hidden(changed.html, 'requestId')).to.not.be.oneOf(['', hidden(confirm.html, 'requestId')]);
    expect(await serials()).to.deep.equal(['FIRST-1']);
  });

  it('at another draft under the same request id is not told to be done there', async () => {
    const other = await platform.province.issues();
    await platform.shown();
    const confirm = await finance.review(path, typed('HERE-1'));
    expect((await finance.confirm(path, typed('HERE-1'), confirm)).status).to.equal(303);
    const there = `/payments/${other.issued.draftId}/L2/register`;
    expect((await finance.confirm(there, typed('HERE-1'), confirm)).status).to.equal(422);
    expect((await other.looks()).record.registrations).to.deep.equal([]);
  });

  it('after what was confirmed has changed is listed anew, and nothing is written before that is confirmed', async () => {
    const confirm = await finance.review(path, typed('LISTED-1'));
    const listed = {
      ...confirm,
      html: confirm.html.replace(/name="shown" value="[^"]*"/, 'name="shown" value="of before"'),
    };
    const changed = await finance.confirm(path, typed('LISTED-1'), listed);
    expect(changed.status).to.equal(409);
    expect(mainText(changed.html)).to.contain('内容已有变化');
    expect(await serials()).to.deep.equal([]);
    expect((await finance.confirm(path, typed('LISTED-1'), changed)).status).to.equal(303);
  });
});
