/** Applying any input twice is applying it once (domain rules, sections 12 and 13). */
import { expect } from 'chai';
import { freezeDraft } from '../../domain/transactions/draft-transactions';
import { parsePush } from '../province/answers-parser';
import type { FundDraft } from '../province/fund-draft';
import { refusalOf } from '../province/officer';
import { sharedProvince } from './shared-province';

describe('a request sent twice', () => {
  const chapter = sharedProvince();
  const freezes = (draft: FundDraft, requestId: string, reason: string) =>
    chapter.province.offices.leadingOffice.first.submits(freezeDraft, {
      requestId,
      draftId: draft.draftId,
      reason,
    });

  it('with the same id and body answers as before and changes nothing', async () => {
    const draft = await chapter.province.issues();
    const answer = await freezes(draft, 'freeze-me-once', 'An audit.');
    await draft.isLifted();
    expect(await freezes(draft, 'freeze-me-once', 'An audit.')).to.deep.equal(answer);
    expect((await draft.looks()).onHold, 'it was lifted since').to.be.false;
  });

  it('with the same id and another body is refused', async () => {
    const draft = await chapter.province.issues();
    await freezes(draft, 'freeze-me-twice', 'An audit.');
    const refusal = await refusalOf(freezes(draft, 'freeze-me-twice', 'Another audit.'));
    expect(refusal.code).to.equal('request-id-reused');
  });

  it('a request id is each person’s own', async () => {
    const { province } = chapter;
    const draft = await province.issues();
    await freezes(draft, 'everybody-says-this', 'An audit.');
    const other = province.offices.leadingOffice.second;
    const request = { requestId: 'everybody-says-this', draftId: draft.draftId, reason: 'My audit.' };
    const refusal = await refusalOf(other.submits(freezeDraft, request));
    expect(refusal.code, 'the rule is asked, not the other’s answer repeated').to.equal('draft-frozen');
  });
});

describe('the same fact twice', () => {
  const chapter = sharedProvince();

  it('a registration, a line and a receipt are known by their identity', async () => {
    const draft = await chapter.province.issues();
    await draft.paysInTurn('L1', 'L2');
    const line = await draft.pays('L3');
    const before = await draft.looks();
    const height = await chapter.province.ledger.height();
    expect((await draft.registers('L3', line)).outcome).to.equal('known');
    expect(parsePush(await draft.isStated('L3', line)).counts).to.deep.equal({
      new: 0,
      known: 1,
      conflict: 0,
    });
    expect(await draft.confirmsReceipt('L3', line)).to.deep.include({ outcome: 'known' });
    expect(await draft.looks()).to.deep.equal(before);
    expect((await chapter.province.ledger.height()) > height, 'each is a transaction of its own').to.be.true;
  });

  it('an entry twice in one call is one line', async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.registers('L1', line);
    const entry = draft.debit('L1', line);
    const { counts } = parsePush(await chapter.province.pushes(entry, entry));
    expect(counts).to.deep.equal({ new: 1, known: 1, conflict: 0 });
    expect(await draft.stateOf('L1')).to.equal('settled');
  });

  it('a reversal and its original in one call count, whichever stands first', async () => {
    for (const reversedFirst of [false, true]) {
      const draft = await chapter.province.issues();
      const line = draft.newLine();
      await draft.registers('L1', line);
      const entries = [draft.debit('L1', line), draft.reversal('L1', line)];
      await chapter.province.pushes(...(reversedFirst ? entries.reverse() : entries));
      expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['reversed']);
    }
  });

  it('a reversal under its original’s own serial number counts', async () => {
    const draft = await chapter.province.issues();
    const line = await draft.pays('L1');
    await draft.isReversed('L1', line, { serialNumber: line.serialNumber });
    expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
  });
});
