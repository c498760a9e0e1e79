/**
 * Money goes back: a line is worth its amount less what refers to it, and a leg whose lines are worth less than
 * its amount is not settled; every later leg locks, and settles again without new input (domain rules, section 5).
 */
import { expect } from 'chai';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('a reversal', () => {
  const chapter = sharedProvince();
  const aDraft = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    return { draft, line: draft.newLine() };
  };

  for (const [kind, reason] of [
    ['reversal', 'reversed'],
    ['return', 'returned'],
  ] as const) {
    inBothOrders(`(${kind}) un-settles its leg: it awaits payment again, and the payer owns \`${reason}\``, {
      given: aDraft,
      statement: async ({ draft, line }) => {
        await draft.isStated('L1', line);
        await draft.isReversed('L1', line, { kind });
      },
      then: async ({ draft, line }) => {
        const leg = await draft.legAsIs('L1');
        expect([leg.state, leg.shortfallFen]).to.deep.equal(['awaiting-payment', leg.amountFen]);
        const exception = await draft.exceptionOn('L1', line);
        expect(exception?.findings.map((finding) => finding.reason)).to.deep.equal([reason]);
        expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
      },
    });

    it(`\`${reason}\` closes when the leg settles again by another line`, async () => {
      const { draft, line } = await aDraft();
      await draft.pays('L1', line);
      await draft.isReversed('L1', line, { kind });
      await draft.pays('L1');
      expect(await draft.stateOf('L1')).to.equal('settled');
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    });

    it(`\`${reason}\` closes when two persons write it off`, async () => {
      const { draft, line } = await aDraft();
      await draft.pays('L1', line);
      await draft.isReversed('L1', line, { kind });
      await draft.isResolved('L1', line, { kind: 'write-off' });
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    });
  }

  inBothOrders('that comes before its original waits, and counts when the original comes', {
    given: aDraft,
    statement: async ({ draft, line }) => {
      await draft.isReversed('L1', line);
      await draft.isStated('L1', line);
    },
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['reversed']);
    },
  });

  it('without its original ages into `no-statement` at the bank, until the original comes', async () => {
    const { province } = chapter;
    const { draft, line } = await aDraft();
    await draft.isReversed('L1', line);
    await province.sweepsAfter({ hours: 24 });
    expect(await province.entryException(line.serialNumber)).to.be.undefined;
    await province.sweepsAfter({ ms: 1 });
    const exception = await province.entryException(line.serialNumber);
    expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['no-statement']);
    expect(exception?.owner).to.equal(draft.bankOf('L1').first.organisationId);
    await draft.isStated('L1', line);
    expect(await province.entryException(line.serialNumber)).to.be.undefined;
  });

  inBothOrders('of a part un-settles the leg and tells how much is missing', {
    given: aDraft,
    statement: async ({ draft, line }) => {
      await draft.isStated('L1', line);
      await draft.isReversed('L1', line, { amountFen: '1000' });
    },
    then: async ({ draft, line }) => {
      const leg = await draft.legAsIs('L1');
      expect([leg.state, leg.shortfallFen]).to.deep.equal(['awaiting-payment', '1000']);
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['reversed']);
    },
  });

  inBothOrders('of more than the amount is `conflict`, owned by the bank, and never negative', {
    given: aDraft,
    statement: async ({ draft, line }) => {
      await draft.isStated('L1', line);
      await draft.isReversed('L1', line);
      await draft.isReversed('L1', line, { amountFen: '1' });
    },
    then: async ({ draft, line }) => {
      expect(await draft.reasonsOn('L1', line)).to.include.members(['conflict', 'reversed']);
      const leg = await draft.legAsIs('L1');
      expect(leg.shortfallFen).to.equal(leg.amountFen);
    },
  });

  it('in greater excess than was written off is shown again', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    await draft.isReversed('L1', line);
    await draft.isReversed('L1', line, { amountFen: '1' });
    await draft.isResolved('L1', line, { kind: 'write-off' });
    await draft.isReversed('L1', line, { amountFen: '999999' });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['conflict', 'reversed']);
  });

  it('in excess closes when two persons write it off', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    await draft.isReversed('L1', line, { amountFen: String(BigInt(draft.amountOf('L1')) + 1n) });
    expect(await draft.reasonsOn('L1', line)).to.include('conflict');
    await draft.isResolved('L1', line, { kind: 'write-off' });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  for (const [kind, reason] of [
    ['reversal', 'reversed'],
    ['return', 'returned'],
  ] as const) {
    it(`(${kind}) without a reference undoes nothing and opens \`${reason}\` at the account’s holder`, async () => {
      const { province } = chapter;
      const { draft, line } = await aDraft();
      await draft.pays('L1', line);
      const back = draft.reversal('L1', line, { kind, reference: undefined });
      await province.pushes(back);
      expect(await draft.stateOf('L1')).to.equal('settled');
      const exception = await province.entryException(back.serialNumber);
      expect(exception?.findings.map((finding) => finding.reason)).to.deep.equal([reason]);
      expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
    });
  }

  it('of another currency undoes nothing', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    await draft.isReversed('L1', line, { currency: 'USD' });
    expect(await draft.stateOf('L1')).to.equal('settled');
  });

  it('that is pending undoes nothing until it is booked', async () => {
    const { province } = chapter;
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    const back = draft.reversal('L1', line);
    await province.pushes({ ...back, status: 'pending' });
    expect(await draft.stateOf('L1')).to.equal('settled');
    await province.pushes(back);
    expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
  });

  it('twice counts once', async () => {
    const { province } = chapter;
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    const back = draft.reversal('L1', line);
    await province.pushes(back);
    const after = await draft.looks();
    await province.pushes(back);
    expect(await draft.looks()).to.deep.equal(after);
  });
});

describe('a reversal on the way', () => {
  const chapter = sharedProvince();

  it('locks every later leg, which keeps its lines, tells the shortfall, and settles again without new input', async () => {
    const draft = await chapter.province.issues();
    const [l1] = await draft.isFunded();
    await draft.passesTranche(1);
    expect(await draft.status()).to.equal('accepting');
    await draft.isReversed('L1', l1 ?? draft.newLine());
    const locked = await draft.looks();
    expect(locked.status).to.equal('circulating');
    const states = locked.legs.map(({ legId, state }) => [legId, state]);
    expect(states).to.deep.equal([
      ['L1', 'awaiting-payment'],
      ['L2', 'settled'],
      ['L3', 'locked'],
      ['L4', 'locked'],
      ['L5.1', 'locked'],
      ['L5.2', 'locked'],
    ]);
    const shortfall = (legId: string) => locked.legs.find((leg) => leg.legId === legId)?.shortfallFen;
    expect(shortfall('L3')).to.equal(draft.amountOf('L1'));
    expect(locked.record.state.acceptedTranches, 'an acceptance counts while its leg is settled').to.be.empty;

    await draft.pays('L1');
    const again = await draft.looks();
    expect(again.legs.slice(0, 5).every(({ state }) => state === 'settled')).to.be.true;
    expect(again.record.state.acceptedTranches).to.deep.equal([1]);
    expect(again.status).to.equal('accepting');
    expect(again.record.state.exceptions).to.be.empty;
  });

  it('lets an honoured draft fall back, and leaves a completed project as it is', async () => {
    const draft = await chapter.province.issues();
    const lines = await draft.isFunded();
    await draft.passesTranche(1);
    const last = await draft.passesTranche(2);
    expect(await draft.status()).to.equal('honoured');
    await draft.isReversed('L5.2', last);
    expect(await draft.status()).to.equal('accepting');
    await draft.pays('L5.2');
    expect(await draft.status(), 'other lines were accepted').to.equal('accepting');
    await draft.accepts(2);
    expect(await draft.status()).to.equal('honoured');
    expect(lines).to.have.length(4);
  });
});
