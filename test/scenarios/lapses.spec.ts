/**
 * What time makes true of a leg as such: overdue, idle money (资金沉淀), not accepted. A sweep reveals it; each has
 * the owner who must act (domain rules, section 5; thesis 6.2).
 */
import { expect } from 'chai';
import type { FundDraft } from '../province/fund-draft';
import { refusalOf } from '../province/officer';
import { sharedProvince } from './shared-province';

/** The finding of a reason on the leg as such. */
async function findingOn(draft: FundDraft, legId: string, reason: string) {
  const exception = await draft.exceptionOn(legId);
  return exception?.findings.find((finding) => finding.reason === reason);
}

describe('an overdue leg', () => {
  const chapter = sharedProvince();
  const overdueAfter = async (days: number): Promise<FundDraft> => {
    const draft = await chapter.province.issues();
    await chapter.province.sweepsAfter({ days });
    return draft;
  };

  it('is none on the day of its deadline, and one strictly after it', async () => {
    const draft = await overdueAfter(10);
    expect(await findingOn(draft, 'L1', 'overdue')).to.be.undefined;
    await chapter.province.sweepsAfter({ days: 1 });
    expect(await findingOn(draft, 'L1', 'overdue')).to.deep.include({ reason: 'overdue', actual: 'payment' });
  });

  it('is owned by the payer who must pay', async () => {
    const draft = await overdueAfter(11);
    for (const legId of ['L1', 'L2']) {
      expect((await findingOn(draft, legId, 'overdue'))?.owner).to.equal(
        draft.payerOf(legId).first.organisationId,
      );
    }
    expect(await draft.reasonsOn('L3'), 'a locked leg is nobody’s to pay').to.be.empty;
  });

  it('closes when the leg is settled', async () => {
    const draft = await overdueAfter(11);
    await draft.pays('L1');
    expect(await draft.reasonsOn('L1')).to.be.empty;
  });

  it('closes when it is extended', async () => {
    const draft = await overdueAfter(11);
    await draft.isExtended('L1', chapter.province.today(5));
    expect(await draft.reasonsOn('L1')).to.be.empty;
    await chapter.province.sweepsAfter({ days: 6 });
    expect(await draft.reasonsOn('L1'), 'and opens again after the new deadline').to.deep.equal(['overdue']);
  });

  it('closes when the draft is cancelled', async () => {
    const draft = await overdueAfter(11);
    await draft.isCancelled();
    expect((await draft.looks()).record.state.exceptions).to.be.empty;
  });

  it('stands while a registration waits for its line', async () => {
    const draft = await overdueAfter(11);
    await draft.registers('L1', draft.newLine());
    expect(await draft.reasonsOn('L1')).to.deep.equal(['overdue']);
  });

  it('does not stop for a freeze', async () => {
    const draft = await chapter.province.issues();
    await draft.isFrozen();
    await chapter.province.sweepsAfter({ days: 11 });
    expect(await draft.reasonsOn('L1')).to.deep.equal(['overdue']);
  });

  it('past a tranche’s date is owned in turn by who presents, who opines, who pays and who accepts', async () => {
    const draft = await chapter.province.issues({
      tranches: [
        { share: 5_000, days: 3 },
        { share: 5_000, days: 4 },
      ],
    });
    const { yunlingBuilder, yunlingCommand, yunlingFundCompany } = chapter.province.offices;
    const isOwned = async (legId: string, step: string, owner: { first: { organisationId: string } }) => {
      await chapter.province.sweepsAfter({ ms: 1 });
      const finding = await findingOn(draft, legId, 'overdue');
      expect([finding?.actual, finding?.owner]).to.deep.equal([step, owner.first.organisationId]);
    };
    await draft.isFunded();
    await chapter.province.sweepsAfter({ days: 5 });
    await isOwned('L5.1', 'presentation', yunlingBuilder);
    await draft.presents(1);
    await isOwned('L5.1', 'opinion', yunlingCommand);
    await draft.opines(1, 'return');
    await isOwned('L5.1', 'presentation', yunlingBuilder);
    await draft.presents(1);
    await draft.opines(1);
    await isOwned('L5.1', 'payment', yunlingFundCompany);
    await draft.pays('L5.1');
    expect(await findingOn(draft, 'L5.1', 'overdue')).to.be.undefined;
    await isOwned('L5.2', 'acceptance', yunlingBuilder);
    await draft.accepts(1);
    await isOwned('L5.2', 'presentation', yunlingBuilder);
  });
});

describe('idle money', () => {
  const chapter = sharedProvince();

  it('opens strictly after 30 days of rest, owned by who must act on the earliest unsettled step', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L1');
    await chapter.province.sweepsAfter({ days: 30 });
    expect(await findingOn(draft, 'L4', 'idle-money')).to.be.undefined;
    await chapter.province.sweepsAfter({ days: 1 });
    const finding = await findingOn(draft, 'L4', 'idle-money');
    expect(finding?.owner, 'leg 2 is not paid').to.equal(draft.payerOf('L2').first.organisationId);
    await draft.pays('L2');
    const next = await findingOn(draft, 'L4', 'idle-money');
    expect(next?.owner, 'then leg 3').to.equal(draft.payerOf('L3').first.organisationId);
  });

  it('closes when the onward leg settles', async () => {
    const draft = await chapter.province.issues();
    await draft.paysInTurn('L1', 'L2', 'L3');
    await chapter.province.sweepsAfter({ days: 31 });
    expect((await findingOn(draft, 'L4', 'idle-money'))?.owner).to.equal(
      draft.payerOf('L4').first.organisationId,
    );
    await draft.pays('L4');
    expect(await findingOn(draft, 'L4', 'idle-money')).to.be.undefined;
  });

  it('of a tranche does not open before the plan’s date', async () => {
    const draft = await chapter.province.issues();
    await draft.isFunded();
    await chapter.province.sweepsAfter({ days: 60 });
    expect(await findingOn(draft, 'L5.1', 'idle-money')).to.be.undefined;
    await chapter.province.sweepsAfter({ days: 1 });
    const finding = await findingOn(draft, 'L5.1', 'idle-money');
    const builder = chapter.province.offices.yunlingBuilder.first;
    expect(finding?.owner, 'who must present').to.equal(builder.organisationId);
  });
});

describe('a settled tranche nobody accepts', () => {
  const chapter = sharedProvince();
  const settled = async (): Promise<FundDraft> => {
    const draft = await chapter.province.issues();
    await draft.isFunded();
    await draft.presents(1);
    await draft.opines(1);
    await draft.pays('L5.1');
    return draft;
  };

  it('is `not-accepted` strictly after 10 days, owned by the implementer', async () => {
    const draft = await settled();
    await chapter.province.sweepsAfter({ days: 10 });
    expect(await draft.reasonsOn('L5.1')).to.be.empty;
    await chapter.province.sweepsAfter({ days: 1 });
    const exception = await draft.exceptionOn('L5.1');
    expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['not-accepted']);
    expect(exception?.owner).to.equal(draft.payeeOf('L5.1').first.organisationId);
  });

  it('closes when the implementer accepts', async () => {
    const draft = await settled();
    await chapter.province.sweepsAfter({ days: 11 });
    await draft.accepts(1);
    expect(await draft.reasonsOn('L5.1')).to.be.empty;
  });

  it('may be accepted by the command with evidence, only while `not-accepted` stands', async () => {
    const draft = await settled();
    const early = await refusalOf(draft.acceptsForTheBuilder(1));
    expect(early.code).to.equal('acceptance-not-overdue');
    await chapter.province.sweepsAfter({ days: 11 });
    await draft.acceptsForTheBuilder(1);
    expect((await draft.looks()).record.state.acceptedTranches).to.deep.equal([1]);
    expect(await draft.reasonsOn('L5.1')).to.be.empty;
  });
});
