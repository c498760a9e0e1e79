/**
 * The payer is the bank itself (leg 3): no self-witness. The payee confirms the line, or the payee's bank, if
 * another, pushed the credit (domain rules, section 5).
 */
import { expect } from 'chai';
import { refusalOf } from '../province/officer';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('a transfer of the bank’s own', () => {
  const chapter = sharedProvince();
  const opened = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    await draft.paysInTurn('L1', 'L2');
    return { draft, line: draft.newLine() };
  };
  const bothSides = async (): Promise<Scene> => {
    const scene = await opened();
    await scene.draft.registers('L3', scene.line);
    await scene.draft.isStated('L3', scene.line);
    return scene;
  };
  const registration = ({ draft, line }: Scene) => draft.registers('L3', line);

  inBothOrders('is not settled by the bank’s word alone', {
    given: opened,
    registration,
    statement: ({ draft, line }) => draft.isStated('L3', line),
    then: async ({ draft }) => {
      expect(await draft.stateOf('L3')).to.equal('registered');
    },
  });

  inBothOrders('is settled when the payee confirms the line', {
    given: opened,
    registration,
    statement: ({ draft, line }) => draft.isStated('L3', line),
    then: async ({ draft, line }) => {
      await draft.confirmsReceipt('L3', line);
      expect(await draft.stateOf('L3')).to.equal('settled');
    },
  });

  inBothOrders('is settled when the confirmation came before the line', {
    given: async () => {
      const scene = await opened();
      await scene.draft.confirmsReceipt('L3', scene.line);
      return scene;
    },
    registration,
    statement: ({ draft, line }) => draft.isStated('L3', line),
    then: async ({ draft }) => {
      expect(await draft.stateOf('L3')).to.equal('settled');
    },
  });

  it('is confirmed for the named line only', async () => {
    const { draft } = await bothSides();
    await draft.confirmsReceipt('L3', draft.newLine());
    expect(await draft.stateOf('L3')).to.equal('registered');
  });

  it('is confirmed by the payee only', async () => {
    const { draft, line } = await bothSides();
    const refusal = await refusalOf(draft.confirmsReceipt('L3', line, draft.payeeOf('L4').first));
    expect(refusal.code).to.equal('not-the-payee');
  });

  inBothOrders('is settled by the credit line of the payee’s bank', {
    given: opened,
    registration,
    statement: async ({ draft, line }) => {
      await draft.isStated('L3', line);
      await chapter.province.pushes(draft.credit('L3', draft.newLine()));
    },
    then: async ({ draft }) => {
      expect(await draft.stateOf('L3')).to.equal('settled');
    },
  });

  inBothOrders('is settled by a credit line that came before the debit', {
    given: async () => {
      const scene = await opened();
      await chapter.province.pushes(scene.draft.credit('L3', scene.draft.newLine()));
      return scene;
    },
    registration,
    statement: ({ draft, line }) => draft.isStated('L3', line),
    then: async ({ draft }) => {
      expect(await draft.stateOf('L3')).to.equal('settled');
    },
  });

  it('is not settled by a credit line booked before the debit', async () => {
    const { draft } = await bothSides();
    await chapter.province.pushes(draft.credit('L3', draft.newLine(-1)));
    expect(await draft.stateOf('L3')).to.equal('registered');
  });

  it('is not settled by a credit line of another amount, currency or status', async () => {
    const { draft } = await bothSides();
    const { province } = chapter;
    await province.pushes(draft.credit('L3', draft.newLine(), { amountFen: '1' }));
    await province.pushes(draft.credit('L3', draft.newLine(), { currency: 'USD' }));
    await province.pushes(draft.credit('L3', draft.newLine(), { status: 'pending' }));
    expect(await draft.stateOf('L3')).to.equal('registered');
  });

  it('is not settled by a credit line of the paying bank itself', async () => {
    const draft = await chapter.province.issues({ accounts: { limitedPartnership: 'partnershipAtBank' } });
    await draft.paysInTurn('L1', 'L2');
    const line = draft.newLine();
    await draft.registers('L3', line);
    await draft.isStated('L3', line);
    await chapter.province.pushes(draft.credit('L3', draft.newLine()));
    expect(await draft.stateOf('L3')).to.equal('registered');
    await draft.confirmsReceipt('L3', line);
    expect(await draft.stateOf('L3')).to.equal('settled');
  });

  it('shares no credit line with another draft: one credit confirms one leg', async () => {
    const { province } = chapter;
    const amountFen = '345670000';
    const drafts = [await province.issues({ amountFen }), await province.issues({ amountFen })];
    for (const draft of drafts) {
      await draft.paysInTurn('L1', 'L2');
      const line = draft.newLine();
      await draft.registers('L3', line);
      await draft.isStated('L3', line);
    }
    const [one] = drafts;
    const states = () => Promise.all(drafts.map((draft) => draft.stateOf('L3')));
    if (one === undefined) throw new Error('two drafts were issued');
    await province.pushes(one.credit('L3', one.newLine()));
    expect((await states()).sort()).to.deep.equal(['registered', 'settled']);
    await province.pushes(one.credit('L3', one.newLine()));
    expect(await states()).to.deep.equal(['settled', 'settled']);
  });

  it('is un-settled when the credit line that confirmed it is reversed', async () => {
    const { draft } = await bothSides();
    const { province } = chapter;
    const credited = draft.newLine();
    const credit = draft.credit('L3', credited);
    await province.pushes(credit);
    expect(await draft.stateOf('L3')).to.equal('settled');
    await province.pushes({
      ...credit,
      ...{ direction: 'debit', kind: 'reversal', serialNumber: province.serial() },
      ...{ payerAccount: credit.payeeAccount, payeeAccount: credit.payerAccount },
      reference: { serialNumber: credited.serialNumber, bookingDate: credited.date },
    });
    expect(await draft.stateOf('L3')).to.equal('registered');
  });
});

describe('a receipt nobody confirms', () => {
  const chapter = sharedProvince();
  const aged = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    await draft.paysInTurn('L1', 'L2');
    const line = draft.newLine();
    await draft.registers('L3', line);
    await draft.isStated('L3', line);
    await chapter.province.sweepsAfter({ hours: 24 });
    expect(await draft.reasonsOn('L3', line)).to.be.empty;
    await chapter.province.sweepsAfter({ ms: 1 });
    expect(await draft.reasonsOn('L3', line)).to.deep.equal(['unconfirmed-receipt']);
    return { draft, line };
  };

  it('is `unconfirmed-receipt` strictly after the threshold, owned by the payee', async () => {
    const { draft, line } = await aged();
    const exception = await draft.exceptionOn('L3', line);
    expect(exception?.owner).to.equal(draft.payeeOf('L3').first.organisationId);
  });

  it('closes when the payee confirms', async () => {
    const { draft, line } = await aged();
    await draft.confirmsReceipt('L3', line);
    expect(await draft.stateOf('L3')).to.equal('settled');
    expect(await draft.reasonsOn('L3', line)).to.be.empty;
  });

  it('closes when two persons write it off, and the leg stays unsettled', async () => {
    const { draft, line } = await aged();
    await draft.isResolved('L3', line, { kind: 'write-off' });
    expect(await draft.reasonsOn('L3', line)).to.be.empty;
    expect(await draft.stateOf('L3')).to.equal('registered');
  });

  inBothOrders('opens at once when the bank’s credit line says otherwise (counter-check)', {
    given: async () => {
      const draft = await chapter.province.issues();
      return { draft, line: draft.newLine() };
    },
    registration: ({ draft, line }) => draft.registers('L2', line),
    statement: async ({ draft, line }) => {
      await draft.isStated('L2', line);
      await chapter.province.pushes(draft.credit('L2', line, { amountFen: '1' }));
    },
    then: async ({ draft, line }) => {
      expect(await draft.reasonsOn('L2', line)).to.deep.equal(['unconfirmed-receipt']);
      expect(await draft.stateOf('L2'), 'a credit line never settles or unsettles a leg').to.equal('settled');
      await draft.confirmsReceipt('L2', line);
      expect(await draft.reasonsOn('L2', line)).to.be.empty;
    },
  });
});
