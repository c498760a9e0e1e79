/** Lists of those who must act, and the sorting of lists of work by the earliest of their deadlines. */
import { deadlineInstant, isCalendarDate, parseInstant } from '../../domain/calendar';
import type { Awaited } from '../models/place';

/** After every instant: who waits for nobody comes last. */
const noUrgency = '9';

/** When somebody must act, and by what the object's lists are sorted. */
export function urgencyOf(awaits: readonly Awaited[]): {
  readonly nextDue?: string;
  readonly urgency: string;
} {
  const [nextDue] = awaits.flatMap(({ due }) => (due === undefined ? [] : [instantText(due)])).sort();
  if (nextDue !== undefined) return { nextDue, urgency: nextDue };
  // Whoever must act without a deadline comes before the objects that nobody has to act on.
  return { urgency: awaits.length > 0 ? `${noUrgency}0` : `${noUrgency}1` };
}

function instantText(due: string): string {
  if (isCalendarDate(due)) return deadlineInstant(due);
  return parseInstant(due) ?? due;
}
