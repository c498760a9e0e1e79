/** Deadlines are judged by the bank's booking alone (domain rules, section 5: `late`, `early`, `payee-name`). */
import { expect } from 'chai';
import { instantOf } from '../../domain/calendar';
import type { Deadline } from '../../domain/calendar';
import type { FundDraft } from '../province/fund-draft';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('a deadline', () => {
  const chapter = sharedProvince();
  const atDeadline = async (days: number): Promise<Scene> => {
    const draft = await chapter.province.issues();
    chapter.province.waits({ days });
    return { draft, line: draft.newLine() };
  };
  const statement = ({ draft, line }: Scene) => draft.isStated('L1', line);

  inBothOrders('given as a date counts its whole day', {
    given: () => atDeadline(10),
    statement: ({ draft, line }) => {
      const bookingTime = `${line.date}T08:59:59+08:00`;
      return draft.isStated('L1', line, { bookingTime });
    },
    then: async ({ draft, line }) => {
      const { state, actual } = await draft.legAsIs('L1');
      expect([state, actual?.late]).to.deep.equal(['settled', undefined]);
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  inBothOrders('passed lets an exact line settle with the flag `late`, owned by the payer', {
    given: () => atDeadline(11),
    statement,
    then: async ({ draft, line }) => {
      const { state, actual } = await draft.legAsIs('L1');
      expect([state, actual?.late]).to.deep.equal(['settled', true]);
      const exception = await draft.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['late']);
      expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
      await draft.isResolved('L1', line, { kind: 'write-off' });
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  it('is judged by the booking, not by when the two sides report it', async () => {
    const draft = await chapter.province.issues();
    const line = draft.newLine();
    chapter.province.waits({ days: 20 });
    await draft.pays('L1', line);
    expect((await draft.legAsIs('L1')).actual?.late).to.be.undefined;
  });

  /** A draft whose leg 1 is due at noon, Shanghai time, of today. */
  const dueAtNoon = async (): Promise<FundDraft> => {
    const noon: Deadline = instantOf(Date.parse(`${chapter.province.today(1)}T12:00:00+08:00`));
    const draft = await chapter.province.issues({
      path: (legs) => legs.map((leg) => (leg.legId === 'L1' ? { ...leg, deadline: noon } : leg)),
    });
    chapter.province.waits({ days: 1, hours: 14 });
    return draft;
  };

  for (const [time, late] of [
    ['12:00:00', undefined],
    ['12:00:01', true],
  ] as const) {
    it(`given as an instant: a line booked at ${time} is ${late === true ? 'late' : 'on time'}`, async () => {
      const draft = await dueAtNoon();
      const date = draft.leg('L1').deadline.slice(0, 10);
      const line = { ...draft.newLine(), date };
      await draft.pays('L1', line, { bookingTime: `${date}T${time}+08:00` });
      expect((await draft.legAsIs('L1')).actual?.late).to.equal(late);
    });
  }

  it('given as an instant: a line without a time counts the whole day', async () => {
    const draft = await dueAtNoon();
    const line = { ...draft.newLine(), date: draft.leg('L1').deadline.slice(0, 10) };
    await draft.pays('L1', line);
    expect((await draft.legAsIs('L1')).actual?.late).to.be.undefined;
  });

  it('is moved by an extension of two persons, and a late leg is late no more', async () => {
    const { draft } = await atDeadline(11);
    await draft.isExtended('L1', chapter.province.today(3));
    const line = await draft.pays('L1');
    expect((await draft.legAsIs('L1')).actual?.late).to.be.undefined;
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });
});

describe('a late line that needs a release', () => {
  const chapter = sharedProvince();
  const aDraft = async (): Promise<Scene> => {
    const draft = await chapter.province.issues({ rule: { lateNeedsRelease: true } });
    chapter.province.waits({ days: 11 });
    return { draft, line: draft.newLine() };
  };

  inBothOrders('holds the leg until two persons release it', {
    given: aDraft,
    statement: ({ draft, line }) => draft.isStated('L1', line),
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1')).to.equal('registered');
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['late']);
      await draft.isResolved('L1', line, { kind: 'release', legId: 'L1', line });
      const { state, actual } = await draft.legAsIs('L1');
      expect([state, actual?.late]).to.deep.equal(['settled', true]);
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  it('does not settle by a write-off: it closes the exception and moves nothing', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    await draft.isResolved('L1', line, { kind: 'write-off' });
    expect(await draft.stateOf('L1')).to.equal('registered');
  });
});

describe('a payee by another name', () => {
  const chapter = sharedProvince();
  const aDraft = (payeeNameStrict: boolean) => async (): Promise<Scene> => {
    const draft = await chapter.province.issues({ rule: { payeeNameStrict } });
    return { draft, line: draft.newLine() };
  };
  const statement = ({ draft, line }: Scene) => draft.isStated('L1', line, { payeeNameMatches: false });

  inBothOrders('is `payee-name` on a settled leg, owned by the payer, until two persons close it', {
    given: aDraft(false),
    statement,
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1')).to.equal('settled');
      const exception = await draft.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['payee-name']);
      expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
      await draft.isResolved('L1', line, { kind: 'write-off' });
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  inBothOrders('holds the leg where names are strict, until two persons release it', {
    given: aDraft(true),
    statement,
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1')).to.equal('registered');
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['payee-name']);
      await draft.isResolved('L1', line, { kind: 'release', legId: 'L1', line });
      expect(await draft.stateOf('L1')).to.equal('settled');
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    },
  });

  it('where names are strict closes by a correction of two persons', async () => {
    const { draft, line } = await aDraft(true)();
    await draft.registers('L1', line);
    await statement({ draft, line });
    const to = draft.newLine();
    await draft.isResolved('L1', line, { kind: 'correct', legId: 'L1', from: line, to });
    await draft.isStated('L1', to);
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });
});

describe('a leg paid early', () => {
  const chapter = sharedProvince();

  it('is settled later with the flag `early` when it was booked before what it opens after', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L4', draft.newLine(-2));
    await draft.paysInTurn('L1', 'L2', 'L3');
    const { state, actual } = await draft.legAsIs('L4');
    expect([state, actual?.early]).to.deep.equal(['settled', true]);
  });

  it('is not early when it was booked the same day and no times are known', async () => {
    const draft = await chapter.province.issues();
    await draft.pays('L4');
    await draft.paysInTurn('L1', 'L2', 'L3');
    expect((await draft.legAsIs('L4')).actual?.early).to.be.undefined;
  });

  it('is `early` when a tranche was booked before the opinion on it', async () => {
    const draft = await chapter.province.issues();
    await draft.isFunded();
    const line = draft.newLine();
    await draft.presents(1);
    await draft.pays('L5.1', line);
    expect(await draft.reasonsOn('L5.1', line)).to.deep.equal(['not-open']);
    chapter.province.waits({ days: 1 });
    await draft.opines(1);
    const { state, actual } = await draft.legAsIs('L5.1');
    expect([state, actual?.early]).to.deep.equal(['settled', true]);
  });
});
