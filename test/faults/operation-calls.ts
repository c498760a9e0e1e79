/** The calls of OperationContract, and what its query answers. */
import { z } from 'zod';
import type { ContractCall } from '../../ledger/ledger';

const contract = 'OperationContract';
const stateField = z.strictObject({ keys: z.number(), digest: z.string() });

export function recordCall(operation: string): ContractCall {
  return { contract, transaction: 'Record', request: JSON.stringify({ operation }) };
}

export function countCall(operation: string, counter: string): ContractCall {
  return { contract, transaction: 'Count', request: JSON.stringify({ operation, counter }) };
}

export type StateAnswer = z.infer<typeof stateField>;

export function parseState(text: string): StateAnswer {
  return stateField.parse(JSON.parse(text));
}
