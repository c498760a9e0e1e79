/** What an organisation must act on, over everything that can wait for somebody: most urgent first. */
import type { Awaited } from './place';
import { awaitedActIndex } from './work-list-indexes';
import type { ReadModels } from './read-models';

/** One thing to do, with what a line of a list shows of its object. */
export interface ToDo {
  readonly kind: 'project' | 'draft' | 'exception' | 'account' | 'bank-key';
  readonly id: string;
  /** Name of the project; the bank or mask of what has none. */
  readonly name: string;
  readonly county?: string;
  readonly amountFen?: bigint;
  readonly awaited: Awaited;
  /** Instant, where a deadline runs. */
  readonly nextDue?: string;
}

interface Waiting {
  readonly _id: string;
  readonly awaits: readonly Awaited[];
  readonly nextDue?: string;
  readonly urgency?: string;
  readonly openedAt?: string;
  readonly county?: string;
  readonly name?: string;
  readonly projectName?: string;
  readonly amountFen?: bigint;
  readonly budgetFen?: bigint;
  readonly mask?: string;
  readonly bank?: string;
}

const shown = {
  ...{ awaits: 1, nextDue: 1, urgency: 1, openedAt: 1, county: 1, name: 1, projectName: 1 },
  ...{ amountFen: 1, budgetFen: 1, mask: 1, bank: 1 },
} as const;
const withoutDeadline = '9';

export class ToDoReader {
  readonly #models: ReadModels;

  constructor(models: ReadModels) {
    this.#models = models;
  }

  /** The most urgent things an organisation must do, at most `limit`. */
  async toDos(organisationId: string, limit: number): Promise<readonly ToDo[]> {
    const mine = { 'awaits.organisationId': organisationId };
    const { projects, drafts, exceptions, accounts, bankKeys } = this.#models;
    // What a project's draft waits for stands with the draft; twice would be one line too many.
    const own = { awaits: { $elemMatch: { organisationId, act: { $in: [...projectActs] } } } };
    const sort = { urgency: 1, _id: 1 } as const;
    const found = await Promise.all([
      projects
        .find(own)
        .hint(awaitedActIndex)
        .select(shownOf(projects))
        .sort(sort)
        .limit(limit)
        .lean<Waiting[]>(),
      drafts.find(mine).select(shownOf(drafts)).sort(sort).limit(limit).lean<Waiting[]>(),
      exceptions
        .find(mine)
        .select(shownOf(exceptions))
        .sort({ openedAt: 1, _id: 1 })
        .limit(limit)
        .lean<Waiting[]>(),
      accounts.find(mine).select(shownOf(accounts)).sort({ _id: 1 }).limit(limit).lean<Waiting[]>(),
      bankKeys.find(mine).select(shownOf(bankKeys)).sort({ _id: 1 }).limit(limit).lean<Waiting[]>(),
    ]);
    const kinds = ['project', 'draft', 'exception', 'account', 'bank-key'] as const;
    return kinds
      .flatMap((kind, position) =>
        (found[position] ?? []).flatMap((waiting) => toDosOf(kind, waiting, organisationId)),
      )
      .sort((a, b) => compare(dueOf(a), dueOf(b)) || compare(a.id, b.id))
      .slice(0, limit);
  }
}

function shownOf(model: {
  readonly schema: { path(name: string): unknown };
}): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(shown).filter(([name]) => model.schema.path(name) !== undefined));
}

/** Acts that the project itself awaits; the rest are its draft's. */
export const projectActs = [
  'decision',
  'resubmission',
  'issue',
  'completion-statement',
  'completion-opinion',
  'closing',
] as const;

function toDosOf(kind: ToDo['kind'], waiting: Waiting, organisationId: string): readonly ToDo[] {
  return waiting.awaits
    .filter((awaited) => awaited.organisationId === organisationId)
    .filter(({ act }) => kind !== 'project' || projectActs.some((each) => each === act))
    .map((awaited) => ({
      ...{ kind, id: waiting._id, awaited },
      name: waiting.name ?? waiting.projectName ?? waiting.mask ?? waiting.bank ?? '',
      ...(waiting.county === undefined ? {} : { county: waiting.county }),
      ...amountOf(waiting),
      ...(waiting.nextDue === undefined ? {} : { nextDue: waiting.nextDue }),
    }));
}

function amountOf({ amountFen, budgetFen }: Waiting): Pick<ToDo, 'amountFen'> {
  const amount = amountFen ?? budgetFen;
  return amount === undefined ? {} : { amountFen: amount };
}

function dueOf({ awaited, nextDue }: ToDo): string {
  return awaited.due ?? nextDue ?? withoutDeadline;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
