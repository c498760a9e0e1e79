/** `splitMax`: the lines registered for a leg are taken together (domain rules, section 5). */
import { expect } from 'chai';
import type { FundDraft, NamedLine } from '../province/fund-draft';
import { refusalOf } from '../province/officer';
import { sharedProvince } from './shared-province';

describe('a leg in several lines', () => {
  const chapter = sharedProvince();
  const split = (splitMax: number): Promise<FundDraft> => chapter.province.issues({ rule: { splitMax } });

  /** Pays part of leg 1, in either order; answers the line. */
  const part = async (
    draft: FundDraft,
    amountFen: string | bigint,
    first = 'registration',
  ): Promise<NamedLine> => {
    const line = draft.newLine();
    const changes = { amountFen: String(amountFen) };
    if (first === 'registration') await draft.registers('L1', line);
    await draft.isStated('L1', line, changes);
    if (first === 'statement') await draft.registers('L1', line);
    return line;
  };

  for (const first of ['registration', 'statement']) {
    it(`is settled when the lines sum to it (${first} first)`, async () => {
      const draft = await split(3);
      const amount = BigInt(draft.amountOf('L1'));
      const lines = [await part(draft, 1_000n, first), await part(draft, 2_000n, first)];
      expect(await draft.stateOf('L1')).to.equal('registered');
      for (const line of lines) expect(await draft.reasonsOn('L1', line), 'they wait').to.be.empty;
      lines.push(await part(draft, amount - 3_000n, first));
      const leg = await draft.legAsIs('L1');
      expect(leg.state).to.equal('settled');
      expect(leg.actual?.serialNumbers).to.have.members(lines.map(({ serialNumber }) => serialNumber));
      expect(leg.actual?.amountFen).to.equal(draft.amountOf('L1'));
    });

    it(`is \`amount\` when they exceed it (${first} first)`, async () => {
      const draft = await split(3);
      const amount = BigInt(draft.amountOf('L1'));
      await part(draft, amount - 1n, first);
      const last = await part(draft, 2n, first);
      expect(await draft.stateOf('L1')).to.equal('registered');
      const finding = (await draft.exceptionOn('L1', last))?.findings[0];
      expect(finding).to.deep.include({
        reason: 'amount',
        expected: String(amount),
        actual: String(amount + 1n),
      });
    });

    it(`is \`amount\` when n lines do not reach it (${first} first)`, async () => {
      const draft = await split(2);
      await part(draft, 1n, first);
      const last = await part(draft, 2n, first);
      expect(await draft.stateOf('L1')).to.equal('registered');
      expect(await draft.reasonsOn('L1', last)).to.deep.equal(['amount']);
    });
  }

  it('bears `amount` once, on the line booked last', async () => {
    const draft = await split(2);
    const first = await part(draft, 1n);
    const last = await part(draft, 2n);
    const reasons = [await draft.reasonsOn('L1', first), await draft.reasonsOn('L1', last)];
    expect(reasons).to.deep.equal([[], ['amount']]);
  });

  it('is un-settled by the reversal of one line and settled again by another', async () => {
    const draft = await split(3);
    const amount = BigInt(draft.amountOf('L1'));
    const first = await part(draft, 5_000n);
    await part(draft, amount - 5_000n);
    expect(await draft.stateOf('L1')).to.equal('settled');
    await draft.isReversed('L1', first, { amountFen: '5000' });
    const leg = await draft.legAsIs('L1');
    expect([leg.state, leg.shortfallFen]).to.deep.equal(['registered', '5000']);
    await part(draft, 5_000n);
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', first)).to.be.empty;
  });

  it('counts what is left of a line that came back in part', async () => {
    const draft = await split(2);
    const amount = BigInt(draft.amountOf('L1'));
    const first = await part(draft, amount);
    expect(await draft.stateOf('L1')).to.equal('settled');
    await draft.isReversed('L1', first, { amountFen: '400' });
    const leg = await draft.legAsIs('L1');
    expect([leg.state, leg.shortfallFen]).to.deep.equal(['registered', '400']);
    expect(await draft.reasonsOn('L1', first)).to.deep.equal(['reversed']);
    await part(draft, 400n);
    expect(await draft.stateOf('L1')).to.equal('settled');
  });

  it('one line more than a settled leg needs is `too-many-lines`', async () => {
    const draft = await split(2);
    await part(draft, BigInt(draft.amountOf('L1')));
    const spare = await part(draft, 7n);
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', spare)).to.deep.equal(['too-many-lines']);
  });

  it('a single line that is more than the leg is `amount` at once', async () => {
    const draft = await split(3);
    const line = await part(draft, BigInt(draft.amountOf('L1')) + 1n);
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['amount']);
  });

  it('is refused together with batchAllowed, which is not supported', async () => {
    const refusal = await refusalOf(chapter.province.issues({ rule: { splitMax: 2, batchAllowed: true } }));
    expect(refusal.code).to.equal('batch-not-supported');
  });
});
