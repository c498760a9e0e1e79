/** The module that the faults' networks run: the product's contracts, and the one whose operations can be counted. */
import { contracts as productContracts } from '../../chaincode/index';
import { OperationContract } from './operation-contract';

export const contracts = [...productContracts, OperationContract] as const;
