/**
 * What can go wrong with a ledger, as errors: each has a stable code, says what failed and what to do next,
 * and names the transaction where there is one. A rule's "no" is not here: that is a refusal, and a value.
 */

export type LedgerErrorCode =
  | 'mvcc-conflict'
  | 'phantom-conflict'
  | 'transaction-invalid'
  | 'ledger-unavailable'
  | 'outcome-unknown'
  | 'non-determinism'
  | 'proposal-rejected'
  | 'contract-failure'
  | 'corrupt-ledger'
  | 'unknown-checkpoint';

export interface LedgerErrorFacts {
  readonly message: string;
  readonly nextStep: string;
  readonly transactionId?: string;
  readonly cause?: unknown;
}

/** The base of all ledger errors; `message` ends with the next step, so that a log line alone suffices. */
export abstract class LedgerError extends Error {
  readonly code: LedgerErrorCode;
  readonly nextStep: string;
  readonly transactionId: string | undefined;

  constructor(code: LedgerErrorCode, facts: LedgerErrorFacts) {
    super(
      `${facts.message} ${facts.nextStep}`,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.name = new.target.name;
    this.code = code;
    this.nextStep = facts.nextStep;
    this.transactionId = facts.transactionId;
  }
}

export type ConflictKind = 'mvcc' | 'phantom';

/** The state that the transaction read has moved before it could commit; nothing was written. */
export class LedgerConflictError extends LedgerError {
  readonly kind: ConflictKind;

  constructor(kind: ConflictKind, transactionId: string) {
    const what = kind === 'mvcc' ? 'a key it read was changed' : 'a range it read was changed';
    super(kind === 'mvcc' ? 'mvcc-conflict' : 'phantom-conflict', {
      message: `Transaction ${transactionId} was not committed: ${what} by another transaction.`,
      nextStep: 'Submit it again as a new proposal.',
      transactionId,
    });
    this.kind = kind;
  }
}

/** The transaction is in a block, but the peers found it invalid for another reason than a conflict; nothing was written. */
export class TransactionInvalidError extends LedgerError {
  /** Fabric's name of the reason, as `ENDORSEMENT_POLICY_FAILURE`. */
  readonly validationCode: string;

  constructor(transactionId: string, validationCode: string) {
    super('transaction-invalid', {
      message: `Transaction ${transactionId} was not committed: the peers' validation says ${validationCode}.`,
      nextStep: 'Look for the cause before it is submitted again as a new proposal; nothing was written.',
      transactionId,
    });
    this.validationCode = validationCode;
  }
}

export type UnavailableReason = 'busy' | 'closed' | 'in-use' | 'failed' | 'unreachable';

/** Nothing was sent on: the same call may be made again later. */
export class LedgerUnavailableError extends LedgerError {
  readonly reason: UnavailableReason;

  constructor(reason: UnavailableReason, facts: LedgerErrorFacts) {
    super('ledger-unavailable', facts);
    this.reason = reason;
  }
}

/** The transaction was sent on and may or may not commit. */
export class LedgerOutcomeUnknownError extends LedgerError {
  constructor(transactionId: string, cause: unknown) {
    super('outcome-unknown', {
      message: `It is not known whether transaction ${transactionId} was committed.`,
      nextStep: 'Look it up by its id when the ledger is back; do not resubmit blindly.',
      transactionId,
      cause,
    });
  }
}

/** The contract gave two different results for the same proposal on the same state. */
export class NonDeterminismError extends LedgerError {
  readonly difference: string;

  constructor(call: string, transactionId: string, difference: string) {
    super('non-determinism', {
      message: `${call} gave two different results for transaction ${transactionId} (${difference}).`,
      nextStep: 'Remove clock, randomness, iteration order and instance state from the contract.',
      transactionId,
    });
    this.difference = difference;
  }
}

export type ProposalFault = 'form' | 'certificate' | 'signature' | 'clock' | 'duplicate' | 'channel';

/** The proposal itself is not acceptable, whoever looks at it; no contract was run. */
export class ProposalRejectedError extends LedgerError {
  readonly fault: ProposalFault;

  constructor(fault: ProposalFault, facts: LedgerErrorFacts) {
    super('proposal-rejected', facts);
    this.fault = fault;
  }
}

/** The contract failed in another way than by a refusal: it threw, timed out or does not exist. */
export class ContractFailureError extends LedgerError {
  constructor(facts: LedgerErrorFacts) {
    super('contract-failure', facts);
  }
}

/** What is stored is not what was written; `blockNumber` is the first block that cannot be trusted. */
export class CorruptLedgerError extends LedgerError {
  readonly blockNumber: bigint;

  constructor(blockNumber: bigint, found: string, cause?: unknown) {
    super('corrupt-ledger', {
      message: `The ledger is corrupt at block ${String(blockNumber)}: ${found}.`,
      nextStep: 'Stop using this data folder, keep it as evidence, and restore the last backup.',
      cause,
    });
    this.blockNumber = blockNumber;
  }
}

/** The checkpoint names a transaction that its block does not hold. */
export class UnknownCheckpointError extends LedgerError {
  constructor(blockNumber: bigint, transactionId: string) {
    super('unknown-checkpoint', {
      message: `Block ${String(blockNumber)} holds no transaction ${transactionId} to resume after.`,
      nextStep: 'Rebuild the projection from block 0.',
      transactionId,
    });
  }
}
