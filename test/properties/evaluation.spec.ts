/**
 * The pure function from a draft's facts to its state, on facts of any kind: what holds of its answer whatever
 * the facts, and that it depends on nothing else.
 */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { addDays, addHours } from '../../domain/calendar';
import type { SeenLine } from '../../domain/claim-view';
import type { Acceptance, DraftRecord, Leg, Registration } from '../../domain/draft';
import { serialField } from '../../domain/identifiers';
import { fenOf, fenText } from '../../domain/money';
import { derive, evaluateDraft } from '../../domain/reconciliation';
import { accountNumberField } from '../../domain/identifiers';
import type { DraftSpec } from './drafts';
import { date, draftSpec, issue, lineAmounts } from './drafts';
import { assertSame } from './equality';
import { personId } from './fund-world';
import { check } from './history-run';
import { isSettled, trancheStepsDone } from './leg-oracle';
import { historyBegins } from './play';

interface RegistrationFacts {
  readonly leg: number;
  readonly part: number;
  readonly sees: 'its line' | 'half' | 'nothing' | 'pending' | 'near' | 'less' | 'other payee' | 'dollars';
  readonly undone: 'nothing' | 'part' | 'whole';
  readonly daysLate: number;
  readonly taken: boolean;
  readonly ended: boolean;
  readonly confirmed: boolean;
}

interface Facts {
  readonly spec: DraftSpec;
  readonly registrations: readonly RegistrationFacts[];
  readonly tranches: number;
  readonly accepted: number;
  readonly frozen: boolean;
  readonly cancelled: boolean;
  readonly sweptAfterHours: number;
  readonly order: readonly number[];
}

const often = <Value>(usual: Value, ...others: readonly Value[]): fc.Arbitrary<Value> =>
  fc.oneof(
    { arbitrary: fc.constant(usual), weight: 6 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );

const registrationFacts: fc.Arbitrary<RegistrationFacts> = fc.record({
  leg: fc.nat(7),
  part: fc.nat(2),
  sees: often<RegistrationFacts['sees']>(
    'its line',
    'half',
    'nothing',
    'pending',
    'near',
    'less',
    'other payee',
    'dollars',
  ),
  undone: often<RegistrationFacts['undone']>('nothing', 'part', 'whole'),
  daysLate: fc.constantFrom(0, 0, 0, 40),
  taken: often(false, true),
  ended: often(false, true),
  confirmed: often(true, false),
});

const facts: fc.Arbitrary<Facts> = fc.record({
  spec: draftSpec,
  registrations: fc.array(registrationFacts, { minLength: 4, maxLength: 24, size: 'max' }),
  tranches: fc.nat(3),
  accepted: fc.nat(3),
  frozen: often(false, true),
  cancelled: often(false, true),
  sweptAfterHours: fc.constantFrom(0, 1, 25, 24 * 40, 24 * 200),
  order: fc.array(fc.nat(999), { minLength: 5, maxLength: 5 }),
});

describe('a draft’s state, derived from any facts', function () {
  this.timeout(0);

  it('settles no leg before what it opens after, none without lines worth its amount, none of a cancelled draft', () => {
    check(
      fc.property(facts, (each) => {
        const { record } = derive(recordOf(each), historyBegins);
        for (const leg of record.issued.planPath) {
          if (isSettled(record, leg.legId)) checkSettled(record, leg);
        }
      }),
      5_000,
    );
  });

  it('derives again to itself, whatever order its registrations are kept in', () => {
    check(
      fc.property(facts, (each) => {
        const { record } = derive(recordOf(each), historyBegins);
        const again = derive(record, historyBegins).record;
        assertSame([again.state, again.choices], [record.state, record.choices], 'it derives to itself');
        const place = (seq: number): number => ((each.order[seq % each.order.length] ?? 0) * (seq + 1)) % 997;
        const registrations = [...record.registrations].sort((a, b) => place(a.seq) - place(b.seq));
        const other = derive({ ...record, registrations }, historyBegins).record;
        assertSame([other.state, other.choices], [record.state, record.choices], 'order is harmless');
      }),
      2_000,
    );
  });

  it('reveals no less at a later sweep, and announces what it does not reveal yet', () => {
    check(
      fc.property(facts, fc.constantFrom(1, 24, 24 * 12, 24 * 60), (each, hours) => {
        const record = recordOf(each);
        const sweptAt = record.sweptAt ?? historyBegins;
        const later = addHours(sweptAt, hours);
        const now = evaluateDraft({ ...record, sweptAt });
        const then = evaluateDraft({ ...record, sweptAt: later });
        assert(now.dueAt === undefined || now.dueAt >= sweptAt, 'what is due is not past');
        const missing = reasons(now).filter((reason) => !reasons(then).includes(reason));
        assert.deepEqual(missing, [], 'what a sweep revealed stands at a later one');
        const revealed = reasons(then).length > reasons(now).length;
        assert(!revealed || (now.dueAt !== undefined && now.dueAt < later), 'what is revealed was announced');
      }),
      2_000,
    );
  });
});

function checkSettled(record: DraftRecord, leg: Leg): void {
  const chosen = record.registrations.filter(({ seq }) => record.choices[leg.legId]?.includes(seq));
  const worth = chosen.reduce(
    (sum, { view: { line } }) => sum + (line === undefined ? 0n : worthOf(line)),
    0n,
  );
  assert.equal(worth, fenOf(leg.amountFen), `${leg.legId} is settled by lines worth its amount`);
  assert(chosen.every(isLive), `${leg.legId} is settled by live, booked lines that are its own`);
  assert(chosen.length <= record.issued.specialRule.splitMax, `${leg.legId} is settled by few enough lines`);
  assert(
    leg.opensAfter.every((legId) => isSettled(record, legId)),
    `${leg.legId} is settled after what it opens after`,
  );
  const { lateNeedsRelease, splitMax } = record.issued.specialRule;
  const late = chosen.some(({ date: day }) => day > leg.deadline);
  assert(!late || !lateNeedsRelease, `${leg.legId} is settled by no late line without release`);
  if (splitMax === 1) checkEarliest(record, leg, chosen);
  assert(record.cancelled === undefined && record.hold === undefined && trancheStepsDone(record, leg));
}

/** Of the lines that were there before the leg opened, the one booked earliest, then the lowest serial. */
function checkEarliest(record: DraftRecord, leg: Leg, [chosen]: readonly Registration[]): void {
  const { lateNeedsRelease } = record.issued.specialRule;
  const place = ({ date: day, serialNumber }: Registration): string => `${day} ${serialNumber}`;
  const isConfirmed = (each: Registration): boolean =>
    !leg.payer.organisationId.startsWith('bank') ||
    record.receipts.some(
      ({ legId, serialNumber }) => legId === leg.legId && serialNumber === each.serialNumber,
    );
  const exact = record.registrations.filter(
    (each) =>
      each.legId === leg.legId &&
      isLive(each) &&
      isConfirmed(each) &&
      each.view.line?.amountFen === leg.amountFen &&
      each.view.line.undoneFen === undefined &&
      each.view.line.payee === leg.payee.account &&
      !(lateNeedsRelease && each.date > leg.deadline),
  );
  const first = exact.map(place).sort()[0];
  assert.equal(
    chosen === undefined ? undefined : place(chosen),
    first,
    `${leg.legId} is settled by the line booked earliest`,
  );
}

function isLive({ ended, view: { line, taken } }: Registration): boolean {
  return ended === undefined && line?.status === 'booked' && taken !== true && line.currency === 'CNY';
}

function undoneOf(undone: RegistrationFacts['undone'], amount: bigint): bigint {
  if (undone === 'whole') return amount;
  return undone === 'part' && amount > 1n ? amount / 2n : 0n;
}

function told(sees: RegistrationFacts['sees'], whole: bigint): bigint {
  if (sees === 'less') return whole > 1n ? whole - 1n : whole;
  return sees === 'half' ? (whole + 1n) / 2n : whole;
}

function worthOf({ amountFen, undoneFen }: SeenLine): bigint {
  return fenOf(amountFen) - (undoneFen === undefined ? 0n : fenOf(undoneFen));
}

function reasons({ state }: ReturnType<typeof evaluateDraft>): readonly string[] {
  return state.exceptions.flatMap(({ exceptionId, findings }) =>
    findings.map(({ reason }) => `${exceptionId} ${reason}`),
  );
}

function recordOf(each: Facts): DraftRecord {
  const { record } = issue(each.spec, 1);
  const by = record.issuedBy;
  const at = historyBegins;
  const registrations = each.registrations.map((one, position) => registrationOf(record, one, position + 1));
  const confirmed = registrations.filter((_, position) => each.registrations[position]?.confirmed === true);
  const tranches = Array.from({ length: each.tranches }, (_, position) => position + 1);
  const legs = record.issued.planPath.filter(({ kind }) => kind === 'tranche');
  const acceptances = tranches.slice(0, each.accepted).map((tranche): Acceptance => {
    const lines = registrations
      .filter(({ legId }) => legId === legs[tranche - 1]?.legId)
      .map(({ seq }) => seq);
    return { tranche, lines: lines.slice(0, 1), by, at };
  });
  return {
    ...record,
    ...{ seq: registrations.length, registrations, acceptances, sweptAt: addHours(at, each.sweptAfterHours) },
    receipts: confirmed.map(({ legId, serialNumber, date: day }) => ({
      legId,
      serialNumber,
      date: day,
      by,
      at,
    })),
    presentations: tranches.map((tranche) => ({
      seq: tranche,
      tranche,
      milestone: 'Reached',
      evidence: [],
      by,
      at,
    })),
    opinions: tranches.map((tranche) => ({
      seq: tranche,
      tranche,
      presentationSeq: tranche,
      agrees: true,
      text: 'Yes',
      by,
      at,
    })),
    ...(each.frozen ? { hold: { frozenBy: by, at, reason: 'A reason', settled: {} } } : {}),
    ...(each.cancelled
      ? { cancelled: { by: { ...by, person: personId('leading-office', 5) }, at, reason: 'A reason' } }
      : {}),
  };
}

function registrationOf(record: DraftRecord, one: RegistrationFacts, seq: number): Registration {
  const { planPath } = record.issued;
  const leg = planPath[one.leg % planPath.length];
  assert(leg !== undefined, 'a path has legs');
  const serialNumber = serialField.parse(`S${String(seq)}`);
  const day = addDays(date('2026-03-04'), one.daysLate);
  const line = lineOf(record, leg, { ...one, day });
  const view = {
    ...(one.sees === 'nothing' || one.sees === 'near' ? {} : { line }),
    ...(one.sees === 'near' ? { near: { reason: 'date' as const, line } } : {}),
    ...(one.taken && one.sees === 'its line' ? { taken: true as const } : {}),
  };
  const base = {
    seq,
    legId: leg.legId,
    serialNumber,
    date: day,
    by: record.issuedBy,
    at: historyBegins,
    view,
  };
  return one.ended ? { ...base, ended: { how: 'corrected', at: historyBegins } } : base;
}

function lineOf(
  record: DraftRecord,
  leg: Leg,
  one: RegistrationFacts & { readonly day: ReturnType<typeof date> },
): SeenLine {
  const amounts = lineAmounts(record, leg);
  const whole = fenOf(amounts[one.part % amounts.length] ?? leg.amountFen);
  const amount = told(one.sees, whole);
  const undone = undoneOf(one.undone, amount);
  return {
    ...{ account: leg.payer.account, direction: 'debit', date: one.day, payer: leg.payer.account },
    payee: one.sees === 'other payee' ? accountNumberField.parse('99000002') : leg.payee.account,
    amountFen: fenText(amount),
    currency: one.sees === 'dollars' ? 'USD' : 'CNY',
    status: one.sees === 'pending' ? 'pending' : 'booked',
    arrivedAt: historyBegins,
    ...(undone === 0n ? {} : { undoneFen: fenText(undone), undoneBy: 'reversed' }),
  };
}
