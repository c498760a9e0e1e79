/**
 * What the caller matrix needs to know of a transaction: a request about the caller's own matter that is
 * accepted when the caller may make it, on a ledger where everything it needs is there.
 */
import type { RefusalCode } from '../../../domain/refusals/refusal-texts';
import type { MspId, Role } from '../../../domain/roles';
import type { MemoryLedger } from '../memory-ledger';
import type { TestIdentity } from '../test-identities';

export interface MatrixCaller {
  readonly role: Role;
  readonly mspId: MspId;
}

export interface MatrixFixture {
  /** The request by which this caller's office acts on what is its own. */
  request(caller: MatrixCaller): object;
  /** The request completed with what only the caller's own key can add. */
  readonly signed?: (request: object, caller: TestIdentity) => object;
  /** MSPs whose admins the request concerns, where it concerns only some. */
  readonly adminsOf?: readonly MspId[];
  /** What who stands in no such relation is told; `not-related` when absent. */
  readonly unrelated?: RefusalCode;
  /** The ledger to call on; the seeded province when absent. */
  readonly ledger?: () => MemoryLedger | Promise<MemoryLedger>;
}

/** Fixtures by `Contract:Transaction`. */
export type MatrixFixtures = Readonly<Record<string, MatrixFixture>>;
