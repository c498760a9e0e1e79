/** The thresholds as their page shows them: what is in force, and what waits for a second person. */
import type { Thresholds } from '../../domain/thresholds';
import { defaultThresholds } from '../../domain/thresholds';
import type { ThresholdsDocument } from '../models/register-documents';
import { minuteWords } from './date-words';
import { yuan } from './money-words';
import type { Definition } from './page-parts';
import type { NamedSpeech } from './register-views';

export interface ThresholdsView {
  readonly inForce: readonly Definition[];
  /** Whether nobody has set any: then the default ones hold. */
  readonly isDefault: boolean;
  readonly pending?: { readonly rows: readonly Definition[]; readonly by: string; readonly isOwn: boolean };
}

export function thresholdsView(
  known: ThresholdsDocument | undefined,
  context: NamedSpeech & {
    person(organisationId: string, person: string): string;
    readonly viewer: { readonly organisationId: string; readonly person: string };
  },
): ThresholdsView {
  const { say, language } = context.speech;
  const pending = known?.pending[0];
  const inForce = { inForce: rowsOf(known?.inForce ?? defaultThresholds, context) };
  const isDefault = known?.inForce === undefined;
  if (pending === undefined) return { ...inForce, isDefault };
  const { by, at } = pending.place;
  return {
    ...{ ...inForce, isDefault },
    pending: {
      rows: rowsOf(pending.values, context),
      by: say('registers:thresholds.sent-by', {
        name: context.person(by.organisationId, by.person),
        at: minuteWords(at, language),
      }),
      isOwn: by.organisationId === context.viewer.organisationId && by.person === context.viewer.person,
    },
  };
}

function rowsOf(values: Thresholds, context: NamedSpeech): readonly Definition[] {
  const { say } = context.speech;
  return [
    {
      label: say('registers:thresholds.twoPersonsAbove'),
      value: yuan(BigInt(values.twoPersonsAboveFen)),
    },
    {
      label: say('registers:thresholds.ageingHours'),
      value: say('registers:thresholds.hours', { hours: values.ageingHours }),
    },
    ...Object.entries(values.ageingHoursOfBank).map(([bank, hours]) => ({
      label: say('registers:thresholds.hours-of', { bank: context.organisation(bank) }),
      value: say('registers:thresholds.hours', { hours }),
    })),
    {
      label: say('registers:thresholds.idleDays'),
      value: say('registers:thresholds.days', { days: values.idleDays }),
    },
  ];
}
