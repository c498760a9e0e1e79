/** What a search found, as one list: projects, drafts, serial numbers and exceptions, each with its page. */
import type { Names } from './names';
import type { Found } from '../models/home-reader';
import type { ChipView } from './chip';
import { draftChip, exceptionChip, legChip, projectChip } from './chip';
import { exceptionHref, exceptionTitle } from './exception-words';
import { yuan } from './money-words';
import type { Speech } from './speech';

export interface FoundRow {
  readonly kind: string;
  readonly href: string;
  readonly name: string;
  readonly about: string;
  readonly amount: string;
  readonly chip: ChipView;
}

/** The rows of the page. */
export function searchView(
  { projects, drafts, registrations, exceptions }: Found,
  { speech, names }: { readonly speech: Speech; readonly names: Names },
): { readonly rows: readonly FoundRow[] } {
  const kind = (name: string): string => speech.say(`home:search.kind.${name}`);
  return {
    rows: [
      ...projects.map((project) => ({
        ...{
          kind: kind('project'),
          href: `/projects/${project._id}`,
          name: project.name,
          about: project._id,
        },
        ...{
          amount: yuan(project.amountFen ?? project.budgetFen),
          chip: projectChip(project.status, speech),
        },
      })),
      ...drafts.map((draft) => ({
        ...{ kind: kind('draft'), href: `/drafts/${draft._id}`, name: draft.projectName, about: draft._id },
        ...{ amount: yuan(draft.amountFen), chip: draftChip(draft, speech) },
      })),
      ...registrations.map((row) => ({
        ...{ kind: kind('serial'), href: `/drafts/${row.draftId}`, name: row.serialNumber },
        about: `${row.projectName} ${row.legId} · ${names.organisation(row.payer)} · ${row.date}`,
        ...{
          amount: yuan(row.amountFen),
          chip: legChip(row.standing === 'settled' ? 'settled' : 'registered', speech),
        },
      })),
      ...exceptions.map((row) => ({
        ...{ kind: kind('exception'), href: exceptionHref(row._id), name: exceptionTitle(row, speech) },
        about: row.serialNumber ?? row._id,
        amount: row.amountFen === undefined ? '' : yuan(row.amountFen),
        chip: exceptionChip(row.status, speech),
      })),
    ],
  };
}
