/**
 * What the catalogue says of one transaction: its contract and name on the wire, its request, who may call
 * it, and the event it leaves. Contracts, clients, the documentation and the caller matrix all read it here.
 */
import type { z } from 'zod';
import type { Role } from '../roles';

export const contractNames = [
  'RegistryContract',
  'ProjectContract',
  'DraftContract',
  'ReconciliationContract',
] as const;
export type ContractName = (typeof contractNames)[number];

/** How the caller must be related to what the call is about. */
export type Relation =
  | 'any'
  | 'own-msp'
  | 'new-county'
  | 'own-organisation'
  | 'own-county'
  | 'keeping-bank'
  | 'payer'
  | 'payee'
  | 'party'
  | 'owner'
  | 'own-view'
  | 'founding';

export interface Permission {
  readonly role: Role;
  readonly relation: Relation;
}

/** Which pair of different persons the transaction completes, if any. */
export type SecondPerson = 'none' | 'other-person' | 'other-person-above-threshold';

export interface TransactionDefinition<Request = unknown, Wire = unknown> {
  readonly contract: ContractName;
  /** PascalCase, as `peer` and clients in other languages see it. */
  readonly name: string;
  readonly kind: 'submit' | 'evaluate';
  /** Parses the request: from its form on the wire to typed values. */
  readonly request: z.ZodType<Request, Wire>;
  readonly permissions: readonly Permission[];
  /** `person` certificates only, unless the transaction is a machine's to send. */
  readonly certificates: 'person' | 'service' | 'both';
  readonly secondPerson: SecondPerson;
  /** Whether the request bears a `requestId`; the others are idempotent by identity, or only read. */
  readonly requestId: 'required' | 'none';
  /** Name of the one event it leaves; null for queries. */
  readonly event: string | null;
  /** One sentence for the documentation, with the thesis section or rule it follows. */
  readonly purpose: string;
}

/** The request of a declared transaction. */
export type RequestOf<Definition> = Definition extends TransactionDefinition<infer Request> ? Request : never;

/** Declares a transaction and keeps its request's types, on the wire and parsed. */
export function transaction<Request, Wire>(
  definition: TransactionDefinition<Request, Wire>,
): TransactionDefinition<Request, Wire> {
  return definition;
}
