/**
 * Instants and calendar dates. An instant is ISO 8601 in UTC with milliseconds; a calendar date is a day in
 * Asia/Shanghai (UTC+8, no daylight saving since 1991), whatever the machine's zone. Nothing here reads a clock.
 */
import { strict as assert } from 'node:assert';

declare const instantBrand: unique symbol;
declare const dateBrand: unique symbol;

/** `2026-03-01T02:03:04.000Z`; texts of this form sort as the instants do. */
export type Instant = string & { readonly [instantBrand]: true };
/** `2026-03-01`, a day in Asia/Shanghai; texts sort as the days do. */
export type CalendarDate = string & { readonly [dateBrand]: true };

const shanghaiOffsetMs = 8 * 3_600_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const zonedForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const dateForm = /^(19|20|21)\d{2}-\d{2}-\d{2}$/;

/** Tells whether a text is a real calendar date of the years 1900–2199. */
export function isCalendarDate(text: string): text is CalendarDate {
  if (!dateForm.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Reads an instant that names its zone, and answers it in UTC; undefined when it is malformed or has no zone. */
export function parseInstant(text: string): Instant | undefined {
  if (!zonedForm.test(text) || !isCalendarDate(text.slice(0, 10))) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : instantOf(ms);
}

/** The instant `ms` milliseconds after 1970-01-01 UTC. */
export function instantOf(ms: number): Instant {
  const text = new Date(ms).toISOString();
  assert(isInstant(text), 'toISOString writes UTC');
  return text;
}

function isInstant(text: string): text is Instant {
  return text.endsWith('Z');
}

/** The first ten characters of an ISO text are a day: no need to parse it again. */
function dayOf(ms: number): CalendarDate {
  const text = new Date(ms).toISOString().slice(0, 10);
  assert(isDay(text), 'years 0–9999 only');
  return text;
}

function isDay(text: string): text is CalendarDate {
  return text.length === 10 && text[4] === '-';
}

/** Milliseconds since 1970-01-01 UTC. */
export function millisecondsOf(instant: Instant): number {
  return Date.parse(instant);
}

/** The Shanghai day on which an instant falls. */
export function shanghaiDate(instant: Instant): CalendarDate {
  return dayOf(millisecondsOf(instant) + shanghaiOffsetMs);
}

/** The last millisecond of a Shanghai day. */
export function endOfDay(date: CalendarDate): Instant {
  return instantOf(Date.parse(`${date}T00:00:00Z`) - shanghaiOffsetMs + dayMs - 1);
}

/** The day `days` after `date` (before it when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  assert(Number.isInteger(days), 'days are whole');
  return dayOf(Date.parse(`${date}T00:00:00Z`) + days * dayMs);
}

/** The instant `hours` after `instant`. */
export function addHours(instant: Instant, hours: number): Instant {
  return instantOf(millisecondsOf(instant) + hours * hourMs);
}

/** A deadline is a whole Shanghai day or an instant. */
export type Deadline = CalendarDate | Instant;

/** The last instant that is still within a deadline: a date counts its whole day. */
export function deadlineInstant(deadline: Deadline): Instant {
  return isCalendarDate(deadline) ? endOfDay(deadline) : deadline;
}
