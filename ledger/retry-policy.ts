/**
 * Submits again after a conflict, and after nothing else: an MVCC or phantom conflict means that the state
 * moved and nothing was written, so a new proposal is safe. The wait grows and is spread by an injected
 * random source, so that two callers who collided do not collide again in step.
 */
import type { Result } from '../domain/result';
import { LedgerConflictError } from './ledger-error';
import type { CommittedTransaction, ContractCall, Ledger, LedgerIdentity } from './ledger';

export interface RetryPolicy {
  readonly attemptsMax: number;
  readonly delayMsFirst: number;
  readonly delayMsMax: number;
  /** A number in [0, 1). */
  random(): number;
  wait(delayMs: number): Promise<unknown>;
}

/** Six attempts over at most about a second. */
export const standardRetryPolicy: RetryPolicy = {
  attemptsMax: 6,
  delayMsFirst: 20,
  delayMsMax: 400,
  random: Math.random,
  wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
};

export interface SignedCall {
  readonly identity: LedgerIdentity;
  readonly call: ContractCall;
}

/**
 * Submits, and after a conflict submits again as a new proposal until the policy's attempts are used up.
 * @throws the last LedgerConflictError when every attempt conflicted, and every other LedgerError at once
 */
export async function submitWithRetry(
  ledger: Pick<Ledger, 'submit'>,
  { identity, call }: SignedCall,
  policy: RetryPolicy = standardRetryPolicy,
): Promise<Result<CommittedTransaction>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ledger.submit(identity, call);
    } catch (error) {
      if (!(error instanceof LedgerConflictError) || attempt >= policy.attemptsMax) throw error;
    }
    await policy.wait(delayMs(attempt, policy));
  }
}

/** Full jitter over a window that doubles with each attempt. */
function delayMs(attempt: number, policy: RetryPolicy): number {
  const windowMs = Math.min(policy.delayMsMax, policy.delayMsFirst * 2 ** (attempt - 1));
  return Math.ceil(windowMs * policy.random());
}
