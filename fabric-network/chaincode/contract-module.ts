/**
 * Loads the module that a chaincode process serves: the one file of the server that names a module only when it runs.
 * The package lists that module and all it imports, so nothing is loaded here that was not approved.
 */
import { createRequire } from 'node:module';
import { z } from 'zod';
import type { ContractClass } from '../../ledger/embedded/contract-runtime';

const moduleSchema = z.object({
  contracts: z
    .array(z.custom<ContractClass>((value) => typeof value === 'function'))
    .min(1)
    .readonly(),
});

/**
 * The contracts that a compiled module exports as `contracts`.
 * @throws z.ZodError when it exports none
 */
export function contractsOf(file: string): readonly ContractClass[] {
  const loaded: unknown = createRequire(__filename)(file);
  return moduleSchema.parse(loaded).contracts;
}
