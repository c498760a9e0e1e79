/**
 * What can go wrong when the network is built, started or stopped. The message of each says what failed, for which
 * program or folder, and ends with what to do next, so that the line alone suffices at night.
 */

export type NetworkErrorCode =
  | 'bad-option'
  | 'certificate-authority'
  | 'foreign-folder'
  | 'locked'
  | 'no-go'
  | 'not-in-channel'
  | 'not-running'
  | 'orderers-unavailable'
  | 'port-taken'
  | 'process-failed'
  | 'program-failed'
  | 'running'
  | 'unfit-program'
  | 'unknown-identity'
  | 'unknown-process'
  | 'unreadable-record'
  | 'unwritable-folder'
  | 'update-refused';

export interface NetworkErrorFacts {
  readonly code: NetworkErrorCode;
  readonly message: string;
  readonly nextStep: string;
  readonly cause?: unknown;
}

export class NetworkError extends Error {
  readonly code: NetworkErrorCode;
  readonly nextStep: string;

  constructor(facts: NetworkErrorFacts) {
    super(
      `${facts.message} ${facts.nextStep}`,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.name = 'NetworkError';
    this.code = facts.code;
    this.nextStep = facts.nextStep;
  }
}

/**
 * The message of a failure that the operator can mend: such errors say the next step themselves and need no stack.
 * Undefined for everything else, which is a bug.
 */
export function operatorMessage(error: unknown): string | undefined {
  return error instanceof Error && 'nextStep' in error ? error.message : undefined;
}
