/**
 * The chaincode package as fabric-shim loads it: it looks for `contracts` in the package's main file, which is
 * why this is the one index file of the product.
 */
import 'reflect-metadata';
import { DraftContract } from './contracts/draft-contract';
import { ProjectContract } from './contracts/project-contract';
import { ReconciliationContract } from './contracts/reconciliation-contract';
import { RegistryContract } from './contracts/registry-contract';

export const contracts = [RegistryContract, ProjectContract, DraftContract, ReconciliationContract] as const;
