/**
 * The chain as pages ask for it: blocks, transactions, and the lines that banks reported. A transaction may touch objects of
 * several readers; its facts are shown without those that the reader may not see.
 */
import type { BlockDocument, EntryDocument, TransactionDocument } from './chain-documents';
import type { ListPage } from './list-query';
import { listPage } from './list-query';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { scopeFilter } from './scope';
import type { Filter } from './search-filter';

/** A bank may report as many lines as this under one serial number on one day. */
const entriesOfSerialMax = 100;
const transactionsOfBlockMax = 1_000;

export interface EntryFilter {
  readonly bank?: string;
  readonly serialNumber?: string;
  readonly outcome?: EntryDocument['outcome'];
  readonly status?: EntryDocument['status'];
}

export class ChainReader {
  readonly #models: ReadModels;

  constructor(models: ReadModels) {
    this.#models = models;
  }

  /** Blocks with events, newest first. */
  async blocks(page: number): Promise<ListPage<BlockDocument>> {
    return listPage(this.#models.blocks, { filter: {}, sort: { _id: -1 }, without: [], page });
  }

  /** A block with those of its transactions that may be read; undefined when it bore no event. */
  async block(
    scope: Scope,
    number: number,
  ): Promise<
    { readonly block: BlockDocument; readonly transactions: readonly TransactionDocument[] } | undefined
  > {
    const block = await this.#models.blocks.findById(number).lean<BlockDocument>().exec();
    const within = transactionFilter(scope);
    if (block === null) return undefined;
    if (within === undefined) return { block, transactions: [] };
    const transactions = await this.#models.transactions
      .find({ ...within, block: number })
      .select({ facts: 0 })
      .sort({ index: 1 })
      .limit(transactionsOfBlockMax)
      .lean<TransactionDocument[]>()
      .exec();
    return { block, transactions };
  }

  /**
   * A transaction within the scope; undefined when there is none, or none that may be read. Facts of drafts, cells and
   * entries are left out where the scope does not reach them.
   */
  async transaction(scope: Scope, transactionId: string): Promise<TransactionDocument | undefined> {
    const within = transactionFilter(scope);
    if (within === undefined) return undefined;
    const found = await this.#models.transactions
      .findOne({ ...within, _id: transactionId })
      .lean<TransactionDocument>()
      .exec();
    if (found === null) return undefined;
    return scope.kind === 'everything' ? found : this.#reduced(scope, found);
  }

  /** Transactions that touched an object, newest first; the caller has read the object within the scope. */
  async transactionsOf(objectId: string, page: number): Promise<ListPage<TransactionDocument>> {
    return listPage(this.#models.transactions, {
      filter: { objects: objectId },
      sort: { block: -1, index: -1 },
      without: ['facts', 'objects'],
      page,
    });
  }

  /** Lines that banks reported, the latest first. */
  async entries(scope: Scope, filter: EntryFilter, page: number): Promise<ListPage<EntryDocument>> {
    const within = scopeFilter(scope);
    const conditions = Object.entries(filter).flatMap(([name, value]: [string, string | undefined]) =>
      value === undefined || value === '' ? [] : [{ [name]: value }],
    );
    return listPage(this.#models.entries, {
      filter: within === undefined ? { _id: '' } : { $and: [{ ...within }, ...conditions] },
      sort: { 'place.block': -1, 'place.index': -1 },
      without: [],
      page,
    });
  }

  /** The lines of one serial number of a bank on one day: what a registration is compared with. */
  async entriesOf(
    bank: string,
    serialNumber: string,
    bookingDate: string,
  ): Promise<readonly EntryDocument[]> {
    return this.#models.entries
      .find({ bank, serialNumber, bookingDate })
      .sort({ _id: 1 })
      .limit(entriesOfSerialMax)
      .lean<EntryDocument[]>()
      .exec();
  }

  async #reduced(scope: Scope, transaction: TransactionDocument): Promise<TransactionDocument> {
    const within = scopeFilter(scope) ?? { county: '' };
    const { objects } = transaction;
    const [drafts, projects, exceptions, accounts] = await Promise.all([
      this.#models.drafts.distinct('_id', { ...within, _id: { $in: objects } }).exec(),
      this.#models.projects.distinct('_id', { ...within, _id: { $in: objects } }).exec(),
      this.#models.exceptions.distinct('_id', { ...within, _id: { $in: objects } }).exec(),
      this.#models.accounts.distinct('_id', { ...accountFilter(scope), _id: { $in: objects } }).exec(),
    ]);
    const seen = new Set<string>([...drafts, ...projects, ...exceptions, ...accounts]);
    return { ...transaction, objects: [...seen].sort(), facts: reducedFacts(transaction.facts, seen) };
  }
}

function transactionFilter(scope: Scope): Filter | undefined {
  const within = scopeFilter(scope);
  if (within === undefined) return undefined;
  const { county, parties } = within;
  return {
    ...(county === undefined ? {} : { counties: county }),
    ...(parties === undefined ? {} : { parties }),
  };
}

function accountFilter(scope: Scope): Filter {
  if (scope.kind === 'county') return { county: scope.county };
  if (scope.kind !== 'organisation') return {};
  return { $or: [{ holder: scope.organisationId }, { bank: scope.organisationId }] };
}

/** Lists of things that have an id of their own, and the member that holds it. */
const lists: Readonly<Record<string, readonly string[]>> = {
  drafts: ['draftId'],
  entries: ['accountId'],
  cells: ['exceptions'],
};

/** The facts without the members of lists that are not among the ids seen. */
function reducedFacts(facts: unknown, seen: ReadonlySet<string>): unknown {
  if (typeof facts !== 'object' || facts === null) return facts;
  const told: readonly [string, unknown][] = Object.entries(facts);
  return Object.fromEntries(
    told.map(([name, value]) => {
      if (!Array.isArray(value) || lists[name] === undefined) return [name, value];
      const members: readonly unknown[] = value;
      return [name, members.filter((member) => isSeen(member, seen))];
    }),
  );
}

function isSeen(member: unknown, seen: ReadonlySet<string>): boolean {
  const text = JSON.stringify(member);
  const ids = [...text.matchAll(/"(?:draftId|accountId|exceptionId)":"([^"]+)"/g)].map(([, id]) => id);
  return ids.some((id) => id !== undefined && seen.has(id));
}
