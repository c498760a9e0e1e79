/**
 * Competing inputs: the first in ledger order stands, nothing settled is un-settled, the later one opens
 * `conflict`, `duplicate-use` or `too-many-lines` (domain rules, section 5).
 */
import { expect } from 'chai';
import type { Leg } from '../../domain/draft';
import { legIdField } from '../../domain/identifiers';
import { fenText } from '../../domain/money';
import { parsePush } from '../province/answers-parser';
import type { FundDraft, NamedLine } from '../province/fund-draft';
import { refusalOf } from '../province/officer';
import { confirms, proposes, resolves } from '../province/resolutions';
import { inBothOrders, sharedProvince } from './shared-province';
import type { Scene } from './shared-province';

describe('two contents under one identity', () => {
  const chapter = sharedProvince();
  const aDraft = async (): Promise<Scene> => {
    const draft = await chapter.province.issues();
    return { draft, line: draft.newLine() };
  };
  const twice = async ({ draft, line }: Scene): Promise<void> => {
    await draft.isStated('L1', line);
    const answer = parsePush(await draft.isStated('L1', line, { amountFen: '999' }));
    expect(answer.outcomes[0]?.outcome).to.equal('conflict');
  };

  inBothOrders('the first stands, and `conflict` opens, owned by the bank', {
    given: aDraft,
    statement: twice,
    then: async ({ draft, line }) => {
      expect(await draft.stateOf('L1'), 'nothing settled is un-settled').to.equal('settled');
      const exception = await draft.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['conflict']);
      expect(exception?.owner).to.equal(draft.bankOf('L1').first.organisationId);
    },
  });

  it('written off comes back when the bank reports a third content', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await twice({ draft, line });
    await draft.isResolved('L1', line, { kind: 'write-off' });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    await draft.isStated('L1', line, { amountFen: '998' });
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['conflict']);
  });

  it('a content set aside opens nothing when it comes again, also with a time it lacked', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await twice({ draft, line });
    const act = { kind: 'choose-version', version: 0 } as const;
    const by = draft.bankOf('L1').first;
    await resolves(chapter.province, draft.exceptionId('L1', line), { act, by });
    await draft.isStated('L1', line, { amountFen: '999', bookingTime: `${line.date}T08:00:00+08:00` });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  it('another time or flag is another content', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line, { payeeNameMatches: true });
    await draft.isStated('L1', line, { payeeNameMatches: false });
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['conflict']);
  });

  it('a fee, a credit or another day of the same serial is another identity', async () => {
    const { draft, line } = await aDraft();
    await draft.pays('L1', line);
    await draft.isStated('L1', line, { kind: 'fee', amountFen: '10' });
    await draft.isStated('L1', { ...line, date: chapter.province.today(-1) }, { amountFen: '10' });
    expect(await draft.stateOf('L1')).to.equal('settled');
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  it('closes when the bank chooses the version that stands', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await twice({ draft, line });
    await resolves(chapter.province, draft.exceptionId('L1', line), {
      act: { kind: 'choose-version', version: 0 },
      by: draft.bankOf('L1').first,
    });
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
    expect(await draft.stateOf('L1')).to.equal('settled');
    await draft.isStated('L1', line, { amountFen: '999' });
    expect(await draft.reasonsOn('L1', line), 'what was set aside opens nothing').to.be.empty;
  });

  it('un-settles the leg when the bank chooses the version that does not fit', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await twice({ draft, line });
    await resolves(chapter.province, draft.exceptionId('L1', line), {
      act: { kind: 'choose-version', version: 1 },
      by: draft.bankOf('L1').first,
    });
    expect(await draft.stateOf('L1')).to.equal('registered');
    expect(await draft.reasonsOn('L1', line)).to.deep.equal(['amount']);
  });

  it('a version is proposed by the bank and by nobody else', async () => {
    const { draft, line } = await aDraft();
    await draft.registers('L1', line);
    await twice({ draft, line });
    const act = { kind: 'choose-version', version: 0 } as const;
    const id = draft.exceptionId('L1', line);
    const office = chapter.province.offices.leadingOffice.first;
    expect((await refusalOf(proposes(office, id, act))).code).to.equal('resolution-not-yours');
    const payer = draft.payerOf('L1').first;
    expect((await refusalOf(proposes(payer, id, act))).code).to.equal('resolution-not-yours');
  });

  it('of a line nobody registered is a conflict, too, and chosen in the same way', async () => {
    const { draft, line } = await aDraft();
    const { province } = chapter;
    await draft.isStated('L1', line, { amountFen: '999' });
    await draft.isStated('L1', line);
    const exception = await province.entryException(line.serialNumber);
    expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['conflict']);
    const banker = draft.bankOf('L1').first;
    const id = exception?.exceptionId ?? '';
    const resolutionId = await proposes(banker, id, { kind: 'choose-version', version: 1 });
    await confirms(province.offices.leadingOffice.first, id, resolutionId);
    expect(await province.entryException(line.serialNumber)).to.be.undefined;
    await draft.registers('L1', line);
    expect(await draft.stateOf('L1')).to.equal('settled');
  });
});

describe('two claims on one line', () => {
  const chapter = sharedProvince();
  const twoDrafts = async (): Promise<readonly [FundDraft, FundDraft, NamedLine]> => {
    const { province } = chapter;
    const amountFen = String(500_000_000n - BigInt(province.projectNumber()) * 10_000n);
    const one = await province.issues({ amountFen });
    const other = await province.issues({ amountFen, county: 'shuimu' });
    return [one, other, one.newLine()];
  };

  for (const first of ['registrations', 'statement']) {
    it(`the first registration stands, the later one is \`duplicate-use\` (${first} first)`, async () => {
      const [one, other, line] = await twoDrafts();
      if (first === 'statement') await one.isStated('L1', line);
      await one.registers('L1', line);
      const answer = await other.registers('L1', line);
      if (first === 'registrations') await one.isStated('L1', line);
      else expect(answer.outcome).to.equal('conflict');
      expect([await one.stateOf('L1'), await other.stateOf('L1')]).to.deep.equal(['settled', 'registered']);
      expect(await one.reasonsOn('L1', line)).to.be.empty;
      const exception = await other.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['duplicate-use']);
      expect(exception?.owner).to.equal(other.payerOf('L1').first.organisationId);
    });
  }

  it('a registration that does not fit the line reserves nothing', async () => {
    const [one, , line] = await twoDrafts();
    const wrong = await chapter.province.issues({ county: 'shuimu' });
    await wrong.registers('L1', line);
    await one.registers('L1', line);
    await one.isStated('L1', line);
    expect(await one.stateOf('L1')).to.equal('settled');
    expect(await wrong.reasonsOn('L1', line)).to.deep.equal(['amount']);
  });

  for (const first of ['registrations', 'statement']) {
    it(`of two like legs of one draft the first stands (${first} first)`, async () => {
      const draft = await chapter.province.issues({ path: (legs) => legs.flatMap(halved) });
      const line = draft.newLine();
      if (first === 'statement') await draft.isStated('L1', line);
      await draft.registers('L1', line);
      await draft.registers('L9', line);
      if (first === 'registrations') await draft.isStated('L1', line);
      expect([await draft.stateOf('L1'), await draft.stateOf('L9')]).to.deep.equal(['settled', 'registered']);
      expect(await draft.reasonsOn('L9', line)).to.deep.equal(['duplicate-use']);
      await draft.pays('L9');
      expect(await draft.stateOf('L9')).to.equal('settled');
    });
  }

  it('closes when the later one is corrected', async () => {
    const [one, other, line] = await twoDrafts();
    await one.pays('L1', line);
    await other.registers('L1', line);
    const to = other.newLine();
    await other.isResolved('L1', line, { kind: 'correct', legId: 'L1', from: line, to });
    await other.isStated('L1', to);
    expect(await other.stateOf('L1')).to.equal('settled');
    expect(await other.reasonsOn('L1', line)).to.be.empty;
  });

  it('closes when the line is reversed, and when two persons write it off', async () => {
    const [one, other, line] = await twoDrafts();
    await one.pays('L1', line);
    await other.registers('L1', line);
    await one.isReversed('L1', line);
    expect(await other.reasonsOn('L1', line)).to.not.include('duplicate-use');
    const [first, second, another] = await twoDrafts();
    await first.pays('L1', another);
    await second.registers('L1', another);
    await second.isResolved('L1', another, { kind: 'write-off' });
    expect(await second.reasonsOn('L1', another)).to.be.empty;
  });

  it('the later one takes the line when the first is undone', async () => {
    const [one, other, line] = await twoDrafts();
    await one.pays('L1', line);
    await other.registers('L1', line);
    await one.isResolved('L1', undefined, { kind: 'undo', legId: 'L1' });
    expect([await one.stateOf('L1'), await other.stateOf('L1')]).to.deep.equal([
      'awaiting-payment',
      'settled',
    ]);
  });
});

describe('more exact lines than the leg needs', () => {
  const chapter = sharedProvince();
  const paidTwice = async () => {
    const draft = await chapter.province.issues();
    const first = await draft.pays('L1');
    return { draft, first, line: draft.newLine() };
  };

  inBothOrders('the first stands and the later one is `too-many-lines`, owned by its registrant', {
    given: paidTwice,
    statement: ({ draft, line }) => draft.isStated('L1', line),
    then: async ({ draft, first, line }) => {
      const { actual } = await draft.legAsIs('L1');
      expect(actual?.serialNumbers).to.deep.equal([first.serialNumber]);
      const exception = await draft.exceptionOn('L1', line);
      expect(exception?.findings.map(({ reason }) => reason)).to.deep.equal(['too-many-lines']);
      expect(exception?.owner).to.equal(draft.payerOf('L1').first.organisationId);
    },
  });

  for (const close of ['correct', 'reversal', 'write-off'] as const) {
    it(`closes by ${close}`, async () => {
      const { draft, line } = await paidTwice();
      await draft.pays('L1', line);
      expect(await draft.reasonsOn('L1', line)).to.deep.equal(['too-many-lines']);
      const to = draft.newLine();
      if (close === 'reversal') await draft.isReversed('L1', line);
      else if (close === 'write-off') await draft.isResolved('L1', line, { kind: 'write-off' });
      else await draft.isResolved('L1', line, { kind: 'correct', legId: 'L1', from: line, to });
      expect(await draft.reasonsOn('L1', line)).to.be.empty;
    });
  }

  it('the later line takes over when the first is reversed', async () => {
    const { draft, first, line } = await paidTwice();
    await draft.pays('L1', line);
    await draft.isReversed('L1', first);
    const { state, actual } = await draft.legAsIs('L1');
    expect([state, actual?.serialNumbers]).to.deep.equal(['settled', [line.serialNumber]]);
    expect(await draft.reasonsOn('L1', line)).to.be.empty;
  });

  for (const order of ['ascending', 'descending']) {
    it(`before the leg opened the line booked earliest is taken (${order} arrival)`, async () => {
      const draft = await chapter.province.issues();
      const lines = [draft.newLine(-2), draft.newLine(-1)];
      for (const line of order === 'ascending' ? lines : [...lines].reverse()) await draft.pays('L4', line);
      await draft.paysInTurn('L1', 'L2', 'L3');
      expect((await draft.legAsIs('L4')).actual?.serialNumbers).to.deep.equal([lines[0]?.serialNumber]);
    });

    it(`of one day, the line with the lowest serial is taken (${order} arrival)`, async () => {
      const draft = await chapter.province.issues();
      const lines = [draft.newLine(), draft.newLine()];
      for (const line of order === 'ascending' ? lines : [...lines].reverse()) await draft.pays('L4', line);
      await draft.paysInTurn('L1', 'L2', 'L3');
      expect((await draft.legAsIs('L4')).actual?.serialNumbers).to.deep.equal([lines[0]?.serialNumber]);
    });
  }
});

/** Leg 1 in two legs of half its amount; what opens after leg 1 opens after both. */
function halved(leg: Leg): readonly Leg[] {
  const L9 = legIdField.parse('L9');
  if (leg.legId !== 'L1') {
    const opensAfter = leg.opensAfter.flatMap((legId) => (legId === 'L1' ? [legId, L9] : [legId]));
    return [{ ...leg, opensAfter }];
  }
  const half = { ...leg, amountFen: fenText(BigInt(leg.amountFen) / 2n) };
  return [half, { ...half, legId: L9 }];
}
