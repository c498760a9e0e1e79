/**
 * The signature picture's meaning: for every leg how its band looks and what stands beside it, for every organisation what its
 * node says, who holds the money, and the one flag where it is stuck. Hollow is the plan, solid is what a bank has booked.
 */
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import { bottleneckOf, missingBefore } from './draft-course';
import { dayShort, dayWords, daysBetween, dueWords, isPast } from './date-words';
import { fourAnswers } from './four-answers';
import { figures, shareOf, shareWords } from './money-words';
import type { Lane, PathLayout } from './path-layout';
import { fullLabelMin, layOutPath } from './path-layout';
import type { PathNode } from './path-nodes';
import { nodeHeight, nodesOf } from './path-nodes';
import type { Onlooker } from './speech';
import { officeName } from './speech';
import type { PictureIcon } from './svg-text';
import { textWidth, wrapText } from './svg-text';

export const labelLine = 17;
const labelWidth = 146;
const flagWidth = 150;
const flagPadding = 12;
const ten = 10;
const sourceHeight = 92;
/** Five lines and their margins. */
const flagHeightMax = 108;

export type BandLook = 'plan' | 'settled' | 'registered' | 'due' | 'bad';

export interface LabelLine {
  readonly text: string;
  readonly icon?: PictureIcon;
  readonly kind: 'quiet' | 'good' | 'moving' | 'worse';
}

export interface PathBand {
  readonly lane: Lane;
  readonly look: BandLook;
  readonly name: string;
  readonly share: string;
  readonly amount: string;
  readonly lines: readonly LabelLine[];
}

export interface PathFlag {
  readonly lane: Lane;
  readonly lines: readonly string[];
  readonly width: number;
  readonly bad: boolean;
}

export interface MoneyPath {
  readonly layout: PathLayout;
  readonly bands: readonly PathBand[];
  readonly nodes: readonly PathNode[];
  readonly flag?: PathFlag;
  readonly title: string;
  readonly description: string;
}

/** Everything the picture shows. `idleDays`: after how many days resting money is 资金沉淀. */
export function moneyPath(draft: DraftDocument, onlooker: Onlooker, idleDays: number): MoneyPath {
  const bottleneck = bottleneckOf(draft);
  const layout = layOutPath(draft, {
    nodeHeight: (id) => nodeHeight(id, draft, { ...onlooker, idleDays }),
    laneHeight: (leg, { height, skips }) =>
      leg === bottleneck ? flaggedHeight(leg, skips) : laneHeight({ leg, band: height }, draft, onlooker),
  });
  const lane = layout.lanes.find(({ leg }) => leg === bottleneck);
  const [holder, waits, by, blocked] = fourAnswers(draft, onlooker).map(({ answer }) => answer);
  const { say } = onlooker.speech;
  return {
    layout,
    bands: layout.lanes.map((each) => bandOf(each, draft, onlooker)),
    nodes: nodesOf(layout, draft, { ...onlooker, idleDays }),
    ...(lane === undefined ? {} : { flag: flagOf(lane, onlooker) }),
    title: say('words:path.title', { name: draft.projectName }),
    description: say('words:path.description', {
      holder: holder ?? '',
      waits: waits ?? '',
      by: by ?? '',
      blocked: blocked ?? '',
    }),
  };
}

/** The flag beside a long band leaves the label its room; over a short one it stands between label and neighbour. */
function flaggedHeight(leg: DraftLeg, skips: boolean): number {
  const milestone = wrapText(leg.milestone ?? '', 13, 132).length * labelLine + 2 * labelLine;
  return Math.max(skips ? sourceHeight : flagHeightMax + 4 * labelLine, milestone);
}

function laneHeight(
  { leg, band }: { readonly leg: DraftLeg; readonly band: number },
  draft: DraftDocument,
  onlooker: Onlooker,
): number {
  const milestone = wrapText(leg.milestone ?? '', 13, 132).length * labelLine;
  if (band >= fullLabelMin) return band + 22;
  const above = band < 18 ? 2 : 1;
  const below = labelLines(leg, draft, onlooker).length;
  return Math.max(band + 2 * Math.max(above, below) * labelLine + 4, milestone + 2 * labelLine);
}

function bandOf(lane: Lane, draft: DraftDocument, onlooker: Onlooker): PathBand {
  const { leg } = lane;
  return {
    lane,
    look: bandLook(leg, onlooker.now),
    name: leg.legId,
    share: shareWords(Math.round(shareOf(leg.amountFen, draft.amountFen) / ten) * ten),
    amount: figures(leg.amountFen),
    lines: labelLines(leg, draft, onlooker),
  };
}

/** How a leg's band is drawn. */
export function bandLook(leg: DraftLeg, now: string): BandLook {
  if (leg.openExceptions.length > 0 && leg.state !== 'settled') return 'bad';
  switch (leg.state) {
    case 'settled':
      return 'settled';
    case 'registered':
      return 'registered';
    case 'awaiting-payment':
      return isPast(leg.deadline, now) ? 'bad' : 'due';
    case 'locked':
      return 'plan';
  }
}

function labelLines(leg: DraftLeg, draft: DraftDocument, onlooker: Onlooker): readonly LabelLine[] {
  const { speech, now } = onlooker;
  const date = dayShort(leg.deadline, now, speech.language);
  if (leg.openExceptions.length > 0 && leg.state !== 'settled') {
    return [{ text: speech.say('words:path.different'), icon: 'exclamation-octagon-fill', kind: 'worse' }];
  }
  switch (leg.state) {
    case 'settled':
      return settledLines(leg, onlooker);
    case 'registered':
      return [{ text: speech.say('words:path.registered'), icon: 'hourglass-split', kind: 'moving' }];
    case 'awaiting-payment':
      return isPast(leg.deadline, now)
        ? [{ text: speech.say('words:path.overdue', { date }), icon: 'alarm-fill', kind: 'worse' }]
        : [{ text: speech.say('words:path.planned', { date }), kind: 'quiet' }];
    case 'locked':
      return lockedLines(leg, draft, onlooker);
  }
}

function settledLines(leg: DraftLeg, { speech, now }: Onlooker): readonly LabelLine[] {
  const booked = leg.actual?.lastBooked ?? leg.deadline;
  const days = daysBetween(booked, leg.deadline);
  const date = dayShort(booked, now, speech.language);
  const key = days > 0 ? 'early' : days < 0 ? 'late' : 'onTime';
  return [
    { text: speech.say('words:path.settledOn', { date }), icon: 'check-circle-fill', kind: 'good' },
    { text: speech.say(`words:path.${key}`, { days: Math.abs(days) }), kind: 'quiet' },
  ];
}

function lockedLines(leg: DraftLeg, draft: DraftDocument, { speech, now }: Onlooker): readonly LabelLine[] {
  const missing = missingBefore(leg, draft);
  const previous = missing.filter((legId) => legId.startsWith('L5.'));
  const parts =
    leg.kind === 'tranche'
      ? previous.length > 0
        ? [speech.say('words:path.accepts', { leg: previous.join(speech.say('words:list.comma')) })]
        : [...missing, speech.say('words:path.node', { number: leg.tranche ?? 1 })]
      : missing;
  const last = parts.at(-1) ?? '';
  const comma = speech.say('words:list.comma');
  const legs =
    leg.kind === 'tranche' && parts.length > 1
      ? speech.say('words:path.and', { list: parts.slice(0, -1).join(comma), last })
      : parts.join(comma);
  const date = dayShort(leg.deadline, now, speech.language);
  // A path that is only composed has legs that wait for nothing but the draft's issue.
  if (missing.length === 0) return [{ text: speech.say('words:path.planned', { date }), kind: 'quiet' }];
  const text = speech.say(leg.kind === 'tranche' ? 'words:path.waitsShort' : 'words:path.waitsFor', {
    legs,
    date,
  });
  return wrapText(text, 12, labelWidth - 16).map((line, index) =>
    index === 0 ? { text: line, icon: 'lock-fill', kind: 'quiet' } : { text: line, kind: 'quiet' },
  );
}

function flagOf(lane: Lane, onlooker: Onlooker): PathFlag {
  const { speech, now } = onlooker;
  const { leg } = lane;
  const head = flagHead(leg, onlooker);
  const date = dayWords(leg.deadline, speech.language);
  const foot = speech.say('words:path.stuckDue', { date, due: dueWords(leg.deadline, now, speech) });
  const bad = daysBetween(now, leg.deadline) <= 0 || leg.openExceptions.length > 0;
  if (lane.skips) {
    const width = Math.max(textWidth(head, 14) + 22, textWidth(foot, 13)) + 2 * flagPadding;
    return { lane, lines: [head, foot], width, bad };
  }
  const short = dayShort(leg.deadline, now, speech.language);
  const due = speech.say('words:path.stuckDue', { date: short, due: dueWords(leg.deadline, now, speech) });
  return { lane, lines: narrowLines(head, due), width: flagWidth, bad };
}

/** The same in a gap between two neighbouring columns: broken at the colon first, the icon's room left free in the first line. */
function narrowLines(head: string, due: string): readonly string[] {
  const room = flagWidth - 2 * flagPadding;
  const [first = '', ...rest] = head
    .split('：')
    .flatMap((part, index) => wrapText(part, 13, index === 0 ? room - 22 : room));
  return [first, ...rest, ...due.split(/，|, /).flatMap((part) => wrapText(part, 13, room))];
}

/** 卡在这里：等您付款, or whose other act it is. */
function flagHead(leg: DraftLeg, onlooker: Onlooker): string {
  const { say } = onlooker.speech;
  const awaited = leg.awaits?.organisationId ?? leg.payer.organisationId;
  const name = officeName(awaited, onlooker);
  if (leg.state !== 'awaiting-payment' || leg.openExceptions.length > 0) {
    return say('words:path.stuckOther', { name, act: say(`words:act.${leg.awaits?.act ?? 'statement'}`) });
  }
  return awaited === onlooker.organisationId ? say('words:path.stuckYou') : say('words:path.stuck', { name });
}
