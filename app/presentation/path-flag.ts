/**
 * The one flag of the money path: where the money is stuck, whose act it waits for and until when. Over a long band it stands
 * between the label and the tip, never over an organisation; over a short one it lies on the band.
 */
import type { DraftLeg } from '../models/draft-document';
import { dayShort, dayWords, daysBetween, dueWords } from './date-words';
import type { Lane } from './path-layout';
import type { Onlooker } from './speech';
import { officeName } from './speech';
import { textWidth, wrapText } from './svg-text';

const flagWidth = 150;
const flagPadding = 12;
/** Between a band and the flag below it. */
export const flagGap = 8;
/** What stays of a band below the shortest column it can skip, right of its label and left of its tip. */
const longFlagWidthMax = 284;

export interface PathFlag {
  readonly lane: Lane;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** Its centre; the band's own, unless it stands below. */
  readonly y: number;
  /** From its upper edge to the first line, and from line to line. */
  readonly first: number;
  readonly pitch: number;
  readonly bad: boolean;
}

/** The flag on the leg that holds everything up. */
export function flagOf(lane: Lane, onlooker: Onlooker, booked?: string): PathFlag {
  const { leg, skips, y, height } = lane;
  const bad = daysBetween(onlooker.now, leg.deadline) <= 0 || leg.openExceptions.length > 0;
  const words = flagWords(leg, { long: skips, booked }, onlooker);
  // Over a short band that is solid in part it would hide which part: there it stands below.
  const below = booked !== undefined && !skips;
  return { lane, ...words, y: below ? y + height / 2 + flagGap + words.height / 2 : y, bad };
}

/** What the flag says, as wide as its place lets it be and as high as that makes it. */
export function flagWords(
  leg: DraftLeg,
  { long, booked }: { readonly long: boolean; readonly booked: string | undefined },
  onlooker: Onlooker,
): Pick<PathFlag, 'lines' | 'width' | 'first' | 'pitch' | 'height'> {
  const { speech, now } = onlooker;
  const head = flagHead(leg, onlooker);
  const due = dueWords(leg.deadline, now, speech);
  if (!long) {
    const short = speech.say('words:path.stuckDue', {
      date: dayShort(leg.deadline, now, speech.language),
      due,
    });
    const part = booked === undefined ? [] : wrapText(booked, 13, flagWidth - 2 * flagPadding);
    return flagMeasures([...narrowLines(head, short), ...part], flagWidth, { first: 21, pitch: 18 });
  }
  const foot = speech.say('words:path.stuckDue', { date: dayWords(leg.deadline, speech.language), due });
  const iconWidth = 22;
  const width = Math.max(textWidth(head, 14) + iconWidth, textWidth(foot, 13)) + 2 * flagPadding;
  if (width <= longFlagWidthMax) return flagMeasures([head, foot], width, { first: 25, pitch: 24 });
  const room = longFlagWidthMax - 2 * flagPadding;
  const broken = head.split(/(?<=：)/u).flatMap((part) => wrapText(part, 14, room - iconWidth));
  return flagMeasures([...broken, ...wrapText(foot, 13, room)], longFlagWidthMax, { first: 23, pitch: 19 });
}

function flagMeasures(
  lines: readonly string[],
  width: number,
  { first, pitch }: Pick<PathFlag, 'first' | 'pitch'>,
): Pick<PathFlag, 'lines' | 'width' | 'first' | 'pitch' | 'height'> {
  return { lines, width, first, pitch, height: first + (lines.length - 1) * pitch + 15 };
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
