/**
 * What time makes true: a sweep records when it looked, and a condition that is due strictly before that has
 * come true. The earliest condition still to come tells the waiting index when to look again. No clock is
 * read; the time is the sweep's own fact.
 */
import type { Instant } from './calendar';

export interface Watch {
  /** Whether the last sweep was strictly later than `due`; if not, `due` is noted as still to come. */
  hasPassed(due: Instant): boolean;
  /** The earliest instant noted as still to come. */
  nextDue(): Instant | undefined;
}

/** A watch over conditions as of the last sweep; none has passed when there was no sweep. */
export function watchAsOf(sweptAt: Instant | undefined): Watch {
  let next: Instant | undefined;
  return {
    hasPassed(due) {
      if (sweptAt !== undefined && sweptAt > due) return true;
      if (next === undefined || due < next) next = due;
      return false;
    },
    nextDue: () => next,
  };
}
