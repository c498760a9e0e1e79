/**
 * What stands against a revocation, with what to do next. The most important thing such a message says is whether the
 * certificate is still accepted.
 */

export type RevocationErrorCode =
  | 'bad-request'
  | 'no-network'
  | 'unknown-identity'
  | 'authority-unavailable'
  | 'not-in-channel'
  | 'orderers-unavailable'
  | 'update-refused';

export interface RevocationErrorFacts {
  readonly message: string;
  readonly nextStep: string;
  readonly cause?: unknown;
}

export class RevocationError extends Error {
  readonly code: RevocationErrorCode;
  readonly nextStep: string;

  constructor(code: RevocationErrorCode, facts: RevocationErrorFacts) {
    super(
      `${facts.message} ${facts.nextStep}`,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.name = 'RevocationError';
    this.code = code;
    this.nextStep = facts.nextStep;
  }
}
