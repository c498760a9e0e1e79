/** A freeze lets nothing further settle or be accepted; a cancelled draft stands no more (domain rules, section 4). */
import { expect } from 'chai';
import { refusalOf } from '../province/officer';
import { projectStatus } from '../province/project-story';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('a frozen draft', () => {
  const chapter = sharedProvince();
  const frozen = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    await draft.isFrozen();
    return { draft, line: draft.newLine() };
  };

  inBothOrders('records both sides, settles nothing, and shows `frozen-draft` to the leading-group office', {
    given: frozen,
    statement: ({ draft, line }) => draft.isStated('L1', line),
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1')).to.equal('registered');
      const exception = await draft.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['frozen-draft']);
      expect(exception?.owner).to.equal(chapter.province.offices.leadingOffice.first.organisationId);
      await draft.isLifted();
      expect(await draft.stateOf('L1'), 'lifted, it settles without new input').to.equal('settled');
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  it('closes `frozen-draft` when two persons write it off', async () => {
    const { draft, line } = await frozen();
    await draft.pays('L1', line);
    await draft.isResolved('L1', line, { kind: 'write-off' });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    expect(await draft.stateOf('L1')).to.equal('registered');
  });

  it('keeps what is settled', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L1');
    await draft.isFrozen();
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect((await draft.looks()).onHold).to.be.true;
    expect(await draft.status(), 'a freeze is not a status').to.equal('circulating');
  });

  it('still counts a reversal, and does not settle again while it is frozen', async () => {
    const draft = await chapter.province.issues();
    const line = await draft.pays('L1');
    await draft.isFrozen();
    await draft.isReversed('L1', line);
    expect(await draft.stateOf('L1')).to.equal('awaiting-payment');
    await draft.pays('L1');
    expect(await draft.stateOf('L1')).to.equal('registered');
    await draft.isLifted();
    expect(await draft.stateOf('L1')).to.equal('settled');
  });

  it('records presentations and opinions, and refuses acceptances', async () => {
    const draft = await chapter.province.issues();
    await draft.isFunded();
    await draft.presents(1);
    await draft.opines(1);
    await draft.pays('L5.1');
    await draft.isFrozen();
    expect((await refusalOf(draft.accepts(1))).code).to.equal('draft-frozen');
    await draft.presents(2);
    await draft.opines(2);
    await draft.isLifted();
    await draft.accepts(1);
    expect((await draft.looks()).record.state.acceptedTranches).to.deep.equal([1]);
  });
});

describe('a cancelled draft', () => {
  const chapter = sharedProvince();
  const cancelled = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    await draft.isCancelled();
    return { draft, line: draft.newLine() };
  };

  it('puts its project back to approved', async () => {
    const { draft } = await cancelled();
    expect([await draft.status(), await projectStatus(draft)]).to.deep.equal(['cancelled', 'approved']);
  });

  it('is cancelled by a person other than the issuer', async () => {
    const draft = await chapter.province.issues();
    const issuer = chapter.province.offices.leadingOffice.first;
    expect((await refusalOf(draft.isCancelled(issuer))).code).to.equal('same-person');
  });

  it('is not cancelled while a leg is settled', async () => {
    const draft = await chapter.province.issues();
    const line = await draft.pays('L1');
    expect((await refusalOf(draft.isCancelled())).code).to.equal('leg-settled');
    await draft.isReversed('L1', line);
    await draft.isCancelled();
    expect(await draft.status()).to.equal('cancelled');
  });

  for (const first of ['registration', 'statement']) {
    it(`is not cancelled while a live booked line is registered (${first} first)`, async () => {
      const draft = await chapter.province.issues();
      const line = draft.newLine();
      if (first === 'statement') await draft.isStated('L1', line, { amountFen: '5' });
      await draft.registers('L1', line);
      if (first === 'registration') await draft.isStated('L1', line, { amountFen: '5' });
      expect((await refusalOf(draft.isCancelled())).code).to.equal('line-registered');
    });
  }

  inBothOrders('shows a line that comes for it as `cancelled-draft` to the leading-group office', {
    given: cancelled,
    statement: ({ draft, line }) => draft.isStated('L1', line),
    then: async ({ draft, line }) => {
      expect([await draft.status(), await draft.stateOf('L1')]).to.deep.equal(['cancelled', 'locked']);
      const exception = await draft.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['cancelled-draft']);
      expect(exception?.owner).to.equal(chapter.province.offices.leadingOffice.first.organisationId);
    },
  });

  it('shows a line that was registered before the cancelling and booked after it', async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    await draft.registers('L1', line);
    await draft.isCancelled();
    await draft.isStated('L1', line);
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['cancelled-draft']);
  });

  for (const close of ['return', 'write-off']) {
    it(`closes \`cancelled-draft\` by ${close}`, async () => {
      const { draft, line } = await cancelled();
      await draft.pays('L1', line);
      if (close === 'return') await draft.isReversed('L1', line, { kind: 'return' });
      else await draft.isResolved('L1', line, { kind: 'write-off' });
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    });
  }

  it('keeps `cancelled-draft` while a part of the line is still there', async () => {
    const { draft, line } = await cancelled();
    await draft.pays('L1', line);
    await draft.isReversed('L1', line, { kind: 'return', amountFen: '1' });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['cancelled-draft']);
  });

  it('leaves the line to another draft that registers it', async () => {
    const { province } = chapter;
    const amountFen = '456780000';
    const gone = await province.issues({ amountFen });
    const line = gone.newLine();
    await gone.registers('L1', line);
    await gone.isCancelled();
    const draft = await province.issues({ amountFen });
    await draft.pays('L1', line);
    expect(await draft.stateOf('L1')).to.equal('settled');
  });
});
