/** A near miss is shown and never settles; an exact line ends it (domain rules, section 5). */
import { expect } from 'chai';
import { plannedAccounts } from '../province/province-plan';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('a near miss', () => {
  const chapter = sharedProvince();
  const aDraft = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    return { draft, line: draft.newLine(-1) };
  };
  const nearMisses = {
    date: ({ draft, line }: Scene) => draft.isStated('L1', { ...line, date: chapter.province.today() }),
    direction: ({ draft, line }: Scene) => {
      const { payer } = draft.leg('L1');
      return draft.isStated('L1', line, { account: payer.account, direction: 'credit' });
    },
    payer: ({ draft, line }: Scene) => {
      const account = plannedAccounts.provincialFinanceGeneral.number;
      return draft.isStated('L1', line, { account, payerAccount: account });
    },
  };

  for (const reason of ['date', 'direction', 'payer'] as const) {
    const statement = nearMisses[reason];

    inBothOrders(`of \`${reason}\` is shown and never settles`, {
      given: aDraft,
      statement,
      then: async ({ draft, line }) => {
        expect(await draft.stateOf('L1')).to.equal('registered');
        const exception = await draft.exceptionOn('L1', line);
        expect(exception?.findings.map((finding) => finding.reason)).to.deep.equal([reason]);
        expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
      },
    });

    inBothOrders(`of \`${reason}\` ends with the exact line`, {
      given: async () => {
        const scene = await aDraft();
        await statement(scene);
        return scene;
      },
      statement: ({ draft, line }) => draft.isStated('L1', line),
      then: async ({ draft, line }) => {
        expect(await draft.stateOf('L1')).to.equal('settled');
        expect(await draft.reasonsOn('L1', line)).to.be.empty;
      },
    });
  }

  inBothOrders('needs the leg’s payee and amount', {
    given: aDraft,
    statement: async ({ draft, line }) => {
      const today = { ...line, date: chapter.province.today() };
      await draft.isStated('L1', today, { amountFen: '77' });
    },
    then: async ({ draft, line }) => {
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  it('is none when another draft’s registration names the line', async () => {
    const { draft, line } = await aDraft();
    const other = await chapter.province.issues({ amountFen: draft.issued.amountFen });
    const today = { ...line, date: chapter.province.today() };
    await draft.registers('L1', line);
    await draft.isStated('L1', today);
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['date']);
    await other.registers('L1', today);
    expect(await other.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  it('of `date` lets the registrant correct alone', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    const today = { ...line, date: chapter.province.today() };
    await draft.isStated('L1', today);
    const corrected = await draft.corrects('L1', { from: line, to: today });
    expect(corrected.legState).to.equal('settled');
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  it('is matched by two persons', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    const today = { ...line, date: chapter.province.today() };
    await draft.isStated('L1', today);
    await draft.isResolved('L1', line, { kind: 'match', legId: 'L1', lines: [today] });
    expect(await draft.stateOf('L1')).to.equal('settled');
  });
});
