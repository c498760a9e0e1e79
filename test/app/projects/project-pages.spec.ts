/**
 * Projects in the browser: an application from the empty form to the decision, through confirm pages with codes; what is begun
 * and not sent; what was returned and corrected; and that nobody sees what is not theirs.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openGridFileStore } from '../../../app/files/grid-file-store';
import { plannedAccounts } from '../../province/province-plan';
import type { Desk, Fields } from '../platform/desk';
import { hidden, mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;

describe('projects in the browser', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let command: Desk;
  let office: Desk;
  let stranger: Desk;
  let form: Fields;
  let projectPath: string;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    const { offices } = platform.province;
    command = await platform.signIn(offices.yunlingCommand.first);
    office = await platform.signIn(offices.leadingOffice.first);
    stranger = await platform.signIn(offices.shuimuCommand.first);
    const owner = offices.yunlingCommand.first.organisationId;
    // Another county has handed in the same bytes before, under a name of its own.
    await stage('水木县存.pdf', offices.shuimuCommand.first.organisationId, '可研批复.pdf');
    const [plan, study] = [await stage('实施方案.pdf', owner), await stage('可研批复.pdf', owner)];
    form = {
      ...{
        name: '松岭镇 <b>菌棚</b> 二期',
        type: 'industry',
        department: '县农业农村局',
        township: '松岭镇',
      },
      ...{ introduction: '新建菌棒车间 1 座。', budget: '8,640,000.00' },
      ...{ implementer: offices.yunlingBuilder.first.organisationId, qualification: '省级示范社' },
      ...{ account: plannedAccounts.yunlingBuilder.accountId, start: '2027-01-10', finish: '2027-10-31' },
      ...{ milestone: ['封顶', '出菇'], share: ['40', '60'], planned: ['2027-03-15', '2027-10-31'] },
      ...{ 'evidence-plan': plan, 'evidence-study': study },
    };
  });
  after(() => platform.close());

  const stage = async (name: string, owner: string, content = name): Promise<string> => {
    const files = await openGridFileStore(platform.store.connection, () => new Date(platform.now()));
    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    const bytes = Buffer.from(`%PDF-1.7 ${content}`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(folder, 'file'), bytes);
    await files.stage({
      ...{ hash, name, owner, bytes: bytes.length, mime: 'application/pdf' as const },
      path: join(folder, 'file'),
    });
    await rm(folder, { recursive: true });
    return hash;
  };

  it('tells the county command how to begin', async () => {
    expect(mainText(await command.page('/projects')))
      .to.contain('申报项目')
      .and.to.contain('还没有项目');
    expect(mainText(await command.page('/projects/new')))
      .to.contain('预算计量单位：人民币/元')
      .and.to.contain('填写进度');
  });

  it('gives a form with faults back as it was typed, with every fault', async () => {
    const { status, html } = await command.review('/projects/new', { ...form, budget: '八百万', name: '' });
    expect(status).to.equal(422);
    expect(html).to.contain('value="八百万"').and.to.contain('href="#budget"').and.to.contain('href="#name"');
    expect(mainText(await command.page('/projects'))).to.contain('还没有项目');
  });

  it('saves a form that is not sent for its own office alone', async () => {
    const page = await command.page('/projects/new');
    const unsent = hidden(page, 'unsent');
    const token = { _csrf: hidden(page, '_csrf'), unsent };
    const saved = await command.post('/projects/unsent/autosave', { ...token, name: '只写了名称' });
    expect(saved.html).to.contain('"saved":true');
    expect(await command.page(`/projects/unsent/${unsent}`)).to.contain('只写了名称');
    expect((await stranger.get(`/projects/unsent/${unsent}`)).status).to.equal(404);
    const added = await command.post('/projects/unsent', {
      ...token,
      name: '只写了名称',
      milestone: ['一'],
      row: 'add',
    });
    expect(added.location).to.equal(`/projects/unsent/${unsent}#plan`);
    expect(await command.page(`/projects/unsent/${unsent}`)).to.contain('id="milestone-1"');
    expect((await command.post(`/projects/unsent/${unsent}/delete`, token)).status).to.equal(303);
    expect((await command.get(`/projects/unsent/${unsent}`)).status).to.equal(404);
  });

  it('lists what will be written on the chain, then writes it once', async () => {
    const confirm = await command.review('/projects/new', form);
    expect(mainText(confirm.html)).to.contain('人民币捌佰陆拾肆万元整').and.to.contain('附件本身存在平台');
    const sent = await command.confirm('/projects/new', form, confirm);
    expect(sent.status, mainText(sent.html)).to.equal(303);
    projectPath = sent.location ?? '';
    const again = await command.confirm('/projects/new', form, confirm);
    expect(again.location).to.equal(projectPath);
    const page = await command.page(projectPath);
    expect(page).to.contain('松岭镇 &lt;b&gt;菌棚&lt;/b&gt; 二期').and.not.to.contain('<b>菌棚</b>');
    expect(mainText(page)).to.contain('待审批').and.to.contain('实施方案.pdf');
  });

  it('does not show a county what is another county’s', async () => {
    expect((await stranger.get(projectPath)).status).to.equal(404);
    expect((await stranger.get(`${projectPath}/files/${String(form['evidence-plan'])}`)).status).to.equal(
      404,
    );
    expect((await stranger.get(`/files/${String(form['evidence-plan'])}`)).status).to.equal(404);
    expect(mainText(await stranger.page('/projects'))).to.not.contain('菌棚');
  });

  it('hands the office the file under its Chinese name', async () => {
    const { status, html } = await office.get(`${projectPath}/files/${String(form['evidence-plan'])}`);
    expect(status, html).to.equal(200);
    expect((await office.get(`/files/${String(form['evidence-study'])}`)).status).to.equal(200);
    expect((await office.get(`${projectPath}/files/${'0'.repeat(64)}`)).status).to.equal(404);
  });

  it('hands out what several have handed in to whoever may see one of them, under a name they may see', async () => {
    const finance = await platform.signIn(platform.province.offices.yunlingFinance.first);
    const path = `/files/${String(form['evidence-study'])}`;
    for (const reader of [finance, office]) {
      const { status, disposition } = await reader.get(path);
      expect(status).to.equal(200);
      expect(decodeURIComponent(disposition)).to.contain('可研批复.pdf').and.not.to.contain('水木');
    }
    expect(decodeURIComponent((await stranger.get(path)).disposition)).to.contain('水木县存.pdf');
    expect(mainText(await office.page(projectPath)))
      .to.contain('可研批复.pdf')
      .and.not.to.contain('水木县存');
  });

  it('puts the office’s own work on top of its list, and opens every tab', async () => {
    const list = mainText(await office.page('/projects?view=mine'));
    expect(list).to.contain('菌棚').and.to.contain('（您）审批');
    for (const tab of ['draft', 'money', 'progress', 'chain']) await office.page(`${projectPath}/${tab}`);
    expect(mainText(await office.page(`${projectPath}/chain`))).to.contain('提交申请');
  });

  it('returns with a reason, and the command corrects and submits again', async () => {
    const reasonless = await office.review(`${projectPath}/decision`, { decision: 'return', statement: '' });
    expect(reasonless.status).to.equal(422);
    await office.act(`${projectPath}/decision`, { decision: 'return', amount: '', statement: '请核减预算' });
    const page = await command.page(`${projectPath}/resubmit`);
    expect(mainText(page)).to.contain('请核减预算');
    expect(page).to.contain('value="8640000.00"');
    const kept = { _csrf: hidden(page, '_csrf'), unsent: hidden(page, 'unsent') };
    const saved = await command.post('/projects/unsent', {
      ...{ ...form, ...kept, project: hidden(page, 'project'), name: '改名待定', row: 'add' },
    });
    const again = await command.page(saved.location ?? '');
    expect(again).to.contain(`action="${projectPath}/resubmit"`).and.to.contain('改名待定');
    expect(await command.page(`${projectPath}/resubmit`)).to.contain('改名待定');
    await command.act(`${projectPath}/resubmit`, { ...form, budget: '8000000' });
    expect(mainText(await command.page(projectPath))).to.contain('第 2 次申报');
  });

  it('lists an approval anew when another account or file was submitted since', async () => {
    const path = `${projectPath}/decision`;
    const approval = { decision: 'approve', amount: '7,500,000.00', statement: '同意' };
    const confirm = await office.review(path, approval);
    expect(mainText(confirm.html)).to.contain(form['account']).and.to.contain(form['evidence-plan']);
    await office.act(path, { decision: 'return', amount: '', statement: '请更换方案' });
    const owner = platform.province.offices.yunlingCommand.first.organisationId;
    const plan = await stage('实施方案（修订）.pdf', owner);
    await command.act(`${projectPath}/resubmit`, { ...form, budget: '8000000', 'evidence-plan': plan });
    const changed = await office.confirm(path, approval, confirm);
    expect(changed.status, mainText(changed.html)).to.equal(409);
    expect(mainText(changed.html)).to.contain('内容已有变化').and.to.contain(plan);
    expect(mainText(await office.page(projectPath))).to.contain('待审批');
  });

  it('shows a possible double application to the office, with why', async () => {
    await command.act('/projects/new', form);
    expect(mainText(await office.page(`${projectPath}/decision`)))
      .to.contain('可能重复申报：1 个')
      .and.to.contain('附件与该项目相同')
      .and.to.contain('签发由另一人办理');
  });

  it('approves an amount within the budget, with a code, and no other', async () => {
    const path = `${projectPath}/decision`;
    const above = await office.review(path, { decision: 'approve', amount: '8000000.01', statement: '同意' });
    expect(above.status).to.equal(422);
    expect(mainText(above.html)).to.contain('高于预算');
    const fields = { decision: 'approve', amount: '7,500,000.00', statement: '同意，分两期拨付' };
    expect(await office.act(path, fields)).to.equal(projectPath);
    expect(mainText(await command.page(projectPath)))
      .to.contain('¥7,500,000.00')
      .and.to.contain('已批准');
    expect((await office.get(path)).status).to.equal(404);
  });

  it('takes an application back', async () => {
    const second =
      /href="(\/projects\/P-[^"]+)"/.exec(await office.page('/projects?status=submitted'))?.[1] ?? '';
    await command.act(`${second}/withdraw`, { reason: '' });
    expect(mainText(await command.page(second))).to.contain('已撤回');
  });

  it('exports the list as it is filtered', async () => {
    const { html } = await office.get('/projects/export.csv?status=approved');
    expect(html).to.contain('截至区块').and.to.contain('"7,500,000.00"').and.not.to.contain('已撤回');
    expect((await office.get('/projects/export.xlsx')).status).to.equal(200);
  });

  it('finds a project by its whole id and by its implementer', async () => {
    const id = projectPath.replace('/projects/', '');
    expect(mainText(await office.page(`/projects?q=${id}`))).to.contain(id);
    const register = await office.page(`/registers/organisations/${String(form['implementer'])}`);
    const name = /<h1>([^<]+)/.exec(register)?.[1] ?? '';
    expect(mainText(await office.page(`/projects?q=${encodeURIComponent(name)}`))).to.contain(id);
    expect(mainText(await office.page('/projects?q=nobody'))).to.not.contain(id);
  });

  it('speaks English to who reads English', async () => {
    const { second } = platform.province.offices.leadingOffice;
    const reader = await platform.signIn(second, 'en');
    expect(mainText(await reader.page('/projects'))).to.contain('Waits for, until');
    expect(mainText(await reader.page(projectPath))).to.contain('Funding plan');
  });
});
