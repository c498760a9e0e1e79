/**
 * Inputs that do not compete (domain rules, sections 5 and 12, invariant 4): registrations, entries and receipts
 * of several drafts, wrong, repeated and reversed ones among them, but no two contents of one identity, no two
 * claims on one line and no more exact lines than a leg needs.
 */
import fc from 'fast-check';
import type { Command, EntrySpec, LineTwist } from './command';
import { courseOf, draftSpecs } from './command-arbitraries';
import type { History } from './command-arbitraries';
import { issue } from './drafts';
import type { DraftSpec } from './drafts';

export interface HarmlessHistory extends History {
  /** The same commands in another order. */
  readonly places: readonly number[];
  /** Pushes that lie together in the other order go in one call of up to this many. */
  readonly batch: number;
}

const differing: readonly LineTwist[] = [
  'other-payee',
  'strange-payee',
  'dollars',
  'pending',
  'fee',
  'personal',
];
const misamounts: readonly LineTwist[] = ['one-more', 'half', 'day-later', 'credit-on-payer', 'other-payer'];
const repeating: readonly LineTwist[] = ['plain', 'time', 'pending', 'other-name'];

interface Extra {
  readonly draft: number;
  readonly leg: number;
  readonly what: 'differing' | 'misamount' | 'repeat' | 'undo' | 'credit' | 'silent';
  readonly pick: number;
  readonly of: 'debit' | 'credit';
  readonly undo: 'reversal' | 'return';
  readonly worth: 'half' | 'whole' | 'excess';
  readonly currency: 'CNY' | 'USD';
  readonly reference: 'right' | 'none' | 'other-day';
}

const extra: fc.Arbitrary<Extra> = fc.record({
  draft: fc.nat(2),
  leg: fc.nat(6),
  what: fc.constantFrom('differing', 'misamount', 'repeat', 'undo', 'undo', 'credit', 'silent'),
  pick: fc.nat(9),
  of: fc.constantFrom('debit', 'debit', 'credit'),
  undo: fc.constantFrom('reversal', 'return'),
  worth: fc.constantFrom('half', 'whole', 'excess'),
  currency: fc.constantFrom('CNY', 'CNY', 'USD'),
  reference: fc.constantFrom('right', 'right', 'none', 'other-day'),
});

/** Such inputs, and another order for them. Every bank's leg gets its receipt from its payee. */
export const harmlessHistory: fc.Arbitrary<HarmlessHistory> = draftSpecs.chain((drafts) => {
  const course = courseOf(drafts).filter(
    ({ do: what }) => what !== 'present' && what !== 'opine' && what !== 'accept',
  );
  return fc.array(extra, { minLength: 6, maxLength: 16, size: 'max' }).chain((extras) => {
    const commands = [...course, ...extras.flatMap((each, number) => extraCommands(drafts, each, number))];
    return fc.record({
      drafts: fc.constant(drafts),
      commands: fc.constant(commands),
      places: fc.array(fc.nat(9_999), { minLength: 12, maxLength: commands.length }),
      batch: fc.integer({ min: 1, max: 9 }),
    });
  });
});

/** Presentations and opinions: who acts on a state is the order, so they come first and in theirs. */
export function presentations(drafts: readonly DraftSpec[]): readonly Command[] {
  return courseOf(drafts).filter(({ do: what }) => what === 'present' || what === 'opine');
}

function extraCommands(drafts: readonly DraftSpec[], each: Extra, number: number): readonly Command[] {
  const draft = each.draft % drafts.length;
  const spec = drafts[draft];
  if (spec === undefined) return [];
  const legs = issue(spec, draft + 1).record.issued.planPath.length;
  const own = { draft, leg: each.leg % legs, part: 10 + number };
  const push = (entry: EntrySpec): Command => ({ do: 'push', entries: [entry] });
  const registered: Command = { do: 'register', ...own, twist: 'plain' };
  switch (each.what) {
    case 'silent':
      return [registered];
    case 'differing':
      return [registered, push({ ...own, twist: pickOf(differing, each.pick) })];
    case 'misamount':
      return spec.splitMax > 1 ? [] : [registered, push({ ...own, twist: pickOf(misamounts, each.pick) })];
    case 'repeat': {
      const line = { ...own, part: 0 };
      return [
        push({ ...line, twist: pickOf(repeating, each.pick) }),
        { do: 'register', ...line, twist: 'plain' },
      ];
    }
    case 'credit':
      return [
        push({
          ...own,
          part: 0,
          twist: creditOf(spec, draft + own.leg),
        }),
      ];
    case 'undo': {
      const { undo, worth, currency, reference } = each;
      // A credit that goes back leaves too few for all: who of those that wait keeps one is a matter of order.
      const of = drafts.some(({ receiptBy }) => receiptBy === 'credit') ? 'debit' : each.of;
      return [push({ ...own, part: 0, of, undo, worth, currency, reference, number: number + 1 })];
    }
  }
}

/** One content for each credit line: two would compete. */
function creditOf({ receiptBy }: DraftSpec, place: number): LineTwist {
  return receiptBy === 'credit' || place % 2 === 0 ? 'credit' : 'credit-of-more';
}

function pickOf(twists: readonly LineTwist[], pick: number): LineTwist {
  return twists[pick % twists.length] ?? 'plain';
}

/** The commands in the other order, pushes that lie together put into batches. */
export function reordered({ commands, places, batch }: HarmlessHistory): readonly Command[] {
  const shuffled = commands
    .map((command, position) => ({
      command,
      place: ((places[position % places.length] ?? 0) * (position + 1)) % 9_973,
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ command }) => command);
  const batched: Command[] = [];
  for (const command of shuffled) {
    const last = batched.at(-1);
    const fits = last?.do === 'push' && command.do === 'push' && last.entries.length < batch;
    if (fits) batched.splice(-1, 1, { do: 'push', entries: [...last.entries, ...command.entries] });
    else batched.push(command);
  }
  return batched;
}
