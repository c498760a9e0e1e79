/** The fixtures of all contracts; a contract joins by its file of fixtures. */
import { catalogue } from '../../../domain/transactions/catalogue';
import type { TransactionDefinition } from '../../../domain/transactions/transaction';
import type { MatrixFixtures } from './fixture';
import { draftFixtures } from './draft-fixtures';
import { projectFixtures } from './project-fixtures';
import { reconciliationFixtures } from './reconciliation-fixtures';
import { registryFixtures } from './registry-fixtures';

export const matrixFixtures: MatrixFixtures = {
  ...registryFixtures,
  ...projectFixtures,
  ...draftFixtures,
  ...reconciliationFixtures,
};

/** The transactions the matrix judges: all there are. */
export const judgedTransactions: readonly TransactionDefinition[] = catalogue;
