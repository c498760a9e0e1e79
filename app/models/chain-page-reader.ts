/**
 * What the chain's pages ask of the store. Everyone may know that a block is there; its transactions are told to those who may
 * read what they touched.
 */
import type { BlockDocument, TransactionDocument } from './chain-documents';
import type { ReadModels } from './read-models';
import type { Scope } from './scope';

export const blocksPerPage = 20;
const transactionsOfBlockMax = 500;

export interface ChainPageReader {
  /** Blocks from the newest, or before one. */
  blocks(before?: number): Promise<readonly BlockDocument[]>;
  /** A block, its transactions within the scope, and how many there are in all. */
  block(
    scope: Scope,
    number: number,
  ): Promise<
    { readonly block: BlockDocument; readonly transactions: readonly TransactionDocument[] } | undefined
  >;
  transaction(scope: Scope, id: string): Promise<TransactionDocument | undefined>;
}

/** Reads the projected chain. */
export function chainPageReader({ blocks, transactions }: ReadModels): ChainPageReader {
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
      if (block === null) return undefined;
      const own = await transactions
        .find({ block: number })
        .sort({ index: 1 })
        .limit(transactionsOfBlockMax)
        .lean<TransactionDocument[]>()
        .exec();
      return { block, transactions: own.filter((each) => mayRead(scope, each)) };
    },
    transaction: async (scope, id) => {
      const found = await transactions.findById(id).lean<TransactionDocument>().exec();
      return found !== null && mayRead(scope, found) ? found : undefined;
    },
  };
}

/** Whether a transaction's objects may be read: all of it, one's county's, or one's own. */
function mayRead(scope: Scope, { parties, counties, county }: TransactionDocument): boolean {
  switch (scope.kind) {
    case 'everything':
      return true;
    case 'county':
      return (
        county === scope.county || (counties.length > 0 && counties.every((each) => each === scope.county))
      );
    case 'organisation':
      return parties.includes(scope.organisationId);
    case 'nothing':
      return false;
  }
}
