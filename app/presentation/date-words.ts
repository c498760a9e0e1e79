/**
 * Days and times as pages write them, all in Asia/Shanghai: 11月20日 in sentences, 11-20 or 2027-03-31 in tables, and how much
 * time is left, with the tone that the design gives it.
 */
import moment from 'moment';
import type { Moment } from 'moment';
import type { Locale } from '../../domain/refusals/refusal';
import type { ChipView } from './chip';
import type { Speech } from './speech';

const shanghaiOffsetHours = 8;
const shanghaiOffsetMs = shanghaiOffsetHours * 3_600_000;
const dateLength = 10;
const soonDaysMax = 3;
const dayMs = 86_400_000;
const blockFigures = new Intl.NumberFormat('en-US');

/** The Shanghai day of an instant, or the date itself: `2026-11-20`. A text that is no date at all stays as it is. */
export function dayOf(dateOrInstant: string): string {
  if (dateOrInstant.length === dateLength) return dateOrInstant;
  // Asked some hundred times a page: the same as Moment says, in a tenth of its time.
  const atMs = Date.parse(dateOrInstant);
  if (Number.isNaN(atMs)) return dateOrInstant;
  return new Date(atMs + shanghaiOffsetMs).toISOString().slice(0, dateLength);
}

/** `11月20日` or `20 Nov`. */
export function dayWords(dateOrInstant: string, language: Locale): string {
  return utcDay(dateOrInstant).format(language === 'en' ? 'D MMM' : 'M月D日');
}

/** `11-20`, or `2027-03-31` where the year is not today's. */
export function dayFigures(dateOrInstant: string, now: string): string {
  const day = dayOf(dateOrInstant);
  return day.slice(0, 4) === dayOf(now).slice(0, 4) ? day.slice(5) : day;
}

/** The day as pictures and their tables write it: `11-20`, in English `20 Nov`; with the year where it is not today's. */
export function dayShort(dateOrInstant: string, now: string, language: Locale): string {
  if (language !== 'en') return dayFigures(dateOrInstant, now);
  const day = dayOf(dateOrInstant);
  return utcDay(day).format(day.slice(0, 4) === dayOf(now).slice(0, 4) ? 'D MMM' : 'D MMM YYYY');
}

/** `周五` or `Friday`. */
export function weekdayWords(dateOrInstant: string, speech: Speech): string {
  return speech.say(`words:weekday.${utcDay(dateOrInstant).format('d')}`);
}

/** `11月20日 周五`. */
export function dayAndWeekday(dateOrInstant: string, speech: Speech): string {
  return `${dayWords(dateOrInstant, speech.language)} ${weekdayWords(dateOrInstant, speech)}`;
}

/** `11月18日 10:42` or `18 Nov, 10:42`. */
export function minuteWords(instant: string, language: Locale): string {
  return inShanghai(instant).format(language === 'en' ? 'D MMM, HH:mm' : 'M月D日 HH:mm');
}

/** `11月18日 10:42:15`, as the as-of chip says it. */
export function secondWords(instant: string, language: Locale): string {
  return inShanghai(instant).format(language === 'en' ? 'D MMM, HH:mm:ss' : 'M月D日 HH:mm:ss');
}

/** `10:42`. */
export function clockWords(instant: string): string {
  return inShanghai(instant).format('HH:mm');
}

/** Whole Shanghai days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / dayMs;
}

/** What a deadline says today, as a chip: 还有 n 天, 今天到期, 已逾期 n 天. */
export function dueChip(deadline: string, now: string, speech: Speech): ChipView {
  const days = daysBetween(now, deadline);
  const text = dueWords(deadline, now, speech);
  if (days < 0 || isPast(deadline, now)) return { tone: 'bad', icon: 'alarm-fill', text };
  if (days === 0) return { tone: 'bad', icon: 'alarm-fill', text };
  return days <= soonDaysMax
    ? { tone: 'wait', icon: 'clock-fill', text }
    : { tone: 'rest', icon: 'calendar3', text };
}

/** `还有 2 天`, `今天到期`, `已逾期 3 天`. */
export function dueWords(deadline: string, now: string, speech: Speech): string {
  const days = daysBetween(now, deadline);
  if (days < 0) return speech.say('words:due.over', { count: -days });
  if (days === 0) return speech.say('words:due.today');
  return speech.say('words:due.left', { count: days });
}

/** Whether a deadline lies before now: a date counts its whole day. */
export function isPast(deadline: string, now: string): boolean {
  return deadline.length === dateLength ? deadline < dayOf(now) : deadline < now;
}

/** The newest block that pages show, and its time. */
export interface AsOf {
  readonly block: number;
  /** The newest transaction's own time; absent on an empty ledger. */
  readonly at?: string;
}

/** Texts of a block's height and time for the as-of chip; on an empty ledger there is a block and no time. */
export function asOfWords(
  { block, at }: AsOf,
  language: Locale,
): { readonly block: string; readonly at: string } {
  return { block: blockWords(block), at: at === undefined ? '' : secondWords(at, language) };
}

/** The same as one line above a list that is kept as a file. */
export function asOfLine({ block, at }: AsOf, { say, language }: Speech): string {
  const time = at === undefined ? '' : minuteWords(at, language);
  return say('frame:as-of', { block: blockWords(block), time });
}

/** `18,462`. */
export function blockWords(block: number): string {
  return blockFigures.format(block);
}

function inShanghai(instant: string): Moment {
  return moment.utc(Date.parse(instant)).utcOffset(shanghaiOffsetHours);
}

/** The beginning of a day, as if Shanghai's clocks were UTC's. Texts are ISO 8601, which `Date` reads far faster. */
function utcDay(dateOrInstant: string): Moment {
  return moment.utc(Date.parse(dayOf(dateOrInstant)));
}
