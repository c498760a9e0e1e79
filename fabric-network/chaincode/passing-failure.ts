/**
 * Which failures of a lifecycle step pass by themselves: a network that has just started, an orderer without a leader, or
 * a commit that met another one. What the lifecycle's own chaincode answered does not change by asking again.
 */
import { status } from '@grpc/grpc-js';
import { CommitError, GatewayError } from '@hyperledger/fabric-gateway';

/** What a gateway answers while peers do not know each other yet, an orderer has no leader, or a call took too long. */
const passingStatus: ReadonlySet<number> = new Set([
  status.ABORTED,
  status.DEADLINE_EXCEEDED,
  status.FAILED_PRECONDITION,
  status.UNAVAILABLE,
]);
/** How a peer begins to quote a chaincode that did run and said no (fabric internal/pkg/gateway). */
const chaincodeAnswer = 'chaincode response';

/** Whether the same may succeed a moment later. */
export function mayPass(error: unknown): boolean {
  if (error instanceof CommitError) return true;
  if (!(error instanceof GatewayError) || !passingStatus.has(error.code)) return false;
  return !error.details.some(({ message }) => message.includes(chaincodeAnswer));
}
