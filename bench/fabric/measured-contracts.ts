/** What the benchmark deploys on Fabric: the product's contracts as they are, and the two that serve measuring only. */
import { contracts as productContracts } from '../../chaincode/index';
import { DraftCopiesContract } from '../core/draft-copies-contract';
import { PressureMeasureContract } from './pressure-measure-contract';

export const contracts = [...productContracts, DraftCopiesContract, PressureMeasureContract] as const;
