/**
 * Resolutions (domain rules, section 5): how two persons close an exception. The kinds are closed; each says
 * what it may overrule. A proposal shows the exception as it stood and is void when that has changed.
 */
import type { Actor } from './actor';
import type { CalendarDate, Instant } from './calendar';
import type { LegId, SerialNumber } from './identifiers';
import type { ExceptionId } from './reconciliation-exception';

export interface NamedLine {
  readonly serialNumber: SerialNumber;
  readonly date: CalendarDate;
}

export type ResolutionAct =
  /** Names the lines that pay a leg: overrules serial, date and number of lines, nothing else. */
  | { readonly kind: 'match'; readonly legId: LegId; readonly lines: readonly NamedLine[] }
  /** Voids the registrations a leg's match rests on. */
  | { readonly kind: 'undo'; readonly legId: LegId }
  /** Lets a line count that is held for lateness or for the payee's name. */
  | { readonly kind: 'release'; readonly legId: LegId; readonly line: NamedLine }
  | { readonly kind: 'correct'; readonly legId: LegId; readonly from: NamedLine; readonly to: NamedLine }
  /** Chooses among the contents reported under one identity; 0 is the one that stands. */
  | { readonly kind: 'choose-version'; readonly version: number }
  | { readonly kind: 'write-off' };

export interface Proposal {
  readonly resolutionId: string;
  readonly exceptionId: ExceptionId;
  readonly act: ResolutionAct;
  readonly reason: string;
  /** The exception as the proposer saw it (`shownText`); empty for an undo of a settled leg without one. */
  readonly shown: string;
  readonly proposedBy: Actor;
  readonly proposedAt: Instant;
}

export interface Resolution extends Proposal {
  readonly confirmedBy: Actor;
  readonly confirmedAt: Instant;
}
