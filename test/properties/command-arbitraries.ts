/**
 * Random histories: the commands of a whole course of each draft, more or less in order, with every kind of
 * wrong, repeated and competing command thrown in between.
 */
import fc from 'fast-check';
import type { DraftRecord } from '../../domain/draft';
import type {
  Command,
  EntrySpec,
  LineNumber,
  LineTwist,
  RegistrationTwist,
  ResolutionKindTried,
} from './command';
import { draftSpec, issue, lineAmounts } from './drafts';
import type { DraftSpec } from './drafts';

export interface History {
  readonly drafts: readonly DraftSpec[];
  readonly commands: readonly Command[];
}

/** The least number of commands in a random history. */
export const commandsMin = 30;
const noiseMin = 8;
const noiseMax = 22;

const lineTwists: readonly LineTwist[] = [
  ...([
    'plain',
    'time',
    'other-time',
    'one-more',
    'half',
    'other-payee',
    'strange-payee',
    'other-payer',
  ] as const),
  ...(['dollars', 'day-later', 'three-weeks-later', 'credit', 'credit-of-more', 'credit-on-payer'] as const),
  ...(['pending', 'pending-of-more', 'fee', 'personal', 'other-name', 'same-name'] as const),
];
const registrationTwists: readonly RegistrationTwist[] = [
  ...(['plain', 'day-later', 'three-weeks-later', 'serial-of-next-draft', 'wrong-serial'] as const),
];
const resolutionKinds: readonly ResolutionKindTried[] = [
  ...(['match', 'undo', 'release', 'correct', 'choose-version', 'write-off'] as const),
];

const small = { draft: fc.nat(2), leg: fc.nat(6), part: fc.constantFrom(0, 0, 0, 1, 2) };

export const lineEntry: fc.Arbitrary<EntrySpec> = fc.record({
  ...small,
  twist: fc.constantFrom(...lineTwists),
});
export const undoEntry: fc.Arbitrary<EntrySpec> = fc.record({
  ...small,
  undo: fc.constantFrom('reversal', 'return'),
  of: fc.constantFrom('debit', 'debit', 'debit', 'credit'),
  worth: fc.constantFrom('half', 'whole', 'whole', 'excess'),
  reference: fc.constantFrom('right', 'right', 'right', 'none', 'other-day'),
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
  number: fc.nat(2),
});
const entry = fc.oneof({ arbitrary: lineEntry, weight: 2 }, undoEntry);
const twist = fc.constantFrom(...registrationTwists);
const tranche = fc.constantFrom(1, 1, 2, 3);

const push: fc.Arbitrary<Command> = fc.record({
  do: fc.constant('push'),
  entries: fc.array(entry, { minLength: 1, maxLength: 4 }),
});
const rare: readonly fc.Arbitrary<Command>[] = [
  fc.record({ do: fc.constant('correct'), ...small, from: twist, to: twist }),
  fc.record({ do: fc.constant('confirm-receipt'), ...small }),
  fc.record({ do: fc.constant('present'), draft: small.draft, tranche }),
  fc.record({ do: fc.constant('opine'), draft: small.draft, tranche, agrees: fc.boolean() }),
  fc.record({ do: fc.constant('accept'), draft: small.draft, tranche, byCommand: fc.boolean() }),
  fc.record({ do: fc.constantFrom('freeze', 'lift', 'lift', 'cancel'), draft: small.draft }),
  fc.record({ do: fc.constant('extend'), draft: small.draft, leg: small.leg, days: fc.nat(90) }),
];

const noise: fc.Arbitrary<Command> = fc.oneof(
  { arbitrary: push, weight: 5 },
  { arbitrary: fc.record({ do: fc.constant('register'), ...small, twist }), weight: 3 },
  { arbitrary: fc.oneof(...rare), weight: 3 },
  {
    arbitrary: fc.record({
      ...{
        do: fc.constant('resolve' as const),
        pick: fc.nat(12),
        samePerson: fc.constantFrom(false, false, true),
      },
      kind: fc.constantFrom(...resolutionKinds),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(1, 25, 24 * 11, 24 * 31) }),
    weight: 1,
  },
  { arbitrary: fc.constant({ do: 'sweep' }), weight: 2 },
);

/** Drafts for one history: few accounts and amounts, so that they meet. */
export const draftSpecs = fc.oneof(
  { arbitrary: fc.array(draftSpec, { minLength: 1, maxLength: 2 }), weight: 4 },
  { arbitrary: fc.array(draftSpec, { minLength: 3, maxLength: 3 }), weight: 1 },
  { arbitrary: draftSpec.map((spec) => [spec, spec]), weight: 2 },
);

interface Dealt {
  /** Commands that come before all others. */
  readonly opening: readonly Command[];
  readonly noise: readonly { readonly command: Command; readonly place: number }[];
  readonly places: readonly number[];
  /** How much of a course's order is kept: 0 none, 1 all. */
  readonly order: number;
}

/** A draft claims the next one's line and is cancelled: the line is the next one's. */
const cancelledClaim: fc.Arbitrary<readonly Command[]> = fc.nat(5).map((leg) => [
  { do: 'register', draft: 0, leg, part: 0, twist: 'serial-of-next-draft' },
  { do: 'cancel', draft: 0 },
]);

/** One draft, or two that compete: histories for where each call is dear. */
const fewDraftSpecs = fc.oneof(
  { arbitrary: draftSpec.map((spec) => [spec]), weight: 4 },
  { arbitrary: fc.array(draftSpec, { minLength: 2, maxLength: 2 }), weight: 1 },
  { arbitrary: draftSpec.map((spec) => [spec, spec]), weight: 1 },
);

/** Histories of at least `commandsMin` commands over several drafts. */
export const history = historyOf(draftSpecs, noiseMax);
/** As `history`, over one or two drafts, with the least noise. */
export const shortHistory = historyOf(fewDraftSpecs, noiseMin);

function historyOf(specs: fc.Arbitrary<readonly DraftSpec[]>, noiseMost: number): fc.Arbitrary<History> {
  return specs.chain((drafts) => dealtHistory(drafts, noiseMost));
}

function dealtHistory(drafts: readonly DraftSpec[], noiseMost: number): fc.Arbitrary<History> {
  const course = courseOf(drafts);
  const dealt: fc.Arbitrary<Dealt> = fc.record({
    opening: fc.oneof({ arbitrary: fc.constant([]), weight: 5 }, cancelledClaim),
    noise: fc.array(fc.record({ command: noise, place: fc.nat(999) }), {
      minLength: Math.max(noiseMin, commandsMin - course.length),
      maxLength: Math.max(noiseMost, commandsMin - course.length),
      size: 'max',
    }),
    places: fc.array(fc.nat(999), { minLength: course.length, maxLength: course.length }),
    order: fc.constantFrom(0, 0.5, 0.8, 0.95),
  });
  return dealt.map((deal) => ({ drafts, commands: merged(course, deal) }));
}

function merged(
  course: readonly Command[],
  { opening, noise: thrown, places, order }: Dealt,
): readonly Command[] {
  const own = course.map((command, position) => {
    const random = places[position] ?? 0;
    return { command, place: random * (1 - order) + ((position * 1_000) / course.length) * order };
  });
  const rest = [...own, ...thrown].sort((a, b) => a.place - b.place).map(({ command }) => command);
  return [...opening, ...rest];
}

/** Everything that honours the drafts when it comes in this order. */
export function courseOf(drafts: readonly DraftSpec[]): readonly Command[] {
  return drafts.flatMap((spec, draft) => {
    const { record } = issue(spec, draft + 1);
    return record.issued.planPath.flatMap((leg, position) => {
      const tranche = Number(leg.kind === 'tranche' ? (leg.legId.split('.')[1] ?? 0) : 0);
      const before: readonly Command[] =
        tranche === 0
          ? []
          : [
              { do: 'present', draft, tranche },
              { do: 'opine', draft, tranche, agrees: true },
            ];
      const lines = lineAmounts(record, leg).flatMap((_, part): readonly Command[] => {
        const line = { draft, leg: position, part };
        const receipt = receiptOf(spec, record, line);
        const entries = [{ ...line, twist: 'plain' as const }];
        return [{ do: 'register', ...line, twist: 'plain' }, { do: 'push', entries }, ...receipt];
      });
      const after: readonly Command[] =
        tranche === 0 ? [] : [{ do: 'accept', draft, tranche, byCommand: false }];
      return [...before, ...lines, ...after];
    });
  });
}

function receiptOf(spec: DraftSpec, record: DraftRecord, line: LineNumber): readonly Command[] {
  const leg = record.issued.planPath[line.leg];
  const payersBank = leg === undefined ? undefined : record.accounts[leg.payer.account]?.bank;
  if (leg === undefined || leg.payer.organisationId !== payersBank) return [];
  const elsewhere = record.accounts[leg.payee.account]?.bank !== payersBank;
  if (spec.receiptBy === 'payee' || !elsewhere) return [{ do: 'confirm-receipt', ...line }];
  return [{ do: 'push', entries: [{ ...line, twist: 'credit' }] }];
}
