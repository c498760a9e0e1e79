/** A bank's lines: tried before they are kept, sent by another officer than the one who prepared them, and never twice. */
import { expect } from 'chai';
import { statementUploads } from '../../../app/models/statement-upload-model';
import type { StatementUpload, UploadEntry } from '../../../app/models/statement-upload-document';
import { sendStatementAct } from '../../../app/acts/bank/send-statement-act';
import { ActInterrupted } from '../../../app/acts/act-interrupted';
import type { ActContext, SubmitCall } from '../../../app/acts/act';
import { submitTransaction } from '../../../app/blockchain/contract-client';
import type { FundDraft, NamedLine } from '../../province/fund-draft';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;
const uploadPage = '/bank/statements/new';
const head = '记账日期,流水号,账号,借贷标志,付款账号,收款账号,金额';

describe('a bank’s statement', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let maker: Desk;
  let checker: Desk;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    const draft = await platform.province.issues();
    const bank = draft.bankOf('L1');
    maker = await platform.signIn(bank.first);
    checker = await platform.signIn(bank.second);
  });
  after(() => platform.close());

  const uploads = () => statementUploads(platform.store.connection);
  const row = (...[draft, legId, line, yuan]: [FundDraft, string, NamedLine, string?]): string => {
    const { payer, payee, amountFen } = draft.leg(legId);
    const amount = yuan ?? `${amountFen.slice(0, -2)}.${amountFen.slice(-2)}`;
    return [line.date, line.serialNumber, payer.account, '借', payer.account, payee.account, amount].join(
      ',',
    );
  };
  const bytesOf = (...rows: readonly string[]): Uint8Array => Buffer.from([head, ...rows].join('\n'), 'utf8');
  const uploaded = async (bytes: Uint8Array): Promise<string> => {
    const {
      status,
      location = '',
      html,
    } = await maker.upload(uploadPage, {
      ...{ field: 'statement', name: '流水.csv', bytes },
    });
    expect(status, mainText(html)).to.equal(303);
    return location;
  };
  const handOver = async (href: string): Promise<void> => {
    const page = await maker.get(href);
    const token = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    expect((await maker.post(`${href}/hand-over`, { _csrf: token })).status).to.equal(303);
  };

  it('tells before it is sent what then happens: settles, differs, repeats', async () => {
    const draft = await platform.province.issues();
    const [first, second, third] = [draft.newLine(), draft.newLine(), draft.newLine()];
    await draft.registers('L1', first);
    await draft.registers('L2', second);
    await draft.isStated('L1', third);
    await platform.shown();
    const href = await uploaded(
      bytesOf(row(draft, 'L1', first), row(draft, 'L2', second, '765000.00'), row(draft, 'L1', third)),
    );
    const told = mainText(await maker.page(href));
    expect(told).to.match(/会到账 1 不一致 1 冲突 0 已有 1 记录 0/);
    expect(await draft.stateOf('L1')).to.equal('registered');
    await handOver(href);
    expect(await checker.act(`${href}/send`, {})).to.equal(href);
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L2', second)).to.deep.equal(['amount']);
    const after = mainText(await checker.page(href));
    expect(after).to.contain('新增 2 笔，已有 1 笔，冲突 0 笔').and.to.contain('使 1 段到账');
  });

  it('is not sent by the officer who prepared it', async () => {
    const draft = await platform.province.issues();
    const href = await uploaded(bytesOf(row(draft, 'L1', draft.newLine())));
    await handOver(href);
    const { status, html } = await maker.review(`${href}/send`, {});
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('须由本行另一人复核');
  });

  it('is refused whole, with row and column, when one line is wrong; nothing is kept', async () => {
    const draft = await platform.province.issues();
    const bank = draft.bankOf('L1').first.organisationId;
    const before = (await uploads().list(bank)).length;
    const bytes = bytesOf(row(draft, 'L1', draft.newLine()), row(draft, 'L2', draft.newLine(), '1e6'));
    const { status, html } = await maker.upload(uploadPage, { field: 'statement', name: '流水.csv', bytes });
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('第 3 行，“金额”列').and.to.contain('1e6');
    expect((await uploads().list(bank)).length).to.equal(before);
  });

  it('names the lines of accounts that the bank does not keep', async () => {
    const draft = await platform.province.issues();
    const foreign = row(draft, 'L1', draft.newLine()).replaceAll(
      draft.leg('L1').payer.account,
      '6200000000009999',
    );
    const { status, html } = await maker.upload(uploadPage, {
      ...{ field: 'statement', name: '流水.csv', bytes: bytesOf(row(draft, 'L2', draft.newLine()), foreign) },
    });
    expect(status).to.equal(422);
    expect(mainText(html)).to.contain('第 3 行不能报送');
  });

  it('is read in GB18030 as the banks’ own programs write it', async () => {
    const draft = await platform.province.issues();
    // 记账日期,流水号,账号,借贷标志,付款账号,收款账号,金额 and 借 in GB18030.
    const gbHead = Buffer.from(
      'bcc7d5cbc8d5c6da2cc1f7cbaebac52cd5cbbac52cbde8b4fbb1ead6be2cb8b6bfeed5cbbac52cca' +
        'd5bfeed5cbbac52cbdf0b6ee0a',
      'hex',
    );
    const [before = '', after = ''] = row(draft, 'L1', draft.newLine()).split('借');
    const bytes = Buffer.concat([
      gbHead,
      Buffer.from(before),
      Buffer.from('bde8', 'hex'),
      Buffer.from(after),
    ]);
    const href = await uploaded(bytes);
    expect(mainText(await maker.page(href)))
      .to.contain('流水.csv')
      .and.to.contain('记录 1');
  });

  it('is returned with a reason, and then sends nothing', async () => {
    const draft = await platform.province.issues();
    const href = await uploaded(bytesOf(row(draft, 'L1', draft.newLine())));
    await handOver(href);
    const page = await checker.get(href);
    const token = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    expect((await checker.post(`${href}/reject`, { _csrf: token, reason: '' })).status).to.equal(422);
    expect((await checker.post(`${href}/reject`, { _csrf: token, reason: '金额抄错' })).status).to.equal(303);
    expect(mainText(await checker.page(href))).to.contain('金额抄错');
    expect((await checker.review(`${href}/send`, {})).status).to.equal(422);
  });

  it('is another bank’s secret', async () => {
    const href = await uploaded(
      bytesOf(
        row(await platform.province.issues(), 'L1', { serialNumber: 'X-1', date: platform.province.today() }),
      ),
    );
    const office = await platform.signIn(platform.province.offices.yunlingFinance.first);
    expect((await office.get(href)).status).to.equal(403);
  });

  it('goes on after a crash between two portions, and nothing is twice', async () => {
    const draft = await platform.province.issues();
    const bank = draft.bankOf('L1');
    const { payer, payee, amountFen } = draft.leg('L1');
    const entry = (index: number): UploadEntry => ({
      ...{ account: payer.account, payerAccount: payer.account, payeeAccount: payee.account, amountFen },
      ...{ serialNumber: `CRASH-${String(index)}`, bookingDate: platform.province.today() },
      ...{ currency: 'CNY', status: 'booked', kind: 'payment', direction: 'debit' },
    });
    const lines = Array.from({ length: 501 }, (_, index) => ({ line: index + 2, entry: entry(index) }));
    const store = uploads();
    const upload: StatementUpload = {
      ...{
        _id: 'U-crash',
        bank: bank.first.organisationId,
        source: 'file',
        fileName: '大.csv',
        hash: 'h',
        lines,
      },
      ...{ status: 'waiting', preparedBy: bank.first.person, preparedAt: new Date(platform.now()) },
      ...{ sent: 0, counts: { new: 0, known: 0, conflict: 0 } },
    };
    await store.keep(upload);
    const names = { organisation: (id: string) => id, person: (_: string, person: string) => person };
    const context: ActContext = {
      viewer: {
        ...{ userId: 'u', name: 'n', post: '复核', person: bank.second.person, ...bank.second.seat },
        ...{ language: 'zh-CN', size: 'normal' },
      },
      ...{
        params: { id: 'U-crash' },
        requestId: 'request-crash-1',
        say: (key) => key,
        now: () => new Date(platform.now()),
      },
    };
    let portions = 0;
    const crashing: SubmitCall = async (definition, request) => {
      portions += 1;
      if (portions === 2) throw new Error('the process died');
      const done = await submitTransaction(platform.province.ledger, bank.second.identity, {
        definition,
        request,
      });
      if (!done.ok) throw new Error(done.refusal.code);
      return done.value.answer;
    };
    const prepared = await sendStatementAct({ uploads: store, names }).prepare(context, {});
    if (!prepared.ok) throw new Error('the statement was to be sent');
    const { call } = prepared.act;
    let died = '';
    await call.submitWith(crashing, bank.second.identity).catch((error: unknown) => {
      died = error instanceof ActInterrupted ? String(error.cause) : '';
    });
    expect(died).to.contain('the process died');
    expect(await store.find(upload.bank, 'U-crash')).to.deep.include({ status: 'sending', sent: 500 });
    portions = 2;
    await call.submitWith(crashing, bank.second.identity);
    expect(await store.find(upload.bank, 'U-crash')).to.deep.include({
      ...{ status: 'sent', sent: 501, counts: { new: 501, known: 0, conflict: 0 } },
    });
  });
});
