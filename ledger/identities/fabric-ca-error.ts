/**
 * What can go wrong between the product and a Fabric CA. The CA's own numbers (fabric-ca/lib/caerrors) become stable
 * codes with a next step for the operator. No message holds a secret: what the CA says is shown without it.
 */

export type FabricCaErrorCode =
  | 'unreachable'
  | 'untrusted'
  | 'deadline'
  | 'closed'
  | 'wrong-secret'
  | 'locked'
  | 'caller-not-accepted'
  | 'not-allowed'
  | 'name-mismatch'
  | 'already-registered'
  | 'unknown-identity'
  | 'refused'
  | 'bad-answer';

export interface FabricCaErrorFacts {
  readonly message: string;
  readonly nextStep: string;
  readonly cause?: unknown;
}

/** A call to a Fabric CA that failed; `message` ends with the next step, so that a log line alone suffices. */
export class FabricCaError extends Error {
  readonly code: FabricCaErrorCode;
  readonly nextStep: string;

  constructor(code: FabricCaErrorCode, facts: FabricCaErrorFacts) {
    super(
      `${facts.message} ${facts.nextStep}`,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    );
    this.name = 'FabricCaError';
    this.code = code;
    this.nextStep = facts.nextStep;
  }
}

/** What a call was about: words for messages. */
export interface CallSubject {
  /** The act, as "enrol" or "register". */
  readonly act: string;
  /** The enrolment id that it is about. */
  readonly id: string;
  readonly authority: string;
  /** Whether a password or a certificate spoke for the caller. */
  readonly shown: 'secret' | 'certificate';
}

/** A fault as the CA states it. */
export interface CaFault {
  readonly status: number;
  /** Number of fabric-ca/lib/caerrors. */
  readonly code: number;
  /** Without secrets. */
  readonly message: string;
}

interface Meaning {
  readonly code: FabricCaErrorCode;
  readonly found: string;
  readonly nextStep: string;
}

const authenticationFailure = 20;

/** By the numbers of fabric-ca/lib/caerrors/servererror.go that reach a client. */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [
    73,
    {
      code: 'locked',
      found: 'it is locked after too many wrong secrets',
      nextStep: 'Have the registrar set a new secret: that unlocks it.',
    },
  ],
  [
    74,
    {
      code: 'already-registered',
      found: 'an identity of that id is registered already',
      nextStep: 'Take another id, or set a new secret for the one that is there.',
    },
  ],
  [
    77,
    {
      code: 'name-mismatch',
      found: 'the common name of the request is not the enrolment id',
      nextStep: 'Ask for a certificate in the name of the identity that enrols.',
    },
  ],
  ...[10, 63].map((number): [number, Meaning] => [
    number,
    {
      code: 'unknown-identity',
      found: 'it knows no such identity',
      nextStep: 'Check the id and the organisation; an identity is known after it was registered.',
    },
  ]),
  ...[70, 71].map((number): [number, Meaning] => [
    number,
    {
      code: 'not-allowed',
      found: 'the caller has no right to that',
      nextStep: "Use the organisation's registrar, with the roles and attributes it needs.",
    },
  ]),
]);

/** The error for a fault that a CA stated. */
export function errorOfFault(subject: CallSubject, fault: CaFault): FabricCaError {
  const { code, found, nextStep } = meaningOf(subject, fault);
  return new FabricCaError(code, {
    message: `Could not ${subject.act} "${subject.id}" at ${subject.authority}: ${found}.`,
    nextStep,
    cause: `HTTP ${fault.status}, code ${fault.code}: ${fault.message}`,
  });
}

function meaningOf({ shown }: CallSubject, fault: CaFault): Meaning {
  if (fault.code === authenticationFailure && shown === 'secret') {
    return {
      code: 'wrong-secret',
      found: 'id and secret do not fit, or the identity is revoked or has enrolled as often as it may',
      nextStep: 'Check the secret, or have the registrar set a new one; ten wrong ones lock the identity.',
    };
  }
  if (fault.code === authenticationFailure) {
    return {
      code: 'caller-not-accepted',
      found: "the caller's certificate is of another authority, expired or revoked",
      nextStep: 'Enrol the caller again and repeat the call.',
    };
  }
  return (
    meanings.get(fault.code) ?? {
      code: 'refused',
      found: `it answered HTTP ${fault.status}, code ${fault.code}: ${fault.message}`,
      nextStep: "Look into the authority's log.",
    }
  );
}
