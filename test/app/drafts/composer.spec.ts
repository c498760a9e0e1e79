/**
 * Composing and issuing a draft at the page: the standard path is there, every cell is read by the rules that the contract
 * issues by, and what the officer's own key signs is what the chain keeps.
 */
import { expect } from 'chai';
import { applicationOf, applies, approves } from '../../province/draft-issue';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';
import { composerFields, withCell } from './composer-form';
import type { ComposerFields } from './composer-form';

const startMsMax = 180_000;

describe("a draft's composer", function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let office: Desk;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    office = await platform.signIn(platform.province.offices.leadingOffice.first);
  });
  after(() => platform.close());

  /** An approved project that awaits its draft, and the address of its composer. */
  async function approved(amountFen?: string): Promise<string> {
    const { province } = platform;
    const application = applicationOf(province, amountFen === undefined ? {} : { amountFen });
    const projectId = await applies(province, application);
    await approves(province, projectId, application.amountFen);
    await platform.shown();
    return `/projects/${projectId}/draft/new`;
  }

  async function standard(path: string): Promise<ComposerFields> {
    return composerFields(await office.page(path));
  }

  it('fills in the standard path of the approved amount from released accounts', async () => {
    const fields = await standard(await approved('100000000'));
    expect(fields['legId']).to.deep.equal(['L1', 'L2', 'L3', 'L4', 'L5.1', 'L5.2']);
    expect(fields['amount']?.slice(0, 4)).to.deep.equal([
      '40,000.00',
      '60,000.00',
      '900,000.00',
      '940,000.00',
    ]);
    expect(fields['opensAfter']?.slice(2, 4)).to.deep.equal(['L1 L2', 'L1 L3']);
    expect(fields['payer']?.every((id) => id.startsWith('A-'))).to.equal(true);
  });

  it('issues what was composed, signed by the officer’s own key', async () => {
    const path = await approved();
    const location = await office.act(path, await standard(path));
    const draftId = location.replace('/drafts/', '');
    expect(draftId).to.match(/^D-/);
    await platform.shown();
    expect(mainText(await office.page(location))).to.contain('签名已核验');
    const seal = mainText(await office.page(`${location}/seal`));
    expect(seal).to.contain('已核验：').and.to.contain(`&quot;draftId&quot;:&quot;${draftId}&quot;`);
    expect((await office.get(`${location}/seal/certificate.pem`)).status).to.equal(200);
  });

  it('lists every leg before anything is written, and shows no account number in full', async () => {
    const path = await approved();
    const { status, html } = await office.review(path, await standard(path));
    expect(status).to.equal(200);
    for (const leg of ['L1', 'L2', 'L3', 'L4', 'L5.1', 'L5.2']) expect(mainText(html)).to.contain(` ${leg} `);
    expect(mainText(html)).not.to.match(/\d{12,}/);
  });

  it('takes a share instead of an amount, and refuses one that does not come to whole fen', async () => {
    const path = await approved('100000000');
    const fields = await standard(path);
    const share = await office.review(path, withCell(fields, 'amount-0', '4 %'));
    expect(share.status).to.equal(200);
    const odd = await approved('100000001');
    const refused = await office.review(odd, withCell(await standard(odd), 'amount-0', '4 %'));
    expect(refused.status).to.equal(422);
    expect(refused.html).to.contain('href="#amount-0"').and.to.contain('不是整分');
  });

  it('refuses a circle at the leg that would wait for itself, and keeps what was typed', async () => {
    const path = await approved();
    const { status, html } = await office.review(path, withCell(await standard(path), 'opensAfter-0', 'L3'));
    expect(status).to.equal(422);
    expect(html).to.contain('href="#opensAfter-0"').and.to.contain('路径成了循环');
    expect(composerFields(html)['opensAfter']?.[0]).to.equal('L3');
  });

  it('says in yuan which office in between would keep money', async () => {
    const path = await approved('100000000');
    const { status, html } = await office.review(path, withCell(await standard(path), 'amount-3', '930000'));
    expect(status).to.equal(422);
    expect(html).to.contain('留下 ¥10,000.00').and.to.contain('href="#amount-3"');
  });

  it('names every cell that cannot be read', async () => {
    const path = await approved();
    const typed = withCell(withCell(await standard(path), 'amount-1', '1e6'), 'deadline-2', 'soon');
    const { status, html } = await office.review(path, typed);
    expect(status).to.equal(422);
    expect(html).to.contain('href="#amount-1"').and.to.contain('href="#deadline-2"');
    expect(composerFields(html)['amount']?.[1]).to.equal('1e6');
  });

  it('takes one more leg through another account, and gives a row back', async () => {
    const path = await approved();
    const fields = await standard(path);
    const more = await office.post(path, { ...(await tokensOf(path)), ...fields, do: 'add', step: 'edit' });
    expect(composerFields(more.html)['legId']).to.deep.equal(
      ['L1', 'L2', 'L3', 'L4', 'L5', 'L5.1', 'L5.2'].map(free),
    );
    const less = await office.post(path, {
      ...(await tokensOf(path)),
      ...fields,
      do: 'remove-1',
      step: 'edit',
    });
    expect(composerFields(less.html)['legId']).to.deep.equal(['L1', 'L3', 'L4', 'L5.1', 'L5.2']);
  });

  /** L5 would be read as the tranches' leg: the next free id is L6. */
  function free(legId: string): string {
    return legId === 'L5' ? 'L6' : legId;
  }

  async function tokensOf(path: string): Promise<Record<string, string>> {
    const html = await office.page(path);
    return { _csrf: /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '' };
  }

  it('checks what is typed while it is typed, with the same rules', async () => {
    const path = await approved();
    const fields = await standard(path);
    const preview = path.replace('/new', '/preview');
    const sound = await office.post(preview, { ...(await tokensOf(path)), ...fields });
    expect(sound.html).to.contain('路径成立').and.to.contain('<svg class="money-path"');
    const broken = await office.post(preview, {
      ...(await tokensOf(path)),
      ...withCell(fields, 'opensAfter-0', 'L3'),
    });
    expect(broken.html).to.contain('路径成了循环').and.not.to.contain('<svg class="money-path"');
  });

  it('tells an approver of a large amount who can issue instead', async () => {
    const path = await approved('600000000');
    const approver = await platform.signIn(platform.province.offices.leadingOffice.second);
    const page = mainText(await approver.page(path));
    expect(page).to.contain('批准人不能签发').and.to.contain('Name of');
    const fields = composerFields(await approver.page(path));
    expect((await approver.review(path, fields)).status).to.equal(422);
    expect((await office.review(path, fields)).status).to.equal(200);
  });

  it('is not there for a project that awaits no draft, nor for another office', async () => {
    const path = await approved();
    await office.act(path, await standard(path));
    await platform.shown();
    expect((await office.get(path)).status).to.equal(404);
    const command = await platform.signIn(platform.province.offices.yunlingCommand.first);
    expect((await command.get(path)).status).to.equal(403);
  });
});
