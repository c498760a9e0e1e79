/**
 * Numbers beside the menu's entries: how many things an organisation has to do in each area. They change with blocks
 * that concern it alone, so in between they are counted once.
 */
import { VersionMemo } from './models/version-memo';
import type { ScopeVersions } from './models/scope-versions';
import type { ToDo, ToDoReader } from './models/todo-reader';

/** Beyond this many the number says no more than that there is much to do. */
const countedMax = 99;
const organisationsKeptMax = 2_000;

export type AreaCounts = Readonly<Record<string, number>>;

export class ToDoCounts {
  readonly #reader: ToDoReader;
  readonly #versions: ScopeVersions;
  readonly #counted = new VersionMemo<AreaCounts>(organisationsKeptMax);

  constructor(reader: ToDoReader, versions: ScopeVersions) {
    this.#reader = reader;
    this.#versions = versions;
  }

  /** By the menu's key; `home` is their sum. */
  of(organisationId: string): Promise<AreaCounts> {
    const block = this.#versions.ofOrganisation(organisationId);
    return this.#counted.of(organisationId, block, () => this.#count(organisationId));
  }

  async #count(organisationId: string): Promise<AreaCounts> {
    const counts: Record<string, number> = { home: 0 };
    const toDos = await this.#reader.toDos(organisationId, countedMax);
    for (const toDo of toDos.filter((each) => !isToldByException(each, toDos))) {
      const area = areaOf(toDo);
      counts[area] = (counts[area] ?? 0) + 1;
      counts['home'] = (counts['home'] ?? 0) + 1;
    }
    return counts;
  }
}

/** What is awaited of a leg stands with the leg's exception, as on the home page. */
function isToldByException({ kind, id, awaited }: ToDo, toDos: readonly ToDo[]): boolean {
  if (kind !== 'draft' || awaited.legId === undefined) return false;
  const { legId } = awaited;
  return toDos.some((other) => other.kind === 'exception' && other.id.startsWith(`${id}:${legId}`));
}

const areaOfAct: Readonly<Record<string, string>> = {
  payment: 'payments',
  receipt: 'payments',
  statement: 'reconciliation',
  presentation: 'progress',
  opinion: 'progress',
  'next-stage': 'progress',
  acceptance: 'progress',
  'completion-statement': 'progress',
  'completion-opinion': 'progress',
  closing: 'progress',
};

function areaOf({ kind, awaited }: ToDo): string {
  switch (kind) {
    case 'project':
      return areaOfAct[awaited.act] ?? 'projects';
    case 'draft':
      return areaOfAct[awaited.act] ?? 'drafts';
    case 'exception':
      return 'reconciliation';
    case 'account':
    case 'bank-key':
      return 'registers';
  }
}
