/** The form of an opinion: agree or return, and the words for it. A return needs its reason as an agreement its opinion. */
import { statementCharactersMax } from '../../../domain/project-application';
import type { ActContext, FieldError, FormFields } from '../act';
import { single } from '../act-form';

export interface SentDecision {
  /** What was chosen; empty when nothing was. */
  readonly decision: string;
  readonly opinion: string;
}

/** What was chosen and written. */
export function sentDecision(fields: FormFields): SentDecision {
  return { decision: single(fields['decision']) ?? '', opinion: (single(fields['opinion']) ?? '').trim() };
}

/** Inputs of the form; `area` names the texts of the two choices. */
export function decisionInputs(
  fields: FormFields,
  { say }: ActContext,
  area: 'opinion' | 'completion-opinion',
): readonly Readonly<Record<string, unknown>>[] {
  const { decision, opinion } = sentDecision(fields);
  return [
    {
      ...{ kind: 'radio', name: 'decision', label: say('progress:opinion.decision'), required: true },
      value: decision,
      options: ['agree', 'return'].map((value) => ({ value, text: say(`progress:${area}.${value}`) })),
    },
    {
      ...{ kind: 'area', name: 'opinion', label: say('progress:opinion.text'), required: true, rows: 4 },
      ...{ max: statementCharactersMax, value: opinion, hint: say('progress:hint.no-names') },
    },
  ];
}

/** Errors for what the schema finds wrong with the two fields. */
export function decisionErrors({ say }: ActContext): Readonly<Record<string, FieldError>> {
  return {
    decision: { field: 'decision', text: say('progress:fault.decision') },
    opinion: { field: 'opinion', text: say('progress:fault.opinion', { max: statementCharactersMax }) },
  };
}
