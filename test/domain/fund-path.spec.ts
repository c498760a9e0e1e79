/** The standard path, its splitting, and what any other path must satisfy. */
import { expect } from 'chai';
import type { Leg } from '../../domain/draft';
import { checkPath, standardPath } from '../../domain/fund-path';
import { accountNumberField, organisationIdField } from '../../domain/identifiers';
import { fenMax, fenOf, fenText, sumFen } from '../../domain/money';
import type { FenText } from '../../domain/money';
import { codeOf, constantFields, dateOf, implementer, legIdOf, parties, partyOf, valueOf } from './drafts';

const shares = [3_000, 3_000, 4_000];

function pathOf(amountFen: FenText, of: readonly number[] = shares): ReturnType<typeof standardPath> {
  const tranches = of.map((shareBasisPoints) => ({ shareBasisPoints, plannedDate: dateOf('2026-06-30') }));
  return standardPath({
    amountFen,
    issuedOn: dateOf('2026-03-02'),
    parties: { ...parties, implementer },
    tranches,
  });
}

function check(legs: readonly Leg[], amountFen = constantFields().amountFen): ReturnType<typeof checkPath> {
  return checkPath(legs, { amountFen, implementer, trancheShares: shares });
}

function changed(leg: string, change: Partial<Leg>): readonly Leg[] {
  return constantFields().planPath.map((each) => (each.legId === leg ? { ...each, ...change } : each));
}

/** `count` legs in a row, each opening after all before it, then the three tranches. */
function denseRow(count: number): readonly Leg[] {
  const amountFen = constantFields().amountFen;
  const party = (index: number): Leg['payer'] => ({
    organisationId: organisationIdField.parse(`office-${String(index)}`),
    account: accountNumberField.parse(String(62_180_000 + index)),
  });
  const row = Array.from({ length: count }, (_, index): Leg => ({
    legId: legIdOf(`L${String(index + 10)}`),
    payer: party(index),
    payee: party(index + 1),
    amountFen,
    deadline: dateOf('2026-06-30'),
    opensAfter: Array.from({ length: index }, (_each, before) => legIdOf(`L${String(before + 10)}`)),
    kind: 'transfer',
  }));
  const before = row.map(({ legId }) => legId);
  const tranches = constantFields()
    .planPath.filter(({ kind }) => kind === 'tranche')
    .map((leg, index, all): Leg => ({
      ...leg,
      payer: party(count),
      opensAfter: [...before, ...all.slice(0, index).map(({ legId }) => legId)],
    }));
  return [...row, ...tranches];
}

describe('the standard path', () => {
  it('pays 4, 6, 90, 94 and 100 per cent with the deadlines of the table', () => {
    const legs = valueOf(pathOf(fenText(100_000_000n)));
    expect(legs.map(({ legId, amountFen }) => [legId, amountFen])).to.deep.equal([
      ['L1', '4000000'],
      ['L2', '6000000'],
      ['L3', '90000000'],
      ['L4', '94000000'],
      ['L5.1', '30000000'],
      ['L5.2', '30000000'],
      ['L5.3', '40000000'],
    ]);
    expect(legs.slice(0, 4).map(({ deadline }) => deadline)).to.deep.equal([
      '2026-03-12',
      '2026-03-12',
      '2026-03-22',
      '2026-04-01',
    ]);
    expect(legs.map(({ opensAfter }) => opensAfter.join())).to.deep.equal([
      '',
      '',
      'L1,L2',
      'L1,L3',
      'L2,L4',
      'L2,L4,L5.1',
      'L2,L4,L5.2',
    ]);
  });

  it('adds up exactly for amounts that do not divide, up to the largest', () => {
    for (const amount of [25n, 101n, 999_999_999n, 1_234_567_891n, fenMax - 1n, fenMax]) {
      const legs = valueOf(pathOf(fenText(amount)));
      const fen = legs.map(({ amountFen }) => fenOf(amountFen));
      expect(sumFen(fen.slice(0, 3)), String(amount)).to.equal(amount);
      expect(fen[3]).to.equal((fen[0] ?? 0n) + (fen[2] ?? 0n));
      expect(sumFen(fen.slice(4))).to.equal(amount);
      expect(valueOf(check(legs, fenText(amount)))).to.have.lengthOf(7);
    }
  });

  it('refuses an amount so small that a leg would come to nothing', () => {
    expect(codeOf(pathOf(fenText(1n)))).to.equal('leg-without-money');
    expect(codeOf(pathOf(fenText(10n)))).to.equal('leg-without-money');
    expect(codeOf(pathOf(fenText(100n), [9_999, 1]))).to.equal('leg-without-money');
  });
});

describe('any other path', () => {
  it('passes when it keeps the rules: the standard path does', () => {
    expect(check(constantFields().planPath).ok).to.equal(true);
  });

  it('has at most 64 legs, each id once', () => {
    expect(check(denseRow(61)).ok).to.equal(true);
    expect(codeOf(check(denseRow(62)))).to.equal('path-malformed');
    expect(codeOf(check([]))).to.equal('path-malformed');
    expect(codeOf(check(changed('L2', { legId: legIdOf('L1') })))).to.equal('path-malformed');
  });

  it('is checked leg by leg, not once for every way to a leg: 64 legs linked densely would never end', () => {
    expect(check(denseRow(61)).ok).to.equal(true);
  });

  it('has no cycle and names only its own legs', () => {
    expect(codeOf(check(changed('L1', { opensAfter: [legIdOf('L4')] })))).to.equal('path-cyclic');
    expect(codeOf(check(changed('L1', { opensAfter: [legIdOf('L1')] })))).to.equal('path-cyclic');
    expect(codeOf(check(changed('L1', { opensAfter: [legIdOf('L9')] })))).to.equal('path-malformed');
    const twice = [legIdOf('L1'), legIdOf('L1')];
    expect(codeOf(check(changed('L3', { opensAfter: twice })))).to.equal('path-malformed');
  });

  it('lets no leg pay its own account', () => {
    expect(codeOf(check(changed('L1', { payee: parties.provincialFinance })))).to.equal('path-malformed');
  });

  it('lets inner organisations pay out exactly what they take in', () => {
    expect(codeOf(check(changed('L1', { amountFen: fenText(1n) })))).to.equal('path-unbalanced');
    const elsewhere = changed('L1', { payee: partyOf('county-finance') });
    expect(codeOf(check(elsewhere))).to.equal('path-unbalanced');
  });

  it('lets a leg pay only money that has come in', () => {
    const early = changed('L4', { opensAfter: [legIdOf('L1')] });
    expect(codeOf(check(early))).to.equal('path-malformed');
    // Without L2's 6 % the first two tranches can be paid, the third cannot.
    const withoutSecond = constantFields().planPath.map((leg) => {
      const opensAfter = leg.opensAfter.filter((legId) => legId !== 'L2');
      return { ...leg, opensAfter };
    });
    const result = check(withoutSecond);
    expect(codeOf(result)).to.equal('path-malformed');
    expect(result).to.have.nested.property('refusal.field', 'planPath.L5.3.opensAfter');
  });

  it('pays the implementer exactly the tranches, in order, and nothing else', () => {
    const code = 'path-not-to-implementer';
    expect(codeOf(check(changed('L5.1', { amountFen: fenText(1n) })))).to.equal(code);
    expect(codeOf(check(changed('L5.3', { payee: parties.countyFinance })))).to.equal(code);
    expect(codeOf(check(changed('L5.2', { opensAfter: [legIdOf('L4')] })))).to.equal(code);
    expect(codeOf(check(constantFields().planPath.slice(0, -1)))).to.equal(code);
    const [first] = constantFields().planPath;
    if (first === undefined) throw new Error('the path has legs');
    const otherAccount = { ...implementer, account: accountNumberField.parse('62179999') };
    const beside = { ...first, legId: legIdOf('L9'), payee: otherAccount };
    expect(codeOf(check([...constantFields().planPath, beside]))).to.equal(code);
    const back = { ...beside, payer: otherAccount, payee: implementer };
    expect(codeOf(check([...constantFields().planPath, back]))).to.equal(code);
  });
});
