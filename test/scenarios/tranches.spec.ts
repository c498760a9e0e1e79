/** Progress, tranches, acceptance (承兑) and the next-stage plan (domain rules, sections 3 and 7). */
import { expect } from 'chai';
import type { FundDraft } from '../province/fund-draft';
import { refusalOf } from '../province/officer';
import { inBothOrders, sharedProvince } from './shared-province';

describe('a tranche', () => {
  const chapter = sharedProvince();
  const funded = async (): Promise<FundDraft> => {
    const draft = await chapter.province.issues();
    await draft.isFunded();
    return draft;
  };

  it('is not open before it is presented and the command agrees', async () => {
    const draft = await funded();
    expect(await draft.stateOf('L5.1')).to.equal('locked');
    await draft.presents(1);
    expect([await draft.stateOf('L5.1'), await draft.status()]).to.deep.equal(['locked', 'accepting']);
    await draft.opines(1);
    expect(await draft.stateOf('L5.1')).to.equal('awaiting-payment');
  });

  it('that was returned opens after another presentation and a positive opinion', async () => {
    const draft = await funded();
    await draft.presents(1);
    await draft.opines(1, 'return');
    expect(await draft.stateOf('L5.1')).to.equal('locked');
    await draft.presents(1);
    await draft.opines(1);
    expect(await draft.stateOf('L5.1')).to.equal('awaiting-payment');
  });

  inBothOrders('paid before it opens waits as `not-open` and settles with the opinion', {
    given: async () => {
      const draft = await funded();
      await draft.presents(1);
      return { draft, line: draft.newLine() };
    },
    registration: ({ draft, line }) => draft.registers('L5.1', line),
    statement: ({ draft, line }) => draft.isStated('L5.1', line),
    then: async ({ draft, line }) => {
      expect(await draft.reasonsOn('L5.1', line)).to.deep.equal(['not-open']);
      await draft.opines(1);
      expect(await draft.stateOf('L5.1')).to.equal('settled');
      expect(await draft.reasonsOn('L5.1', line)).to.be.empty;
    },
  });

  it('may be presented before the money is there', async () => {
    const draft = await chapter.province.issues();
    await draft.presents(1);
    await draft.opines(1);
    expect(await draft.status()).to.equal('issued');
    await draft.isFunded();
    expect(await draft.stateOf('L5.1')).to.equal('awaiting-payment');
  });

  it('opens only after the one before it is accepted', async () => {
    const draft = await funded();
    await draft.presents(1);
    await draft.opines(1);
    await draft.pays('L5.1');
    await draft.presents(2);
    await draft.opines(2);
    expect(await draft.stateOf('L5.2')).to.equal('locked');
    await draft.accepts(1);
    expect(await draft.stateOf('L5.2')).to.equal('awaiting-payment');
  });

  it('is accepted once, and only when it is settled', async () => {
    const draft = await funded();
    expect((await refusalOf(draft.accepts(1))).code).to.equal('tranche-not-settled');
    await draft.passesTranche(1);
    expect((await refusalOf(draft.accepts(1))).code).to.equal('tranche-accepted');
  });

  it('is accepted by its own implementer', async () => {
    const draft = await funded();
    await draft.presents(1);
    await draft.opines(1);
    await draft.pays('L5.1');
    const stranger = chapter.province.offices.shuimuBuilder.first;
    const refusal = await refusalOf(draft.accepts(1, stranger));
    expect(refusal.code).to.equal('not-related');
  });
});

describe('a next-stage plan', () => {
  const chapter = sharedProvince();
  const three = async (): Promise<FundDraft> => {
    const tranches = [
      { share: 4_000, days: 60 },
      { share: 3_000, days: 90 },
      { share: 3_000, days: 120 },
    ];
    const draft = await chapter.province.issues({ tranches });
    await draft.isFunded();
    return draft;
  };
  const shifted = (draft: FundDraft, byFen: bigint) => [
    {
      tranche: 2,
      amountFen: String(BigInt(draft.amountOf('L5.2')) + byFen),
      deadline: chapter.province.today(100),
    },
    {
      tranche: 3,
      amountFen: String(BigInt(draft.amountOf('L5.3')) - byFen),
      deadline: chapter.province.today(150),
    },
  ];

  it('is in force after the command’s positive opinion and the office’s confirmation', async () => {
    const draft = await three();
    const plan = shifted(draft, 500n);
    await draft.presents(1, plan);
    expect((await refusalOf(draft.putsNextStageInForce(1))).code).to.equal('stage-without-opinion');
    await draft.opines(1);
    expect((await draft.legAsIs('L5.2')).amountFen).to.equal(draft.amountOf('L5.2'));
    await draft.putsNextStageInForce(1);
    const { legs, record } = await draft.looks();
    const inForce = legs.slice(5).map(({ amountFen, deadline }) => ({ amountFen, deadline }));
    expect(inForce).to.deep.equal(plan.map(({ amountFen, deadline }) => ({ amountFen, deadline })));
    expect(record.amendments.map(({ kind }) => kind)).to.deep.equal(['next-stage']);
  });

  it('keeps the sum', async () => {
    const draft = await three();
    const [second] = shifted(draft, 500n);
    if (second === undefined) throw new Error('the plan names tranche 2');
    expect((await refusalOf(draft.presents(1, [second]))).code).to.equal('stage-sum');
  });

  it('changes only tranches still to come', async () => {
    const draft = await three();
    const plan = shifted(draft, 500n).map((change) => ({ ...change, tranche: change.tranche - 1 }));
    expect((await refusalOf(draft.presents(1, plan))).code).to.equal('stage-misfit');
  });

  it('is what later lines are measured by: the old amount differs, the new one settles', async () => {
    const draft = await three();
    const plan = shifted(draft, 500n);
    await draft.presents(1, plan);
    await draft.opines(1);
    await draft.putsNextStageInForce(1);
    await draft.pays('L5.1');
    await draft.accepts(1);
    await draft.presents(2);
    await draft.opines(2);
    const old = await draft.pays('L5.2');
    expect(await draft.reasonsOn('L5.2', old)).to.deep.equal(['amount']);
    await draft.pays('L5.2', draft.newLine(), { amountFen: plan[0]?.amountFen ?? '' });
    expect(await draft.stateOf('L5.2')).to.equal('settled');
  });
});
