/** Which objects an event concerns: what has to be loaded before it is folded, and what is told to have changed after. */
import type { NamedObjects } from './event-codec';
import { entryId } from './fold-reconciliation';

export interface EventObjects {
  readonly projects: ReadonlySet<string>;
  readonly drafts: ReadonlySet<string>;
  readonly exceptions: ReadonlySet<string>;
  readonly organisations: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  readonly bankKeys: ReadonlySet<string>;
  /** Entries that were told before. */
  readonly entries: ReadonlySet<string>;
}

/** The ids an event names. */
export function objectsOf(named: NamedObjects): EventObjects {
  const { drafts = [], cells = [], entries = [], bank, sequence } = named;
  const exceptions = [...drafts, ...cells].flatMap(({ exceptions: { opened, changed, closed } }) => [
    ...[...opened, ...changed].map(({ exceptionId }) => exceptionId),
    ...closed,
  ]);
  return {
    projects: setOf([named.projectId, ...drafts.map(({ projectId }) => projectId)]),
    drafts: setOf([named.draftId, ...drafts.map(({ draftId }) => draftId)]),
    exceptions: setOf([named.exceptionId, ...exceptions]),
    organisations: setOf([named.organisationId]),
    accounts: setOf([named.accountId, ...entries.map(({ accountId }) => accountId)]),
    bankKeys: setOf(bank === undefined || sequence === undefined ? [] : [`${bank}:${String(sequence)}`]),
    entries: setOf(
      entries.flatMap((entry) =>
        bank === undefined || entry.outcome === 'new' ? [] : [entryId(bank, entry)],
      ),
    ),
  };
}

function setOf(ids: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(ids.filter((id) => id !== undefined));
}
