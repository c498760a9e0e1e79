/**
 * What the parts of the conformance suite share: a ledger to ask, keys that nobody used before, and short forms of the
 * calls of the probe contract.
 */
import { randomUUID } from 'node:crypto';
import type { Result } from '../../../domain/result';
import type {
  CommittedTransaction,
  ContractCall,
  EventOptions,
  Ledger,
  LedgerEvent,
  LedgerIdentity,
} from '../../../ledger/ledger';
import { LedgerConflictError } from '../../../ledger/ledger-error';

export interface ConformanceHarness {
  readonly ledger: Ledger;
  /** Enrolled with the attributes of `conformanceCaller`. */
  readonly identity: LedgerIdentity;
  /** Stops and starts what serves the ledger; `ledger` is another object afterwards. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export const conformanceCaller = {
  role: 'county-finance',
  organisation: 'org-county-finance',
  county: '520100',
  person: 'person-1',
  kind: 'person',
} as const;

/** Functions alone, because the harness is there only once the suite runs. */
export interface ConformanceSession {
  readonly harness: () => ConformanceHarness;
  readonly submit: (transaction: string, request: object) => Promise<Result<CommittedTransaction>>;
  readonly committed: (transaction: string, request: object) => Promise<CommittedTransaction>;
  readonly evaluated: (transaction: string, request: object) => Promise<unknown>;
  readonly stored: (key: string) => Promise<unknown>;
  readonly eventsOf: (count: number, options: EventOptions) => Promise<LedgerEvent[]>;
}

const eventWaitMsMax = 20_000;

export function conformanceSession(harness: () => ConformanceHarness): ConformanceSession {
  const submit = (transaction: string, request: object) =>
    harness().ledger.submit(harness().identity, probeCall(transaction, request));
  const committed = async (transaction: string, request: object) =>
    valueOf(await submit(transaction, request));
  const evaluated = async (transaction: string, request: object): Promise<unknown> =>
    JSON.parse(valueOf(await harness().ledger.evaluate(harness().identity, probeCall(transaction, request))));
  const stored = (key: string) => evaluated('Get', { key });
  const eventsOf = (count: number, options: EventOptions) => takeEvents(harness().ledger, count, options);
  return { harness, submit, committed, evaluated, stored, eventsOf };
}

export function probeCall(transaction: string, request: object): ContractCall {
  return { contract: 'ProbeContract', transaction, request: JSON.stringify(request) };
}

export function freshKey(): string {
  return `k-${randomUUID()}`;
}

export function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
}

export function sorted(attempts: PromiseSettledResult<Result<CommittedTransaction>>[]) {
  const reasons = attempts.flatMap((attempt): unknown[] =>
    attempt.status === 'rejected' ? [attempt.reason] : [],
  );
  const conflicts = reasons.map((reason) => {
    if (!(reason instanceof LedgerConflictError)) throw new Error('Not a conflict.', { cause: reason });
    return reason;
  });
  return { won: attempts.length - conflicts.length, conflicts };
}

export function byPosition(first: LedgerEvent, second: LedgerEvent): number {
  const blocks = Number(first.blockNumber - second.blockNumber);
  return blocks === 0 ? first.transactionIndex - second.transactionIndex : blocks;
}

export async function takeEvents(
  ledger: Ledger,
  count: number,
  options: EventOptions,
): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  const timeout = AbortSignal.timeout(eventWaitMsMax);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  for await (const event of ledger.events({ ...options, signal })) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}
