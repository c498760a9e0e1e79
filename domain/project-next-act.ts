/**
 * Who must act next on a project as such, and by when, by its status (domain rules, section 3). What its draft waits
 * for comes from the draft (`draft-next-act.ts`); pages show both together.
 */
import type { CalendarDate, Instant } from './calendar';
import { addDays, shanghaiDate } from './calendar';
import type { ProjectStatus } from './project-machine';

export type ProjectAct =
  'decision' | 'resubmission' | 'issue' | 'completion-statement' | 'completion-opinion' | 'closing';

/** Whose turn it is: the command and the implementer are the project's own, the office is the province's. */
export type ProjectActor = 'command' | 'implementer' | 'office';

export interface AwaitedProjectAct {
  readonly act: ProjectAct;
  readonly actor: ProjectActor;
  readonly due?: CalendarDate;
}

export interface ProjectTurn {
  readonly status: ProjectStatus;
  /** When it was last submitted. */
  readonly submittedAt: Instant;
  /** Whether every tranche of the live draft is accepted. */
  readonly everyTrancheAccepted: boolean;
  /** Whether a completion is stated that the command has not answered. */
  readonly completionStated: boolean;
}

/**
 * Days the office has for its decision. Ten working days is the rule of the office; they are counted as fourteen
 * calendar days, because a calendar of China's holidays would have to be kept up to date every year and shift no duty.
 */
const decisionDays = 14;

/** What the project waits for; undefined while only its draft moves, and when it has come to its end. */
export function awaitedProjectAct(turn: ProjectTurn): AwaitedProjectAct | undefined {
  switch (turn.status) {
    case 'submitted':
      return { act: 'decision', actor: 'office', due: addDays(shanghaiDate(turn.submittedAt), decisionDays) };
    case 'returned':
      return { act: 'resubmission', actor: 'command' };
    case 'approved':
      return { act: 'issue', actor: 'office' };
    case 'underway':
      return underway(turn);
    case 'completed':
      return { act: 'closing', actor: 'office' };
    case 'funding':
    case 'rejected':
    case 'withdrawn':
    case 'closed':
      return undefined;
  }
}

function underway({ everyTrancheAccepted, completionStated }: ProjectTurn): AwaitedProjectAct | undefined {
  if (!everyTrancheAccepted) return undefined;
  return completionStated
    ? { act: 'completion-opinion', actor: 'command' }
    : { act: 'completion-statement', actor: 'implementer' };
}
