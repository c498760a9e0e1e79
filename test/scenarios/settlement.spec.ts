/** A leg is settled when the payer's registration and the bank's own line agree (domain rules, section 5). */
import { expect } from 'chai';
import { parsePush } from '../province/answers-parser';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('both sides agree', () => {
  const chapter = sharedProvince();
  const aDraft = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    return { draft, line: draft.newLine() };
  };

  inBothOrders('registration and line settle the leg', {
    given: aDraft,
    statement: ({ draft, line }) => draft.isStated('L1', line),
    then: async ({ draft, line }) => {
      expect((await draft.legAsIs('L1')).actual).to.deep.include({
        amountFen: draft.amountOf('L1'),
        lastBooked: line.date,
        serialNumbers: [line.serialNumber],
      });
    },
  });

  it('one side alone settles nothing', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    expect(await draft.stateOf('L1')).to.equal('registered');
    await draft.isStated('L2', draft.newLine());
    expect(await draft.stateOf('L2')).to.equal('awaiting-payment');
  });

  inBothOrders('a pending line settles nothing until it is booked', {
    given: aDraft,
    statement: ({ draft, line }) => draft.isStated('L1', line, { status: 'pending' }),
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1')).to.equal('registered');
      await draft.isStated('L1', line);
      expect(await draft.stateOf('L1')).to.equal('settled');
    },
  });

  it('pending after booked changes nothing', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    const answer = parsePush(await draft.isStated('L1', line, { status: 'pending' }));
    expect(answer.outcomes[0]?.outcome).to.equal('known');
    expect(await draft.stateOf('L1')).to.equal('settled');
  });

  it('the same line again changes nothing, and says so', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    const before = await draft.looks();
    const registered = await draft.registers('L1', line);
    const pushed = parsePush(await draft.isStated('L1', line));
    expect([registered.outcome, pushed.outcomes[0]?.outcome]).to.deep.equal(['known', 'known']);
    expect(await draft.looks()).to.deep.equal(before);
  });

  it('a time that comes later is filled in', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    const bookingTime = `${line.date}T08:30:00+08:00`;
    await draft.isStated('L1', line, { bookingTime });
    const { actual } = await draft.legAsIs('L1');
    expect(actual?.lastBookedTime).to.equal(new Date(bookingTime).toISOString());
  });

  it('a flag that comes later is filled in and the leg is judged again', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line, { payeeAccountKind: undefined });
    expect(await draft.stateOf('L1')).to.equal('settled');
    await draft.isStated('L1', line, { payeeAccountKind: 'personal' });
    expect(await draft.stateOf('L1')).to.equal('registered');
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['personal-account']);
  });

  inBothOrders('spaces, hyphens, full-width digits and lower case do not part the sides', {
    given: aDraft,
    registration: ({ draft, line }) =>
      draft.registers('L1', { ...line, serialNumber: ` ${line.serialNumber.toLowerCase()} ` }),
    statement: ({ draft, line }) => {
      const { payer, payee } = draft.leg('L1');
      const spaced = `${payer.account.slice(0, 4)} ${payer.account.slice(4, 8)}-${payer.account.slice(8)}`;
      const wide = payee.account.replaceAll('0', '０');
      const entry = draft.debit('L1', line, { account: spaced, payerAccount: spaced, payeeAccount: wide });
      return chapter.province.pushesAs(draft.bankOf('L1').first, [entry]);
    },
    then: async ({ draft }) => {
      expect(await draft.stateOf('L1')).to.equal('settled');
    },
  });

  it('leading zeros of a serial count', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', { ...line, serialNumber: `0${line.serialNumber}` });
    await draft.isStated('L1', line);
    expect(await draft.stateOf('L1')).to.equal('registered');
  });

  inBothOrders('a leg paid before the legs it opens after waits as `not-open`, owned by the payer', {
    given: aDraft,
    registration: ({ draft, line }) => draft.registers('L4', line),
    statement: ({ draft, line }) => draft.isStated('L4', line),
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L4')).to.equal('locked');
      const exception = await draft.exceptionOn('L4', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['not-open']);
      expect(exception?.owner).to.equal(draft.payerOf('L4').first.organisationId);
      await draft.paysInTurn('L1', 'L2', 'L3');
      expect(await draft.stateOf('L4')).to.equal('settled');
      expect(await draft.reasonsOn('L4', line)).to.be.empty;
    },
  });

  it('the actual path orders settled legs by last booking, then leg id', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L1', draft.newLine());
    await draft.pays('L2', draft.newLine(-1));
    expect((await draft.looks()).record.state.actualPath).to.deep.equal(['L2', 'L1']);
  });

  it('several lines of one push settle several legs of several drafts', async () => {
    const { province } = chapter;
    const drafts = [await province.issues(), await province.issues({ county: 'shuimu' })];
    const lines = drafts.map((draft) => draft.newLine());
    await Promise.all(drafts.map((draft, index) => draft.registers('L1', lines[index] ?? draft.newLine())));
    await province.pushes(
      ...drafts.flatMap((draft, index) => draft.debit('L1', lines[index] ?? draft.newLine())),
    );
    for (const draft of drafts) expect(await draft.stateOf('L1')).to.equal('settled');
  });
});
