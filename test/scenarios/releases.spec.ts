/** A release lets a held line count, and that line only (domain rules, section 5). */
import { expect } from 'chai';
import { refusalOf } from '../province/officer';
import { sharedProvince } from './shared-province';

describe('a release', () => {
  const chapter = sharedProvince();

  it('lets the line count that was shown, and no other', async () => {
    const { province } = chapter;
    const draft = await province.issues({ rule: { payeeNameStrict: true } });
    const [held, other] = [draft.newLine(), draft.newLine()];
    await draft.registers('L1', held);
    await draft.isStated('L1', held, { payeeNameMatches: false });
    await draft.registers('L1', other);
    const act = { kind: 'release', legId: 'L1', line: other } as const;
    const refusal = await refusalOf(draft.isResolved('L1', held, act));
    expect(refusal.code).to.equal('resolution-misfit');
  });
});
