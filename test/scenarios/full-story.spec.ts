/** The thesis's story from the application to the closing (chapter 6), and what every transaction in it keeps to. */
import { expect } from 'chai';
import type { EmbeddedProvince } from '../province/embedded-province';
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

  for (const first of ['registration', 'statement'] as const) {
    it(`a settled leg costs at most 14 state operations over both transactions (${first} first)`, async () => {
      const draft = await chapter.province.issues();
      await draft.pays('L1');
      const line = draft.newLine();
      const { simulated } = chapter.world;
      const begin = simulated.length;
      if (first === 'registration') await draft.registers('L2', line);
      await draft.isStated('L2', line);
      if (first === 'statement') await draft.registers('L2', line);
      expect(await draft.stateOf('L2')).to.equal('settled');
      expect(operations(simulated.slice(begin))).to.be.at.most(14);
    });
  }

  it('every transaction leaves one event', async () => {
    const draft = await chapter.province.issues();
    const { ledger } = chapter.province;
    const before = await eventCount(ledger);
    await draft.pays('L1'); // two transactions
    await draft.presents(1);
    expect((await eventCount(ledger)) - before).to.equal(3);
  });
});

/** Gets, puts, deletes and ranges of the submitted transactions among the reports. */
function operations(reports: EmbeddedProvince['simulated']): number {
  return reports
    .filter(({ transaction }) => transaction === 'RegisterTransfer' || transaction === 'PushStatement')
    .reduce((sum, { counts }) => sum + counts.gets + counts.puts + counts.deletes + counts.ranges, 0);
}

async function eventCount(ledger: EmbeddedProvince['province']['ledger']): Promise<number> {
  const newest = (await ledger.height()) - 1n;
  let count = 0;
  for await (const { blockNumber } of ledger.events()) {
    count += 1;
    if (blockNumber === newest) break;
  }
  return count;
}
