/** The thesis's story from the application to the closing (chapter 6), and what every transaction in it keeps to. */
import { expect } from 'chai';
import { presentTranche } from '../../domain/transactions/draft-transactions';
import { pushStatement, registerTransfer } from '../../domain/transactions/reconciliation-transactions';
import { closes, completes, projectStatus, reportsProgress } from '../province/project-story';
import { sharedProvince } from './shared-province';

describe('the full story', () => {
  const chapter = sharedProvince();

  it('money follows the path from the province to the builder, and the project is closed', async () => {
    const draft = await chapter.province.issues();
    expect([await draft.status(), await projectStatus(draft)]).to.deep.equal(['issued', 'funding']);

    const l1 = await draft.pays('L1');
    expect(await draft.status()).to.equal('circulating');
    expect(await draft.stateOf('L3')).to.equal('locked');
    await draft.pays('L2');
    expect(await draft.stateOf('L3')).to.equal('awaiting-payment');

    const l3 = draft.newLine();
    await draft.registers('L3', l3);
    await draft.isStated('L3', l3);
    expect(await draft.stateOf('L3'), 'a bank is no witness of its own transfer').to.equal('registered');
    await draft.confirmsReceipt('L3', l3);
    expect(await draft.stateOf('L3')).to.equal('settled');
    await draft.pays('L4');
    expect(await draft.status()).to.equal('funded');

    await reportsProgress(draft, 60);
    await draft.passesTranche(1);
    expect([await draft.status(), await projectStatus(draft)]).to.deep.equal(['accepting', 'underway']);
    await reportsProgress(draft, 100);
    await draft.passesTranche(2);
    expect(await draft.status()).to.equal('honoured');

    await completes(draft);
    expect(await projectStatus(draft)).to.equal('completed');
    await closes(draft);
    expect(await projectStatus(draft)).to.equal('closed');
    const { legs, record } = await draft.looks();
    expect(record.state.actualPath).to.deep.equal(['L1', 'L2', 'L3', 'L4', 'L5.1', 'L5.2']);
    expect(legs[0]?.actual?.serialNumbers).to.deep.equal([l1.serialNumber]);
    expect(legs.every(({ amountFen, actual }) => actual?.amountFen === amountFen)).to.be.true;
    expect(record.state.exceptions).to.be.empty;
  });

  it('Transfer is not callable: only reconciliation moves a draft', async () => {
    const { ledger, offices } = chapter.province;
    const { identity } = offices.leadingOffice.first;
    const draft = await chapter.province.issues();
    const request = JSON.stringify({ draftId: draft.draftId });
    const failure: unknown = await ledger
      .submit(identity, { contract: 'DraftContract', transaction: 'Transfer', request })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(failure).to.be.instanceOf(Error);
    expect(await draft.status()).to.equal('issued');
  });

  it('every transaction leaves one event', async () => {
    const draft = await chapter.province.issues();
    const { ledger } = chapter.province;
    const startBlock = await ledger.height();
    await draft.pays('L1'); // two transactions
    await draft.presents(1);
    const names: string[] = [];
    for await (const { eventName } of ledger.events({ startBlock })) {
      names.push(eventName);
      if (eventName === presentTranche.event) break;
    }
    expect(names).to.deep.equal([registerTransfer.event, pushStatement.event, presentTranche.event]);
  });
});
