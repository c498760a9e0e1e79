/**
 * The signature picture's meaning: for every leg how its band looks and what stands beside it, for every organisation what its
 * node says, who holds the money, and the one flag where it is stuck. Hollow is the plan, solid is what a bank has booked.
 */
import type { DraftDocument, DraftLeg } from '../models/draft-document';
import { bottleneckOf, missingBefore } from './draft-course';
import { dayShort, daysBetween, isPast } from './date-words';
import { fourAnswers } from './four-answers';
import { figures, shareOf, shareWords } from './money-words';
import type { PathFlag } from './path-flag';
import { flagGap, flagOf, flagWords } from './path-flag';
import type { Lane, PathLayout } from './path-layout';
import { fullLabelMin, labelledBandMin, layOutPath } from './path-layout';
import type { PathNode } from './path-nodes';
import { nodeHeight, nodesOf } from './path-nodes';
import type { Onlooker } from './speech';
import type { PictureIcon } from './svg-text';
import { textWidth, wrapText } from './svg-text';

export const labelLine = 17;
const labelWidth = 146;
const ten = 10;
const wholeShare = 10_000;
const sourceHeight = 92;
/** From a label's inset to the arrow's tip at the height of its first line. */
const insideWidth = 142;
const besideGap = 10;

export type BandLook = 'plan' | 'settled' | 'registered' | 'due' | 'bad';

export interface LabelLine {
  readonly text: string;
  readonly icon?: PictureIcon;
  readonly kind: 'quiet' | 'good' | 'moving' | 'worse';
}

/** A draft with what is known of the legs that are paid by several lines. */
export interface PaidDraft extends DraftDocument {
  /** What banks have booked, in fen, by the id of an unsettled leg. */
  readonly bookedFen?: Readonly<Record<string, bigint>>;
}

export interface PathBand {
  readonly lane: Lane;
  readonly look: BandLook;
  /** From 0 to 1: how much of an unsettled leg's length is drawn solid. */
  readonly booked?: number;
  readonly name: string;
  readonly share: string;
  readonly amount: string;
  readonly lines: readonly LabelLine[];
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
export function moneyPath(draft: PaidDraft, onlooker: Onlooker, idleDays: number): MoneyPath {
  const bottleneck = bottleneckOf(draft);
  const layout = layOutPath(draft, {
    nodeHeight: (id) => nodeHeight(id, draft, { ...onlooker, idleDays }),
    laneHeight: (leg, { height, skips }) =>
      leg === bottleneck
        ? flaggedHeight(leg, { height, skips, booked: bookedWords(leg, draft, onlooker) }, onlooker)
        : laneHeight({ leg, band: height }, draft, onlooker),
  });
  const lane = layout.lanes.find(({ leg }) => leg === bottleneck);
  const [holder, waits, by, blocked] = fourAnswers(draft, onlooker).map(({ answer }) => answer);
  const { say } = onlooker.speech;
  return {
    layout,
    bands: layout.lanes.map((each) => bandOf(each, draft, onlooker)),
    nodes: nodesOf(layout, draft, { ...onlooker, idleDays }),
    ...(lane === undefined ? {} : { flag: flagOf(lane, onlooker, bookedWords(lane.leg, draft, onlooker)) }),
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
function flaggedHeight(
  leg: DraftLeg,
  {
    height,
    skips,
    booked,
  }: { readonly height: number; readonly skips: boolean; readonly booked: string | undefined },
  onlooker: Onlooker,
): number {
  const flag = flagWords(leg, { long: skips, booked }, onlooker).height;
  if (skips) return Math.max(sourceHeight, flag + 28, height + 5 * labelLine);
  const milestone = wrapText(leg.milestone ?? '', 13, 132).length * labelLine + 2 * labelLine;
  if (booked !== undefined) return Math.max(height + 2 * (flag + 2 * flagGap), milestone);
  return Math.max(Math.max(flag, height) + 4 * labelLine + 10, milestone);
}

function laneHeight(
  { leg, band }: { readonly leg: DraftLeg; readonly band: number },
  draft: PaidDraft,
  onlooker: Onlooker,
): number {
  const milestone = wrapText(leg.milestone ?? '', 13, 132).length * labelLine;
  const label = { ...labelOf(leg, draft), lines: labelLines(leg, draft, onlooker) };
  const place = labelPlace(band, bookedShare(leg, draft));
  if (place === 'inside') return band + 22 + 2 * linesBelow(label).length * labelLine;
  const above = place === 'around' ? 2 : 1;
  return Math.max(band + 2 * Math.max(above, label.lines.length) * labelLine + 4, milestone + 2 * labelLine);
}

/** Where a band's words stand: all inside it, the amount alone, or all around it, as over a band that is solid in part. */
export function labelPlace(height: number, booked: number | undefined): 'inside' | 'amount' | 'around' {
  if (booked !== undefined || height < labelledBandMin) return 'around';
  return height >= fullLabelMin ? 'inside' : 'amount';
}

type Label = Pick<PathBand, 'name' | 'share' | 'amount' | 'lines'>;

/** Width of `L3 90 %`. */
export function nameWidth({ name, share }: Pick<Label, 'name' | 'share'>): number {
  return textWidth(name, 13) + 6 + textWidth(share, 13);
}

/** Whether the amount of a label inside its band stands beside its name: where two lines more must follow, and they fit. */
export function amountBeside(label: Label): boolean {
  return label.lines.length > 1 && fitsBeside(label);
}

/** Lines of an inside label that must stand below the band: where the amount needs a line of its own. */
export function linesBelow(label: Label): readonly LabelLine[] {
  return label.lines.length > 1 && !fitsBeside(label) ? label.lines.slice(1) : [];
}

function fitsBeside(label: Label): boolean {
  return nameWidth(label) + besideGap + textWidth(label.amount, 12) <= insideWidth;
}

function bandOf(lane: Lane, draft: PaidDraft, onlooker: Onlooker): PathBand {
  const { leg } = lane;
  const booked = bookedShare(leg, draft);
  return {
    lane,
    look: bandLook(leg, onlooker.now),
    ...(booked === undefined ? {} : { booked }),
    ...labelOf(leg, draft),
    lines: labelLines(leg, draft, onlooker),
  };
}

function labelOf(leg: DraftLeg, draft: PaidDraft): Pick<PathBand, 'name' | 'share' | 'amount'> {
  return {
    name: leg.legId,
    share: shareWords(Math.round(shareOf(leg.amountFen, draft.amountFen) / ten) * ten),
    amount: figures(leg.amountFen),
  };
}

/** What of an open leg is booked, from 0 to 1; undefined where that is nothing, or all of it. */
function bookedShare({ legId, state, amountFen }: DraftLeg, draft: PaidDraft): number | undefined {
  const bookedFen = draft.bookedFen?.[legId] ?? 0n;
  if (state === 'settled' || bookedFen <= 0n || bookedFen >= amountFen) return undefined;
  return shareOf(bookedFen, amountFen) / wholeShare;
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

function labelLines(leg: DraftLeg, draft: PaidDraft, onlooker: Onlooker): readonly LabelLine[] {
  const state = stateLines(leg, draft, onlooker);
  const booked = bookedWords(leg, draft, onlooker);
  if (booked === undefined) return state;
  const lines = wrapText(booked, 12, labelWidth - 16);
  return [...state, ...lines.map((text): LabelLine => ({ text, kind: 'quiet' }))];
}

/** 其中 5,400,000.00 已到账, where part of an open leg is booked. */
function bookedWords(leg: DraftLeg, draft: PaidDraft, { speech }: Onlooker): string | undefined {
  if (bookedShare(leg, draft) === undefined) return undefined;
  return speech.say('words:path.partly', { amount: figures(draft.bookedFen?.[leg.legId] ?? 0n) });
}

function stateLines(leg: DraftLeg, draft: DraftDocument, onlooker: Onlooker): readonly LabelLine[] {
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
    { text: speech.say(`words:path.${key}`, { count: Math.abs(days) }), kind: 'quiet' },
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
