/** The probe contract as a module that a chaincode server can serve. */
import 'reflect-metadata';
import { ProbeContract } from './probe-contract';

export const contracts = [ProbeContract] as const;
