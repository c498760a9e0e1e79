/**
 * What a peer's validation says about a transaction, in the ledger port's words: the code's name, and the error a
 * caller gets for a transaction that is in a block and not VALID.
 */
import { peer } from '@hyperledger/fabric-protos';
import { LedgerConflictError, TransactionInvalidError } from '../ledger-error';
import type { LedgerError } from '../ledger-error';

const codes = peer.TxValidationCode;
export const validCode: number = codes.VALID;

/** Fabric's name of a validation code, as `ENDORSEMENT_POLICY_FAILURE`. */
export function validationCodeName(code: number): string {
  const found = Object.entries(codes).find(([, value]) => value === code);
  return found?.[0] ?? `VALIDATION_CODE_${String(code)}`;
}

/** The error for a transaction that its block marks with another code than VALID; it wrote nothing. */
export function invalidTransaction(transactionId: string, code: number): LedgerError {
  if (code === codes.MVCC_READ_CONFLICT) return new LedgerConflictError('mvcc', transactionId);
  if (code === codes.PHANTOM_READ_CONFLICT) return new LedgerConflictError('phantom', transactionId);
  return new TransactionInvalidError(transactionId, validationCodeName(code));
}
