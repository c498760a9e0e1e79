/**
 * Registration and line differ: one exception lists the reasons with both sides' values; the registrant's
 * organisation owns it. Every way the table of exceptions closes it is told here (domain rules, section 5).
 */
import { expect } from 'chai';
import type { FundDraft } from '../province/fund-draft';
import type { WireEntry } from '../province/province-ground';
import { refusalOf } from '../province/officer';
import { strangeAccount } from '../province/province-plan';
import { confirms, proposes } from '../province/resolutions';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

interface Difference {
  readonly reason: string;
  readonly change: (draft: FundDraft) => Partial<WireEntry>;
}

const differences: readonly Difference[] = [
  {
    reason: 'amount',
    change: (draft) => ({ amountFen: String(BigInt(draft.amountOf('L1')) - 1n) }),
  },
  { reason: 'payee', change: () => ({ payeeAccount: strangeAccount }) },
  { reason: 'currency', change: () => ({ currency: 'USD' }) },
  { reason: 'personal-account', change: () => ({ payeeAccountKind: 'personal' }) },
];

describe('the line differs', () => {
  const chapter = sharedProvince();
  const aDraft = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    return { draft, line: draft.newLine() };
  };

  for (const { reason, change } of differences) {
    const differing = async (): Promise<Scene> => {
      const scene = await aDraft();
      await scene.draft.registers('L1', scene.line);
      await scene.draft.isStated('L1', scene.line, change(scene.draft));
      expect(await scene.draft.reasonsOn('L1', scene.line)).to.deep.equal([reason]);
      return scene;
    };

    inBothOrders(`\`${reason}\` opens at once, with both values, owned by the registrant`, {
      given: aDraft,
      statement: ({ draft, line }) => draft.isStated('L1', line, change(draft)),
      then: async ({ draft, line }) => {
        expect(await draft.stateOf('L1')).to.equal('registered');
        const exception = await draft.exceptionOn('L1', line);
        expect(exception?.findings.map((finding) => finding.reason)).to.deep.equal([reason]);
        expect(exception?.findings[0]?.expected).to.not.equal(exception?.findings[0]?.actual);
        expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
      },
    });

    it(`\`${reason}\` closes when an exact line settles the leg`, async () => {
      const { draft, line } = await differing();
      await draft.pays('L1');
      expect(await draft.stateOf('L1')).to.equal('settled');
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    });

    for (const kind of ['reversal', 'return'] as const) {
      it(`\`${reason}\` closes when the line has a ${kind}`, async () => {
        const { draft, line } = await differing();
        const { amountFen = draft.amountOf('L1'), currency = 'CNY' } = change(draft);
        await draft.isReversed('L1', line, { kind, amountFen, currency });
        expect(await draft.reasonsOn('L1', line)).to.not.include(reason);
      });
    }

    it(`\`${reason}\` closes when two persons correct the registration, and not by its registrant alone`, async () => {
      const { draft, line } = await differing();
      const to = draft.newLine();
      const { first, second } = draft.payerOf('L1');
      const alone = await refusalOf(draft.corrects('L1', { from: line, to }));
      expect(alone.code).to.equal('correction-needs-two');
      const exceptionId = draft.exceptionId('L1', line);
      const act = { kind: 'correct', legId: 'L1', from: line, to } as const;
      await confirms(second, exceptionId, await proposes(first, exceptionId, act));
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
      await draft.isStated('L1', to);
      expect(await draft.stateOf('L1')).to.equal('settled');
    });

    it(`\`${reason}\` closes when two persons write it off`, async () => {
      const { draft, line } = await differing();
      await draft.isResolved('L1', line, { kind: 'write-off' });
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
      expect(await draft.stateOf('L1'), 'a write-off moves nothing').to.equal('registered');
    });
  }

  it('a part that comes back leaves the difference standing on the rest', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await draft.isStated('L1', line, { payeeAccount: strangeAccount });
    await draft.isReversed('L1', line, { amountFen: '1' });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['payee', 'reversed']);
  });

  inBothOrders('one exception lists every reason, in the order of the table', {
    given: aDraft,
    statement: ({ draft, line }) =>
      draft.isStated('L1', line, { amountFen: '1', payeeAccount: strangeAccount, currency: 'EUR' }),
    then: async ({ draft, line }) => {
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['amount', 'payee', 'currency']);
    },
  });

  it('an exception changes with the values that stand behind it', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await draft.isStated('L1', line, { amountFen: '1', payeeAccountKind: undefined });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['amount']);
    await draft.isStated('L1', line, { amountFen: '1', payeeAccountKind: 'personal' });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['amount', 'personal-account']);
  });
});
