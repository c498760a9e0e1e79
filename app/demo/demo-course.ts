/**
 * The usual course of a project, from application to closing, cut off where a demo project stands: so that the plan says
 * how far each one has come, and spells out only what is unusual about it.
 */
import type { DemoStep } from './demo-step';
import { on, paid } from './demo-step';

export type Milestone =
  | ('none' | 'submitted' | 'approved' | 'issued' | 'L1' | 'L2' | 'L3' | 'L4')
  | `${'presented' | 'agreed' | 'paid' | 'accepted'}${1 | 2 | 3}`
  | ('stated' | 'completed' | 'closed');

export interface PlannedCourse {
  /** Day of the application. */
  readonly submitted: number;
  readonly upto: Milestone;
  /** Planned day of each tranche. */
  readonly trancheDays: readonly number[];
  readonly opinions: CourseTexts;
}

export interface CourseTexts {
  /** One for each tranche. */
  readonly tranches: readonly string[];
  readonly notes: readonly string[];
  readonly statement: string;
  readonly completion: string;
  readonly closing: string;
}

interface Stage {
  readonly milestone: Milestone;
  readonly steps: readonly DemoStep[];
}

/** Days from the application to the approval and to the issue. */
const approvedAfter = 4;
export const issuedAfter = 6;

/** The steps up to the milestone. */
export function courseSteps(course: PlannedCourse): readonly DemoStep[] {
  const stages = [...fundingStages(course.submitted), ...trancheStages(course), ...closingStages(course)];
  const last = stages.findIndex(({ milestone }) => milestone === course.upto);
  return stages.slice(0, last + 1).flatMap(({ steps }) => steps);
}

function fundingStages(submitted: number): readonly Stage[] {
  const issued = submitted + issuedAfter;
  return [
    { milestone: 'submitted', steps: [on(submitted, { kind: 'submit' })] },
    { milestone: 'approved', steps: [on(submitted + approvedAfter, { kind: 'approve' })] },
    { milestone: 'issued', steps: [on(issued, { kind: 'issue' })] },
    { milestone: 'L1', steps: paid('L1', issued + 3) },
    { milestone: 'L2', steps: paid('L2', issued + 5) },
    { milestone: 'L3', steps: paid('L3', issued + 9) },
    { milestone: 'L4', steps: paid('L4', issued + 13) },
  ];
}

const trancheNumbers = [1, 2, 3] as const;

function trancheStages({ trancheDays, opinions }: PlannedCourse): readonly Stage[] {
  const planned = trancheNumbers.filter((number) => number <= trancheDays.length);
  return planned.flatMap((number): readonly Stage[] => {
    const day = trancheDays[number - 1] ?? 0;
    const percent = Math.floor((100 * number) / trancheDays.length);
    const note = opinions.notes[number - 1] ?? '';
    const text = opinions.tranches[number - 1] ?? '';
    return [
      {
        milestone: `presented${number}`,
        steps: [
          on(day - 9, { kind: 'report', percent, note }),
          on(day - 8, { kind: 'present', tranche: number }),
        ],
      },
      {
        milestone: `agreed${number}`,
        steps: [on(day - 6, { kind: 'opine', tranche: number, decision: 'agree', text })],
      },
      { milestone: `paid${number}`, steps: paid(`L5.${String(number)}`, day - 4) },
      { milestone: `accepted${number}`, steps: [on(day - 2, { kind: 'accept', tranche: number })] },
    ];
  });
}

function closingStages({ trancheDays, opinions }: PlannedCourse): readonly Stage[] {
  const last = trancheDays.at(-1) ?? 0;
  const { statement, completion, closing } = opinions;
  return [
    { milestone: 'stated', steps: [on(last + 1, { kind: 'complete', text: statement })] },
    { milestone: 'completed', steps: [on(last + 3, { kind: 'completion-opinion', text: completion })] },
    { milestone: 'closed', steps: [on(last + 5, { kind: 'close', text: closing })] },
  ];
}
