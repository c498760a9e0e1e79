/**
 * What can go wrong when contracts are packaged, served or deployed. The message of each says what failed, for which
 * file, label or organisation, and ends with what to do next, so that the line alone suffices at night.
 */

export type DeploymentErrorCode =
  | 'bad-argument'
  | 'chaincode-process'
  | 'definition-not-committed'
  | 'no-chaincode-port'
  | 'not-approved-code'
  | 'not-installed'
  | 'not-packageable'
  | 'not-ready'
  | 'peer-program'
  | 'unreadable-connection';

export interface DeploymentErrorFacts {
  readonly code: DeploymentErrorCode;
  readonly message: string;
  readonly nextStep: string;
  readonly cause?: unknown;
}

export class DeploymentError extends Error {
  readonly code: DeploymentErrorCode;
  readonly nextStep: string;

  constructor({ code, message, nextStep, cause }: DeploymentErrorFacts) {
    super(`${message} ${nextStep}`, cause === undefined ? undefined : { cause });
    this.name = 'DeploymentError';
    this.code = code;
    this.nextStep = nextStep;
  }
}
