/** The form of a decision on an application: which decision, the amount approved, and the opinion or reason, as typed. */
import type { FormFields } from '../act';
import { single } from '../act-form';

const decisions = ['approve', 'return', 'reject'] as const;
export type Decision = (typeof decisions)[number];

export interface DecisionForm {
  readonly decision: Decision | undefined;
  readonly amount: string;
  readonly statement: string;
}

/** The fields of the form as they were typed. */
export function decisionForm(fields: FormFields): DecisionForm {
  const text = (name: string): string => single(fields[name])?.replaceAll('\r\n', '\n').trim() ?? '';
  return {
    decision: decisions.find((decision) => decision === text('decision')),
    amount: text('amount'),
    statement: text('statement'),
  };
}
