/** The fixtures of all contracts; a contract joins by its file of fixtures. */
import type { ContractName } from '../../../domain/transactions/transaction';
import { catalogue } from '../../../domain/transactions/catalogue';
import type { TransactionDefinition } from '../../../domain/transactions/transaction';
import type { MatrixFixtures } from './fixture';
import { draftFixtures } from './draft-fixtures';
import { projectFixtures } from './project-fixtures';
import { registryFixtures } from './registry-fixtures';

export const matrixFixtures: MatrixFixtures = {
  ...registryFixtures,
  ...projectFixtures,
  ...draftFixtures,
};

/** Contracts whose every transaction has a fixture. */
const contracts: readonly ContractName[] = ['RegistryContract', 'ProjectContract', 'DraftContract'];

/** The transactions the matrix judges. */
export const judgedTransactions: readonly TransactionDefinition[] = catalogue.filter(({ contract }) =>
  contracts.includes(contract),
);
