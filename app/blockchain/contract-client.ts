/**
 * Calls a transaction of the catalogue on whichever ledger stands behind the port, under the identity of the
 * person or service that acts. The request is checked by the contract; a rule's "no" comes back as a refusal.
 */
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import type { CommittedTransaction, Ledger, LedgerIdentity } from '../../ledger/ledger';
import { submitWithRetry } from '../../ledger/retry-policy';

/** A definition of the catalogue whose request has this form on the wire. */
export type CallableDefinition<Wire> = TransactionDefinition<unknown, Wire>;

export interface CommittedAnswer extends Omit<CommittedTransaction, 'answer'> {
  /** The contract's JSON answer, parsed. */
  readonly answer: unknown;
}

/**
 * Submits a transaction, again after a conflict, and answers once it is durable and VALID.
 * @throws as the ledger port says; LedgerConflictError once the retry policy's attempts are used up
 */
export async function submitTransaction<Wire>(
  ledger: Ledger,
  identity: LedgerIdentity,
  call: { readonly definition: CallableDefinition<Wire>; readonly request: Wire },
): Promise<Result<CommittedAnswer>> {
  const committed = await submitWithRetry(ledger, { identity, call: wireCall(call) });
  if (!committed.ok) return committed;
  const { answer, ...place } = committed.value;
  const parsed: unknown = JSON.parse(answer);
  return accepted({ ...place, answer: parsed });
}

/** Asks a query and answers the contract's JSON answer, parsed. */
export async function evaluateTransaction<Wire>(
  ledger: Ledger,
  identity: LedgerIdentity,
  call: { readonly definition: CallableDefinition<Wire>; readonly request: Wire },
): Promise<Result<unknown>> {
  const answered = await ledger.evaluate(identity, wireCall(call));
  if (!answered.ok) return answered;
  const parsed: unknown = JSON.parse(answered.value);
  return accepted(parsed);
}

function wireCall<Wire>(call: { readonly definition: CallableDefinition<Wire>; readonly request: Wire }): {
  readonly contract: string;
  readonly transaction: string;
  readonly request: string;
} {
  const { contract, name } = call.definition;
  return { contract, transaction: name, request: JSON.stringify(call.request) };
}
