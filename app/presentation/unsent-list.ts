/** The list of applications that an organisation began and did not send. */
import type { UnsentForm } from '../models/unsent-form-model';
import { projectChip } from './chip';
import { minuteWords } from './date-words';
import type { Speech } from './speech';

/** The view values of `projects/unsent`. */
export function unsentListPage(
  forms: readonly UnsentForm[],
  speech: Speech,
): Readonly<Record<string, unknown>> {
  const { say, language } = speech;
  return {
    title: say('projects:unsent.title'),
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/projects', text: say('frame:nav.projects') },
      { text: say('projects:unsent.title') },
    ],
    live: undefined,
    chip: projectChip('unsent', speech),
    forms: forms.map(({ id, fields, savedAt, savedBy }) => ({
      ...{ id, href: `/projects/unsent/${id}`, by: savedBy },
      name: nameOf(fields['name']) ?? say('projects:unsent.unnamed'),
      when: minuteWords(savedAt.toISOString(), language),
    })),
  };
}

function nameOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
