/**
 * The money path's table twin: the same legs in words, for screen readers, phones and paper. The bottleneck's row is marked.
 */
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import type { ChipView, LegChipState, Tone } from './chip';
import { legChip } from './chip';
import { blockedBehind, bottleneckOf, missingBefore } from './draft-course';
import { daysBetween, dayShort, dueWords, isPast } from './date-words';
import { figures, shareOf, shareWords } from './money-words';
import type { Onlooker } from './speech';
import { officeName } from './speech';

export interface TableColumn {
  readonly text: string;
  readonly right?: true;
  readonly drop?: 'first' | 'second' | 'cards';
  readonly sort?: 'ascending' | 'descending' | 'none';
  readonly href?: string;
}

export interface PathRow {
  readonly leg: string;
  readonly parties: string;
  readonly share: string;
  readonly amount: string;
  readonly planned: string;
  readonly actual: string;
  /** `早 7 天` and the like, after the day. */
  readonly actualNote?: { readonly text: string; readonly tone: Tone };
  readonly state: ChipView;
  readonly awaits: string;
  readonly bottleneck: boolean;
}

export interface PathTable {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly PathRow[];
}

const ten = 10;

/** One row a leg, in the path's order. */
export function pathTable(draft: DraftDocument, onlooker: Onlooker): PathTable {
  const { say } = onlooker.speech;
  const head = (name: string): string => say(`words:path.columns.${name}`);
  const bottleneck = bottleneckOf(draft);
  return {
    columns: [
      { text: head('leg') },
      { text: head('parties') },
      { text: head('share'), right: true, drop: 'cards' },
      { text: head('amount'), right: true },
      { text: head('planned') },
      { text: head('actual') },
      { text: head('state') },
      { text: head('awaits') },
    ],
    rows: draft.legs.map((leg) => rowOf(leg, { draft, bottleneck }, onlooker)),
  };
}

interface PathAround {
  readonly draft: DraftDocument;
  readonly bottleneck: DraftLeg | undefined;
}

function rowOf(leg: DraftLeg, around: PathAround, onlooker: Onlooker): PathRow {
  const { now, speech } = onlooker;
  const payer = officeName(leg.payer.organisationId, onlooker);
  const payee = officeName(leg.payee.organisationId, onlooker);
  return {
    leg: leg.legId,
    parties: `${payer} → ${payee}`,
    share: shareWords(Math.round(shareOf(leg.amountFen, around.draft.amountFen) / ten) * ten),
    amount: figures(leg.amountFen),
    planned: dayShort(leg.deadline, now, speech.language),
    ...actualOf(leg, onlooker),
    state: legChip(legChipState(leg, around.draft, now), speech),
    awaits: awaitsOf(leg, around, onlooker),
    bottleneck: leg === around.bottleneck,
  };
}

/** A leg's state as its chip tells it: an exception or a lapse before the plain state. */
export function legChipState(
  leg: DraftLeg,
  draft: Pick<DraftDocument, 'tranches'>,
  now: string,
): LegChipState {
  if (leg.state === 'settled') {
    const accepted = draft.tranches.some(({ tranche, accepted: done }) => done && tranche === leg.tranche);
    return leg.kind === 'tranche' && accepted ? 'accepted' : 'settled';
  }
  if (leg.openExceptions.length > 0) return 'different';
  return leg.state === 'awaiting-payment' && isPast(leg.deadline, now) ? 'overdue' : leg.state;
}

function actualOf(leg: DraftLeg, { speech, now }: Onlooker): Pick<PathRow, 'actual' | 'actualNote'> {
  const { say } = speech;
  if (leg.state !== 'settled' || leg.actual === undefined) {
    return { actual: say('words:path.unpaid', { due: dueWords(leg.deadline, now, speech) }) };
  }
  const booked = dayShort(leg.actual.lastBooked, now, speech.language);
  const days = daysBetween(leg.actual.lastBooked, leg.deadline);
  if (days === 0) return { actual: booked };
  const note = say(days > 0 ? 'words:path.settledEarly' : 'words:path.settledLate', {
    count: Math.abs(days),
  });
  const tone = days > 0 ? 'ok' : 'bad';
  return { actual: booked + say('words:path.comma'), actualNote: { text: note, tone } };
}

function awaitsOf(leg: DraftLeg, around: PathAround, onlooker: Onlooker): string {
  const { say } = onlooker.speech;
  if (leg.state === 'locked') return lockedWords(leg, around.draft, onlooker);
  if (leg.awaits !== undefined && leg.awaits.act !== 'payment') {
    const name = officeName(leg.awaits.organisationId, onlooker);
    return say('words:path.waitsAct', { name, act: say(`words:act.${leg.awaits.act}`) });
  }
  if (leg.state === 'settled') return say('words:path.nothing');
  if (leg.payer.organisationId !== onlooker.organisationId) {
    return say('words:path.waitsPayer', { name: officeName(leg.payer.organisationId, onlooker) });
  }
  const count = blockedBehind(leg.legId, around.draft).length;
  return count === 0 ? say('words:path.waitsYouLast') : say('words:path.waitsYou', { count });
}

function lockedWords(leg: DraftLeg, draft: DraftDocument, { speech }: Onlooker): string {
  const { say } = speech;
  const comma = say('words:list.comma');
  const missing = missingBefore(leg, draft);
  if (leg.kind !== 'tranche') return say('words:path.waitsSettled', { legs: missing.join(comma) });
  const number = leg.tranche ?? 1;
  const tranches = new Set(draft.legs.filter(({ kind }) => kind === 'tranche').map(({ legId }) => legId));
  const before = leg.opensAfter.filter((legId) => tranches.has(legId));
  if (before.length > 0) return say('words:path.waitsAccepted', { leg: before.join(comma), number });
  return missing.length === 0
    ? say('words:path.waitsMilestone', { number })
    : say('words:path.waitsTranche', { legs: missing.join(comma), number });
}
