/**
 * The whole way of the money as people click it, told once for every ledger and language: application, approval, issue, four
 * legs with their bank lines and one difference, tranches with photo and opinion, acceptance, completion, closing.
 */
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import type { DraftDocument, DraftLeg } from '../../app/models/draft-document';
import { readModels } from '../../app/models/read-models';
import type { ProjectDocument } from '../../app/models/project-document';
import { demoPdf, demoPicture } from '../../app/demo/demo-file';
import type { Officer } from '../province/officer';
import { plannedAccounts } from '../province/province-plan';
import { OfficeWorker } from './office-worker';
import type { ChosenFile, Place } from './office-worker';

/** Neither a formula nor markup, wherever it is shown. */
export const storyName = '=1+1 上河村<b>梯田</b>修复';
const planName = '实施方案（定稿）.pdf';
const budget = '1000000.00';

export class MoneyStory {
  readonly #place: Place;
  readonly #workers = new Map<string, Promise<OfficeWorker>>();
  #projectId = '';

  constructor(place: Place) {
    this.#place = place;
  }

  get projectId(): string {
    return this.#projectId;
  }

  get province(): Place['platform']['province'] {
    return this.#place.platform.province;
  }

  /** The officer's window, opened when the story needs it first. */
  worker(officer: Officer): Promise<OfficeWorker> {
    const coming = this.#workers.get(officer.person) ?? OfficeWorker.comes(officer, this.#place);
    this.#workers.set(officer.person, coming);
    return coming;
  }

  /** What any window has reported. */
  async faults(): Promise<readonly string[]> {
    const workers = await Promise.all(this.#workers.values());
    return workers.flatMap((worker) =>
      worker.takeFaults().map((fault) => `${worker.officer.person}: ${fault}`),
    );
  }

  async project(): Promise<ProjectDocument> {
    const { projects } = readModels(this.#place.platform.store.connection);
    const found = await projects.findById(this.#projectId).lean<ProjectDocument>().exec();
    if (found === null) throw new Error(`The pages know no project ${this.#projectId}.`);
    return found;
  }

  async draft(): Promise<DraftDocument> {
    const { drafts } = readModels(this.#place.platform.store.connection);
    const found = await drafts.findOne({ projectId: this.#projectId }).lean<DraftDocument>().exec();
    if (found === null) throw new Error(`The pages know no draft of ${this.#projectId}.`);
    return found;
  }

  /** The county command fills the form in, which saves itself, and submits it. */
  async applies(): Promise<void> {
    const command = await this.worker(this.province.offices.yunlingCommand.first);
    await command.opens('/projects/new');
    await command.fills({
      name: storyName,
      type: 'industry',
      department: '县农业农村局',
      township: '上河乡',
    });
    const saved = command.page.waitForResponse((response) =>
      response.url().endsWith('/projects/unsent/autosave'),
    );
    await command.page.locator('#introduction').fill('修复梯田四百亩，恢复灌溉。');
    await command.page.locator('#introduction').blur();
    assert.equal((await saved).status(), 200);
    await command.fills({
      ...{ budget, implementer: this.province.offices.yunlingBuilder.first.organisationId },
      ...{ qualification: '施工总承包三级', start: this.province.today(), finish: this.province.today(300) },
    });
    // The builder has one account, which is chosen with it.
    assert.equal(
      await command.page.locator('#account').inputValue(),
      plannedAccounts.yunlingBuilder.accountId,
    );
    await this.#plansTranches(command);
    await command.fills({
      'files-plan': pdf(planName),
      'files-study': pdf('可行性研究报告.pdf'),
    });
    await command.reviews();
    const path = await command.confirms();
    this.#projectId = path.split('/')[2] ?? '';
    assert.match(this.#projectId, /^P-/, `applying led to ${path}`);
  }

  /** Markup is no markup, a formula no formula, and a Chinese name is kept on the way there and back. */
  async isReadAsTyped(): Promise<void> {
    const { page } = await this.worker(this.province.offices.yunlingCommand.first);
    await page.goto(`/projects/${this.#projectId}`);
    assert.equal(await page.locator('h1').innerText(), storyName);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: planName }).click();
    const file = await coming;
    assert.equal(file.suggestedFilename(), planName);
    assert.deepEqual(await readFile(await file.path()), pdf(planName).buffer);
    const sheet = await page.request.get('/projects/export.csv');
    assert.ok((await sheet.text()).includes(`'${storyName}`), 'a formula would run in a sheet');
  }

  async #plansTranches({ page }: OfficeWorker): Promise<void> {
    const rows = [
      { milestone: '梯埂修复完成', share: '60', days: 60 },
      { milestone: '灌渠通水并验收', share: '40', days: 120 },
    ];
    for (let row = await page.locator('[data-plan-row]').count(); row < rows.length; row += 1) {
      await page.locator('button[name=row][value=add]').click();
      await page.locator(`#milestone-${String(row)}`).waitFor();
    }
    for (let row = await page.locator('[data-plan-row]').count(); row > rows.length; row -= 1) {
      await page.locator(`button[name=row][value="${String(row - 1)}"]`).click();
      await page.locator(`#milestone-${String(row - 1)}`).waitFor({ state: 'detached' });
    }
    for (const [index, { milestone, share, days }] of rows.entries()) {
      await page.locator(`#milestone-${String(index)}`).fill(milestone);
      await page.locator(`#share-${String(index)}`).fill(share);
      await page.locator(`#planned-${String(index)}`).fill(this.province.today(days));
    }
  }

  /** One person of the office approves; another composes the path and issues. */
  async isApprovedAndIssued(): Promise<void> {
    const { first, second } = this.province.offices.leadingOffice;
    const decision = { decision: 'approve', amount: budget, statement: '立项依据充分，同意拨付。' };
    await (await this.worker(second)).acts(`/projects/${this.#projectId}/decision`, decision);
    const issuer = await this.worker(first);
    await issuer.opens(`/projects/${this.#projectId}/draft/new`);
    await issuer.reviews();
    await issuer.confirms();
  }

  /** The payer opens the pay slip and registers the bank's serial number. */
  async registers(legId: string, serialNumber: string): Promise<void> {
    const { draft, leg } = await this.#leg(legId);
    const payer = await this.worker(this.#officerOf(leg.payer.organisationId));
    await payer.opens('/payments');
    await payer.presses(`main a[href="/payments/${draft._id}/${legId}"]`);
    await payer.acts(`/payments/${draft._id}/${legId}/register`, {
      ...{ serialNumber, transferDate: this.province.today() },
    });
  }

  /** The keeping bank states its line, which a second officer sends. */
  async isStated(legId: string, serialNumber: string, amount?: string): Promise<void> {
    const { leg } = await this.#leg(legId);
    const { first, second } = this.province.officeOf(leg.payer.bank);
    const banker = await this.worker(first);
    await banker.opens('/bank/lines/new');
    await banker.fills({
      ...{ account: numberOf(leg.payer.accountId), direction: 'debit', serialNumber },
      ...{ bookingDate: this.province.today(), payeeAccountKind: 'corporate' },
      ...{ payerAccount: numberOf(leg.payer.accountId), payeeAccount: numberOf(leg.payee.accountId) },
      amount: amount ?? yuanOf(leg.amountFen),
    });
    await banker.presses('main form button.btn-primary');
    const statement = banker.path;
    const handOver = `form[action="${statement}/hand-over"] button`;
    if ((await banker.page.locator(handOver).count()) > 0) await banker.presses(handOver);
    await (await this.worker(second)).acts(`${statement}/send`);
  }

  /** Both sides of one leg. */
  async pays(legId: string): Promise<void> {
    const serialNumber = this.province.serial();
    await this.registers(legId, serialNumber);
    await this.isStated(legId, serialNumber);
    if (legId === 'L3') await this.confirmsReceipt(legId, serialNumber);
    const { leg } = await this.#leg(legId);
    assert.equal(leg.state, 'settled', `${legId} after both sides agree`);
  }

  async confirmsReceipt(legId: string, serialNumber: string): Promise<void> {
    const { draft, leg } = await this.#leg(legId);
    const payee = await this.worker(this.#officerOf(leg.payee.organisationId));
    const line = { serialNumber, transferDate: this.province.today() };
    await payee.acts(`/payments/${draft._id}/${legId}/receipt`, line);
  }

  /** The bank's line has another amount: the payer had registered a wrong serial number, and a colleague confirms that. */
  async paysWithADifference(legId: string): Promise<void> {
    const [wrong, right] = [this.province.serial(), this.province.serial()];
    await this.registers(legId, wrong);
    await this.isStated(legId, wrong, '765000.00');
    await this.isStated(legId, right);
    const { draft, leg } = await this.#leg(legId);
    const office = this.province.officeOf(leg.payer.organisationId);
    const maker = await this.worker(office.first);
    await maker.opens('/reconciliation');
    const exceptionId = `${draft._id}:${legId}:${this.province.today()}:${wrong}`;
    const exception = `/reconciliation/exceptions/${encodeURIComponent(exceptionId)}`;
    await maker.opens(exception);
    assert.match(await maker.said(), /765,000\.00/);
    await maker.acts(`${exception}/propose`, {
      ...{
        kind: 'correct',
        toSerial: right,
        toDate: this.province.today(),
        reason: '误录了另一笔的流水号。',
      },
    });
    const checker = await this.worker(office.second);
    await checker.opens(exception);
    await checker.presses(`main a[href*="/confirm/"]`);
    await checker.reviews();
    await checker.confirms();
    assert.equal((await this.#leg(legId)).leg.state, 'settled', `${legId} after the correction`);
  }

  /** Presentation with a photo, the command's opinion, payment, acceptance. */
  async passesTranche(tranche: number): Promise<void> {
    const { offices } = this.province;
    const path = `/drafts/${(await this.draft())._id}/tranches/${String(tranche)}`;
    const builder = await this.worker(offices.yunlingBuilder.first);
    await builder.acts(`${path}/present`, {
      milestone: '节点已经达到。',
      files: photo(`现场照片（${String(tranche)}）.png`),
    });
    const command = await this.worker(offices.yunlingCommand.first);
    await command.acts(`${path}/opinion`, { decision: 'agree', opinion: '现场核验属实，同意拨付。' });
    await this.pays(`L5.${String(tranche)}`);
    await builder.acts(`${path}/accept`);
  }

  /** Progress, completion and closing. */
  async isCompletedAndClosed(): Promise<void> {
    const { offices } = this.province;
    const path = `/projects/${this.#projectId}`;
    const builder = await this.worker(offices.yunlingBuilder.first);
    await builder.acts(`${path}/completion`, {
      statement: '全部完成，质量合格。',
      files: pdf('竣工报告.pdf'),
    });
    const command = await this.worker(offices.yunlingCommand.first);
    await command.acts(`${path}/completion/opinion`, { decision: 'agree', opinion: '验收合格，同意完工。' });
    const office = await this.worker(offices.leadingOffice.first);
    await office.acts(`${path}/close`, { statement: '绩效目标已实现，予以办结。' });
  }

  /** The county's administrator invites somebody and gives out the one-time password. */
  async invitesAColleague(): Promise<string> {
    const admin = await this.worker(this.province.admins.yunlingAdmin);
    await admin.opens('/people/new');
    await admin.fills({
      ...{ name: '韦知远', post: '复核', loginName: 'yunling-new', language: 'en' },
      organisationId: this.province.offices.yunlingFinance.first.organisationId,
    });
    await admin.presses('main form button.btn-primary');
    return admin.said();
  }

  async #leg(legId: string): Promise<{ readonly draft: DraftDocument; readonly leg: DraftLeg }> {
    const draft = await this.draft();
    const leg = draft.legs.find((each) => each.legId === legId);
    assert(leg !== undefined, `the draft has a leg ${legId}`);
    return { draft, leg };
  }

  #officerOf(organisationId: string): Officer {
    return this.province.officeOf(organisationId).first;
  }
}

function numberOf(accountId: string): string {
  const found = Object.values(plannedAccounts).find((each) => each.accountId === accountId);
  if (found === undefined) throw new Error(`The province has no account ${accountId}.`);
  return found.number;
}

function yuanOf(fen: bigint): string {
  return `${String(fen / 100n)}.${String(fen % 100n).padStart(2, '0')}`;
}

export function pdf(name: string): ChosenFile {
  return { name, mimeType: 'application/pdf', buffer: demoPdf(name, [name]).bytes };
}

export function photo(name: string): ChosenFile {
  return { name, mimeType: 'image/png', buffer: demoPicture(name, name.length).bytes };
}
