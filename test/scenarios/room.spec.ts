/**
 * Everything has a limit, and nobody uses up another's share of it: who registers or proposes without end keeps
 * neither the other payers nor the leading-group office from the draft, nor anybody from a serial number.
 */
import { expect } from 'chai';
import { draftFactsMax } from '../../domain/draft-facts';
import type { FundDraft, NamedLine } from '../province/fund-draft';
import { refusalOf } from '../province/officer';
import { proposes } from '../province/resolutions';
import { sharedProvince } from './shared-province';

describe('a draft’s room', () => {
  const chapter = sharedProvince();

  /** Fills the registrations of leg 2's payer by naming the same serial for one day after another. */
  const floods = async (draft: FundDraft, serialNumber: string): Promise<void> => {
    for (let day = 0; day < draftFactsMax.registrations; day += 1) {
      await draft.registers('L2', { serialNumber, date: chapter.province.today(-day) });
    }
  };

  it('for registrations is each payer’s own', async () => {
    const draft = await chapter.province.issues();
    await floods(draft, chapter.province.serial());
    expect((await refusalOf(draft.registers('L2', draft.newLine()))).code).to.equal('draft-facts-too-many');
    await draft.pays('L1');
    expect(await draft.stateOf('L1')).to.equal('settled');
  });

  it('for corrections is the same: going to and fro ends', async () => {
    const draft = await chapter.province.issues();
    let [from, to]: NamedLine[] = [draft.newLine(), draft.newLine()];
    if (from === undefined || to === undefined) throw new Error('two lines');
    await draft.registers('L1', from);
    for (let count = 1; count < draftFactsMax.registrations; count += 1) {
      await draft.corrects('L1', { from, to });
      [from, to] = [to, from];
    }
    const refusal = await refusalOf(draft.corrects('L1', { from, to }));
    expect([refusal.code, refusal.values?.['fact']]).to.deep.equal(['draft-facts-too-many', 'registrations']);
  });

  it('for proposals is each organisation’s own: the office can still resolve', async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.registers('L2', line);
    await draft.isStated('L2', line, { amountFen: '5' });
    const exceptionId = draft.exceptionId('L2', line);
    const payer = draft.payerOf('L2').first;
    for (let count = 0; count < draftFactsMax.proposals; count += 1) {
      await proposes(payer, exceptionId, { kind: 'write-off' });
    }
    const refusal = await refusalOf(proposes(payer, exceptionId, { kind: 'write-off' }));
    expect(refusal.code).to.equal('draft-facts-too-many');
    await draft.isResolved('L2', line, { kind: 'write-off' });
    expect(await draft.exceptionOn('L2', line)).to.be.undefined;
  });

  it('of a serial number is each account’s own: who names it often keeps nobody else from it', async () => {
    const { province } = chapter;
    const serialNumber = province.serial();
    await floods(await province.issues(), serialNumber);
    expect((await refusalOf(floods(await province.issues(), serialNumber))).code).to.equal('serial-overused');
    const other = await province.issues({ county: 'shuimu' });
    await other.pays('L2', { serialNumber, date: province.today() });
    expect(await other.stateOf('L2')).to.equal('settled');
  }).timeout(300_000);
});
