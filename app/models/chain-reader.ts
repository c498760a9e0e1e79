/**
 * The chain as its pages ask for it: blocks and transactions. That a block is there, everyone may know; of a transaction that
 * touched objects of several readers, each is shown the facts of those objects alone that they may read.
 */
import type { BlockDocument, TransactionDocument } from './chain-documents';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';
import { scopeFilter } from './scope';

export const blocksPerPage = 20;
const transactionsOfBlockMax = 500;

/** A transaction as lists show it. */
export type TransactionLine = Omit<TransactionDocument, 'facts'>;

export interface ChainReader {
  /** Blocks with events from the newest, or before one. */
  blocks(before?: number): Promise<readonly BlockDocument[]>;
  /** A block with those of its transactions that may be read; undefined when it bore no event. */
  block(
    scope: Scope,
    number: number,
  ): Promise<
    { readonly block: BlockDocument; readonly transactions: readonly TransactionLine[] } | undefined
  >;
  /**
   * A transaction within the scope; undefined when there is none, or none that may be read. Objects, and facts of drafts,
   * cells and entries, are left out where the scope does not reach them.
   */
  transaction(scope: Scope, transactionId: string): Promise<TransactionDocument | undefined>;
}

/** Reads the projected chain. */
export function chainReader(models: ReadModels): ChainReader {
  const { blocks, transactions } = models;
  return {
    blocks: async (before) =>
      blocks
        .find(before === undefined ? {} : { _id: { $lt: before } })
        .sort({ _id: -1 })
        .limit(blocksPerPage)
        .lean<BlockDocument[]>()
        .exec(),
    block: async (scope, number) => {
      const block = await blocks.findById(number).lean<BlockDocument>().exec();
      const within = transactionFilter(scope);
      if (block === null) return undefined;
      if (within === undefined) return { block, transactions: [] };
      const own = await transactions
        .find({ ...within, block: number })
        .select({ facts: 0 })
        .sort({ index: 1 })
        .limit(transactionsOfBlockMax)
        .lean<TransactionDocument[]>()
        .exec();
      return { block, transactions: own };
    },
    transaction: async (scope, transactionId) => {
      const within = transactionFilter(scope);
      if (within === undefined) return undefined;
      const found = await transactions
        .findOne({ ...within, _id: transactionId })
        .lean<TransactionDocument>()
        .exec();
      if (found === null || scope.kind === 'everything') return found ?? undefined;
      return reduced(models, scope, found);
    },
  };
}

type Filter = Readonly<Record<string, unknown>>;

function transactionFilter(scope: Scope): Filter | undefined {
  const within = scopeFilter(scope);
  if (within === undefined) return undefined;
  const { county, parties } = within;
  return {
    ...(county === undefined ? {} : { counties: county }),
    ...(parties === undefined ? {} : { parties }),
  };
}

async function reduced(
  models: ReadModels,
  scope: Scope,
  transaction: TransactionDocument,
): Promise<TransactionDocument> {
  const within = scopeFilter(scope) ?? { county: '' };
  const { objects } = transaction;
  const [drafts, projects, exceptions, accounts, organisations] = await Promise.all([
    models.drafts.distinct('_id', { ...within, _id: { $in: objects } }).exec(),
    models.projects.distinct('_id', { ...within, _id: { $in: objects } }).exec(),
    models.exceptions.distinct('_id', { ...within, _id: { $in: objects } }).exec(),
    models.accounts.distinct('_id', { ...accountFilter(scope), _id: { $in: objects } }).exec(),
    // Who takes part is no secret among those who do.
    models.organisations.distinct('_id', { _id: { $in: objects } }).exec(),
  ]);
  const seen = new Set<string>([...drafts, ...projects, ...exceptions, ...accounts, ...organisations]);
  return { ...transaction, objects: [...seen].sort(), facts: reducedFacts(transaction.facts, seen) };
}

function accountFilter(scope: Scope): Filter {
  if (scope.kind === 'county') return { county: scope.county };
  if (scope.kind !== 'organisation') return {};
  return { $or: [{ holder: scope.organisationId }, { bank: scope.organisationId }] };
}

/** Lists of what a transaction touched: every member tells whose it is. */
const lists = new Set(['drafts', 'entries', 'cells']);
/** Members that say what the facts as a whole are about. */
const subjects = ['projectId', 'draftId'] as const;

/** The facts without what concerns objects that are not among the ids seen. */
function reducedFacts(facts: unknown, seen: ReadonlySet<string>): unknown {
  if (typeof facts !== 'object' || facts === null) return facts;
  const told = new Map<string, unknown>(Object.entries(facts));
  const isOwn = subjects.every((name) => {
    const id = told.get(name);
    return typeof id !== 'string' || seen.has(id);
  });
  return Object.fromEntries(
    [...told].flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
      if (!Array.isArray(value) || !lists.has(name)) return isOwn ? [[name, value]] : [];
      const members: readonly unknown[] = value;
      return [[name, members.filter((member) => isSeen(member, seen))]];
    }),
  );
}

function isSeen(member: unknown, seen: ReadonlySet<string>): boolean {
  const text = JSON.stringify(member);
  const ids = [...text.matchAll(/"(?:draftId|accountId|exceptionId)":"([^"]+)"/g)].map(([, id]) => id);
  return ids.some((id) => id !== undefined && seen.has(id));
}
