/** A long statement of which the contract takes a first portion and refuses a later one: what is written is never told as unwritten. */
import { expect } from 'chai';
import { statementUploads } from '../../../app/models/statement-upload-model';
import type { UploadEntry } from '../../../app/models/statement-upload-document';
import { entriesMax } from '../../../domain/statement-entry';
import type { FundDraft } from '../../province/fund-draft';
import type { Desk } from '../platform/desk';
import { mainText } from '../platform/desk';
import { TestPlatform } from '../platform/test-platform';

const startMsMax = 180_000;
const href = '/bank/statements/U-long/send';

describe('a statement whose second portion is refused', function () {
  this.timeout(60_000);
  let platform: TestPlatform;
  let draft: FundDraft;
  let checker: Desk;

  before(async function () {
    this.timeout(startMsMax);
    platform = await TestPlatform.open();
    draft = await platform.province.issues();
    const { first, second } = draft.bankOf('L1');
    checker = await platform.signIn(second);
    await statementUploads(platform.store.connection).keep({
      ...{ _id: 'U-long', bank: first.organisationId, source: 'file', fileName: '大.csv', hash: 'h' },
      lines: Array.from({ length: entriesMax + 1 }, (_, index) => ({ line: index + 2, entry: entry(index) })),
      ...{ status: 'waiting', preparedBy: first.person, preparedAt: new Date(platform.now()) },
      ...{ sent: 0, counts: { new: 0, known: 0, conflict: 0 } },
    });
  });
  after(() => platform.close());

  /** The last line is of an account that the bank does not keep. */
  const entry = (index: number): UploadEntry => {
    const { payer, payee, amountFen } = draft.leg('L1');
    const account = index < entriesMax ? payer.account : '6200000000009999';
    return {
      ...{ account, payerAccount: account, payeeAccount: payee.account, amountFen },
      ...{ serialNumber: `LONG-${String(index)}`, bookingDate: platform.province.today() },
      ...{ currency: 'CNY', status: 'booked', kind: 'payment', direction: 'debit' },
    };
  };

  it('says which lines are on the chain, the contract’s reason, and the next step', async () => {
    const confirm = await checker.review(href, {});
    const { status, html } = await checker.confirm(href, {}, confirm);
    const told = mainText(html);
    expect(status, told).to.equal(422);
    expect(told).to.contain('第 1 至 500 笔（共 501 笔）已写入区块链。其余没有写入：第 502 行，');
    expect(told).to.contain('整批未登记').and.to.contain('若流水本身有误，请经办把更正后的其余流水另行上传');
    expect(told).to.contain('没有全部办完').and.not.to.contain('没有写入任何内容');
    expect(told).to.contain('其中 500 笔已写入，只发送其余的');
  });

  it('says so in English, too, and again when nothing more could be sent', async () => {
    expect((await checker.send('/preferences', { language: 'en' })).status).to.equal(303);
    const confirm = await checker.review(href, {});
    const { status, html } = await checker.confirm(href, {}, confirm);
    const told = mainText(html);
    expect(status, told).to.equal(422);
    expect(told).to.contain('Lines 1 to 500 of 501 are on the chain. The rest was not written: row 502');
    expect(told).not.to.match(/Not written:|Nothing was written/);
  });
});
