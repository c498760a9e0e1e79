/** What open pages are told after a batch of events was written: which objects and lists are no longer as they were. */
import type { WorkingSet } from './working-set';

/** `draft:D-…`, `project:P-…`, `exception:…`, `account:…`, `organisation:…`, or a list as `list:drafts`. */
export type Topic = string;

/** The scopes that hold something of what changed, by their ids as figures have them. */
export interface ChangedScopes {
  /** Of projects and drafts: what lists, counts and their pages show. */
  readonly work: ReadonlySet<string>;
  /** Of everything else, and of the same. */
  readonly any: ReadonlySet<string>;
  /** Thresholds or organisations changed, which every page may show. */
  readonly all: boolean;
}

export interface ChangeNotice {
  /** The block up to which pages are current now. */
  readonly block: number;
  /** Time of its newest event. */
  readonly at: string;
  readonly topics: ReadonlySet<Topic>;
  /** Absent when anything may have changed. */
  readonly scopes?: ChangedScopes;
}

/** The scopes of everything that changed in the working set, as it was and as it is. */
export function changedScopes(set: WorkingSet): ChangedScopes {
  const { projects, drafts, exceptions, entries, registrations, accounts, bankKeys, transactions } = set;
  const work = scopesOf([projects, drafts]);
  const others = scopesOf([exceptions, entries, registrations, accounts, bankKeys, transactions]);
  const all = set.thresholds.changes().length > 0 || set.organisations.changes().length > 0;
  return { work, any: new Set(['province', ...work, ...others]), all };
}

function scopesOf(shelves: readonly Changing[]): ReadonlySet<string> {
  const scopes = new Set<string>();
  for (const shelf of shelves) {
    for (const { before, now } of shelf.changes()) {
      scopes.add('province');
      if (before !== undefined) noteScopes(before, scopes);
      noteScopes(now, scopes);
    }
  }
  return scopes;
}

function noteScopes(
  { county, parties = [], awaits = [], legs = [], ...one }: Concerned,
  scopes: Set<string>,
): void {
  if (county !== undefined) scopes.add(`county:${county}`);
  const waiting = awaits.map(({ organisationId }) => organisationId);
  const keeping = legs.flatMap(({ payer, payee }) => [payer.bank, payee.bank]);
  const single = [one.holder, one.bank, one.by?.organisationId];
  for (const organisation of [...parties, ...waiting, ...keeping, ...single]) {
    if (organisation !== undefined) scopes.add(`organisation:${organisation}`);
  }
}

/** What tells whose business a document is. */
interface Concerned {
  readonly county?: string;
  readonly parties?: readonly string[];
  readonly awaits?: readonly { readonly organisationId: string }[];
  /** Their banks are no parties of a draft, and are shown its deadlines. */
  readonly legs?: readonly { readonly payer: KeptAccount; readonly payee: KeptAccount }[];
  readonly holder?: string;
  readonly bank?: string;
  readonly by?: { readonly organisationId: string };
}

interface KeptAccount {
  readonly bank: string;
}

interface Changing {
  changes(): readonly { readonly before: Concerned | undefined; readonly now: Concerned }[];
}

/** The topics of everything that changed in the working set. */
export function changedTopics(set: WorkingSet): ReadonlySet<Topic> {
  const topics = new Set<Topic>();
  const tell = (kind: string, list: string, ids: readonly (string | number)[]): void => {
    for (const id of ids) topics.add(`${kind}:${String(id)}`);
    if (ids.length > 0) topics.add(`list:${list}`);
  };
  tell('project', 'projects', idsOf(set.projects));
  tell('draft', 'drafts', idsOf(set.drafts));
  tell('exception', 'exceptions', idsOf(set.exceptions));
  tell('account', 'accounts', idsOf(set.accounts));
  tell('organisation', 'organisations', idsOf(set.organisations));
  tell('bank-key', 'bank-keys', idsOf(set.bankKeys));
  tell('block', 'blocks', idsOf(set.blocks));
  if (set.entries.changes().length > 0) topics.add('list:entries');
  if (set.thresholds.changes().length > 0) topics.add('list:thresholds');
  return topics;
}

function idsOf(shelf: {
  changes(): readonly { readonly now: { readonly _id: string | number } }[];
}): readonly (string | number)[] {
  return shelf.changes().map(({ now }) => now._id);
}
