/**
 * Where a transaction stands in the chain, as one number: block number and index within the block. It is also the
 * version of every key that the transaction wrote, as in Fabric, where versions are (block, transaction).
 */
const indexBits = 16;
const indexLimit = 2 ** indexBits;

/** Most transactions that one block can hold; the bound of the index within a position. */
export const blockTransactionsLimit = indexLimit;

export function positionOf(blockNumber: number, index: number): number {
  return blockNumber * indexLimit + index;
}

export function blockOf(position: number): number {
  return Math.floor(position / indexLimit);
}

export function indexOf(position: number): number {
  return position % indexLimit;
}
