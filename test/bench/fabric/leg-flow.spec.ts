/** Legs as a measured load takes them, on the embedded ledger: what is counted as paid is settled. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { foundCoreProvince } from '../../../bench/core/core-province';
import type { CoreProvince } from '../../../bench/core/core-province';
import { LegFlow } from '../../../bench/fabric/leg-flow';
import type { TransactionEnd } from '../../../bench/fabric/load-window';

describe('the flow of legs', () => {
  let folder: string;
  let core: CoreProvince;
  let flow: LegFlow;
  const ends: TransactionEnd[] = [];
  const note = (_: number, end: TransactionEnd): unknown => ends.push(end);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relief-leg-flow-'));
    core = await foundCoreProvince(folder);
    flow = new LegFlow(core);
  });
  beforeEach(() => ends.splice(0));
  after(async () => {
    await core.ledger.close();
    rmSync(folder, { recursive: true });
  });

  it('settles each leg that it registers and pays', async () => {
    await flow.supply(6);
    for (let leg = 0; leg < 6; leg += 1) await flow.settles(note);
    expect(ends).to.have.length(12);
    expect(await flow.assertSettled()).to.equal(6);
    expect(await flow.assertSettled()).to.equal(0);
  });

  it('registers and pays in turn when transactions arrive, and pays what is left', async () => {
    await flow.supply(3);
    for (let arrival = 0; arrival < 5; arrival += 1) await flow.flows();
    await flow.paysRegistered();
    expect(await flow.assertSettled()).to.equal(3);
  });

  it('settles a registered leg with each entry of a batch', async () => {
    const [batch = []] = await flow.registersBatches(1);
    expect(batch).to.have.length(200);
    await flow.paysBatch(batch, note);
    expect(ends).to.deep.equal([{ kind: 'valid' }]);
    expect(await flow.assertSettled()).to.equal(200);
  });

  it('fails when a leg that was paid is not settled', async () => {
    const [batch = []] = await flow.registersBatches(1);
    const [, secondLeg] = core.draft.issued.planPath;
    if (secondLeg === undefined) throw new Error('the path has two legs');
    const astray = batch
      .slice(0, 1)
      .map((transfer) => ({ ...transfer, leg: { ...transfer.leg, payee: secondLeg.payee } }));
    await flow.paysBatch(astray, note);
    const [outcome] = await Promise.allSettled([flow.assertSettled()]);
    expect(outcome).to.have.nested.property('reason.message').that.includes('is not settled');
  });

  it('needs as many legs as were supplied', async () => {
    await flow.supply(2);
    const settleAll = async (): Promise<void> => {
      for (;;) await flow.settles(note);
    };
    const [outcome] = await Promise.allSettled([settleAll()]);
    expect(outcome).to.have.nested.property('reason.message').that.includes('than were supplied');
  });
});
