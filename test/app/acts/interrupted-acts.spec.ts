/** An act that wrote something and then broke off is never told as one that wrote nothing. */
import { expect } from 'chai';
import { ActInterrupted } from '../../../app/acts/act-interrupted';
import { ActSubmission } from '../../../app/acts/act-submission';
import type { PreparedAct } from '../../../app/acts/act';
import { registerTransfer } from '../../../domain/transactions/reconciliation-transactions';
import { openEmbeddedProvince } from '../../province/embedded-province';
import type { EmbeddedProvince } from '../../province/embedded-province';

describe('an act that breaks off', function () {
  this.timeout(60_000);
  let opened: EmbeddedProvince;

  before(async () => {
    opened = await openEmbeddedProvince();
  });
  after(() => opened.ledger.close());

  it('after its transaction was written says so, and not that the store was away', async () => {
    const { ledger, province } = opened;
    const draft = await province.issues();
    const submission = new ActSubmission({
      ledger,
      journal: {
        find: () => Promise.resolve(undefined),
        keep: () => Promise.reject(new Error('the store is away')),
      },
      waitFor: () => Promise.resolve(true),
    });
    const { draftId } = draft.issued;
    const request = { draftId, legId: 'L2', serialNumber: 'WRITTEN-1', transferDate: province.today() };
    const act: PreparedAct = {
      ...{ title: '', rows: [], offChain: [], consequences: [], button: '' },
      call: { submitWith: (submit) => submit(registerTransfer, request) },
      after: () => ({ href: '/', notice: '' }),
    };
    const sent = { key: 'somebody:1', content: '' };
    const payer = province.offices.yunlingFinance.first.identity;
    const error: unknown = await submission.carryOut(sent, act, payer).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ActInterrupted);
    const { record } = await draft.looks();
    expect(record.registrations.map(({ serialNumber }) => serialNumber)).to.deep.equal(['WRITTEN-1']);
  });
});
