/**
 * The pool of credits and waiting lines (domain rules, section 5): one credit confirms one leg, adding takes no
 * confirmation back, and as many are confirmed as can be.
 */
import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { addDays } from '../../domain/calendar';
import { draftIdField, serialField } from '../../domain/identifiers';
import type { DraftId } from '../../domain/identifiers';
import type { ReceiptPool } from '../../domain/receipt-pool';
import {
  addCredit,
  awaitReceipt,
  confirmedIn,
  dismissCredit,
  dismissReceipt,
  emptyPool,
} from '../../domain/receipt-pool';
import { date } from './drafts';
import { check } from './history-run';

type Change = {
  readonly what: 'await' | 'credit' | 'dismiss-await' | 'dismiss-credit';
  readonly number: number;
  readonly day: number;
};

const change: fc.Arbitrary<Change> = fc.record({
  what: fc.constantFrom('await', 'await', 'credit', 'credit', 'dismiss-await', 'dismiss-credit'),
  number: fc.nat(6),
  day: fc.nat(5),
});
const draft = draftIdField.parse('D-522634-2026-000001-1');

describe('the receipt pool', () => {
  it('confirms as many as can be, each by a credit of its own booked not before it', () => {
    check(
      fc.property(fc.array(change, { maxLength: 16 }), (changes) => {
        let pool = emptyPool;
        for (const each of changes) {
          const before = new Set(confirmedIn(pool, draft));
          pool = changed(pool, each);
          const after = new Set(confirmedIn(pool, draft));
          if (each.what === 'await' || each.what === 'credit') {
            assert(
              [...before].every((seq) => after.has(seq)),
              'adding takes no confirmation back',
            );
          }
          checkMatching(pool);
          assert.equal(after.size, mostMatched(pool), 'as many are confirmed as can be');
        }
      }),
      2_000,
    );
  });

  it('ends the same in any order when all can be confirmed', () => {
    const pairs = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 7 });
    check(
      fc.property(pairs, fc.array(fc.nat(99), { minLength: 14, maxLength: 14 }), (each, places) => {
        const adds = each.flatMap(([day, later], number): Change[] => [
          { what: 'await', number, day },
          { what: 'credit', number, day: day + later },
        ]);
        const shuffled = adds
          .map((add, position) => ({ add, place: places[position] ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ add }) => add);
        const confirmed = (all: readonly Change[]): readonly number[] =>
          [...confirmedIn(all.reduce(changed, emptyPool), draft)].sort((a, b) => a - b);
        assert.deepEqual(confirmed(shuffled), confirmed(adds));
        assert.equal(confirmed(adds).length, each.length);
        assert.deepEqual(confirmed([...shuffled, ...adds]), confirmed(adds), 'twice is once');
      }),
      1_000,
    );
  });
});

function changed(pool: ReceiptPool, { what, number, day }: Change): ReceiptPool {
  const awaited = {
    draftId: draft satisfies DraftId,
    registrationSeq: number,
    date: addDays(date('2026-03-01'), day),
  };
  const credit = {
    serialNumber: serialField.parse(`C${String(number)}`),
    date: addDays(date('2026-03-01'), day),
  };
  switch (what) {
    case 'await':
      return awaitReceipt(pool, awaited);
    case 'credit':
      return addCredit(pool, credit);
    case 'dismiss-await':
      return dismissReceipt(pool, awaited);
    case 'dismiss-credit':
      return dismissCredit(pool, credit);
  }
}

function checkMatching({ awaited, credits, confirmedBy }: ReceiptPool): void {
  const used = confirmedBy.filter((index) => index >= 0);
  assert.equal(new Set(used).size, used.length, 'one credit confirms one leg');
  assert.equal(confirmedBy.length, awaited.length);
  for (const [position, index] of confirmedBy.entries()) {
    const [receipt, credit] = [awaited[position], credits[index]];
    assert(
      index < 0 || (receipt !== undefined && credit !== undefined && credit.date >= receipt.date),
      'booked not before the debit',
    );
  }
}

/** The most that can be confirmed: the latest debit takes the latest credit, as long as it is not before it. */
function mostMatched({ awaited, credits }: ReceiptPool): number {
  const free = credits.map((credit) => credit.date).sort();
  let count = 0;
  for (const { date: day } of [...awaited].sort((a, b) => (a.date < b.date ? 1 : -1))) {
    const last = free.at(-1);
    if (last === undefined || last < day) continue;
    free.pop();
    count += 1;
  }
  return count;
}
