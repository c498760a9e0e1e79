/**
 * Every transaction of the product, in the order of the documentation. The documentation, the clients and
 * the caller matrix are driven from this list: what is not in it does not exist.
 */
import { draftTransactions } from './draft-transactions';
import { projectTransactions } from './project-transactions';
import { reconciliationTransactions } from './reconciliation-transactions';
import { registryTransactions } from './registry-transactions';
import type { TransactionDefinition } from './transaction';

export const catalogue: readonly TransactionDefinition[] = [
  ...registryTransactions,
  ...projectTransactions,
  ...draftTransactions,
  ...reconciliationTransactions,
];
