/**
 * A tranche at the pages: reported, presented with evidence and a next stage whose sum stays, judged by the command, put in
 * force by the office, and accepted.
 */
import { expect } from 'chai';
import type { FundDraft } from '../../province/fund-draft';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';
import { stagedFile } from './staged-file';

const startMsMax = 180_000;

describe('progress and acceptance', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let builder: Desk;
  let command: Desk;
  let office: Desk;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    const { yunlingBuilder, yunlingCommand, leadingOffice } = platform.province.offices;
    builder = await platform.signIn(yunlingBuilder.first);
    command = await platform.signIn(yunlingCommand.first);
    office = await platform.signIn(leadingOffice.second);
  });
  after(() => platform.close());

  async function issued(): Promise<FundDraft> {
    const draft = await platform.province.issues();
    await platform.shown();
    return draft;
  }

  async function evidence(text: string): Promise<string> {
    const { organisationId } = platform.province.offices.yunlingBuilder.first.seat;
    return stagedFile(platform.platform.files, organisationId, text);
  }

  it('keeps the note of a report beside the chain and tells that it still matches', async () => {
    const { issued: draft } = await issued();
    const path = `/projects/${draft.projectId}/progress/report`;
    const led = await builder.act(path, { percent: '35', note: '棚架完成一半，\r\n下周覆膜。' });
    expect(led).to.equal(`/progress/${draft.projectId}`);
    const text = mainText(await builder.page(led));
    expect(text).to.contain('35 %').and.to.contain('棚架完成一半').and.to.contain('说明与链上校验码一致');
    expect(mainText(await command.page(led))).to.contain('棚架完成一半');
  });

  it('sends a wrong percent back with everything that was typed', async () => {
    const { issued: draft } = await issued();
    const { status, html } = await builder.review(`/projects/${draft.projectId}/progress/report`, {
      ...{ percent: '101', note: '保留的文字' },
    });
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('进度要写 0 到 100 的整数');
    expect(html).to.contain('保留的文字').and.to.contain('value="101"');
  });

  it('refuses a next stage that changes the sum, and says both sums in yuan', async () => {
    const draft = await issued();
    const path = `/drafts/${draft.draftId}/tranches/1/present`;
    const later = laterAmounts(await builder.page(path));
    const [first] = later;
    if (first === undefined) throw new Error('The draft has one tranche alone.');
    const { status, html } = await builder.review(path, {
      ...{ milestone: '基础完工', evidence: await evidence('one'), changePlan: 'yes' },
      ...fieldsOf(later),
      [first.name]: '0.01',
    });
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('以后各期合计 ¥').and.to.contain('应等于 ¥');
  });

  it('carries a tranche from its presentation to the opinion, and a next stage into force', async () => {
    const draft = await issued();
    const at = `/drafts/${draft.draftId}/tranches/1`;
    const later = laterAmounts(await builder.page(`${at}/present`));
    await builder.act(`${at}/present`, {
      ...{ milestone: '基础完工', evidence: await evidence(draft.draftId), changePlan: 'yes' },
      ...fieldsOf(later),
      ...Object.fromEntries(later.map(({ dateName }) => [dateName, '2030-12-31'])),
    });
    const asked = mainText(await command.page(`${at}/opinion`));
    expect(asked).to.contain('基础完工').and.to.contain('节点照片.pdf').and.to.contain('新阶段资金计划');
    await command.act(`${at}/opinion`, { decision: 'agree', opinion: '现场核对无误。' });
    expect(mainText(await office.page('/progress'))).to.contain('确认第 1 期后的新阶段资金计划');
    await office.act(`${at}/next-stage`, {});
    await platform.shown();
    const shown = mainText(await office.page(`/progress/${draft.issued.projectId}`));
    expect(shown).to.contain('2030-12-31').and.to.contain('已同意');
  });

  it('lets the implementer accept what is settled, and tells the command that it is not its turn', async () => {
    const draft = await issued();
    await draft.isFunded();
    await draft.presents(1);
    await draft.opines(1);
    await draft.pays('L5.1');
    await platform.shown();
    const path = `/drafts/${draft.draftId}/tranches/1/accept`;
    expect(mainText(await command.page(path))).to.contain('还没有逾期');
    expect(mainText(await builder.page('/progress'))).to.contain('承兑第 1 期');
    await builder.act(path, {});
    expect(mainText(await builder.page(path))).to.contain('第 1 期已承兑');
  });

  it('shows nothing of another county’s draft', async () => {
    const draft = await issued();
    const far = await platform.signIn(platform.province.offices.shuimuCommand.first);
    const { status } = await far.get(`/drafts/${draft.draftId}/tranches/1/opinion`);
    expect(status).to.equal(404);
  });
});

interface LaterTranche {
  readonly name: string;
  readonly amount: string;
  readonly dateName: string;
  readonly date: string;
}

/** The plan's rows as the form shows them. */
function laterAmounts(html: string): readonly LaterTranche[] {
  return [...html.matchAll(/name="amount-(\d+)"[^>]*value="([^"]*)"/g)].map(
    ([, number = '', amount = '']) => {
      const date = new RegExp(`name="date-${number}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '';
      return { name: `amount-${number}`, amount, dateName: `date-${number}`, date };
    },
  );
}

function fieldsOf(rows: readonly LaterTranche[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rows.flatMap(({ name, amount, dateName, date }) => [
      [name, amount],
      [dateName, date],
    ]),
  );
}
