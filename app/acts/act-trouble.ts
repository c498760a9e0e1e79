/**
 * What a person is told of an act that did not come to its end: a rule's "no", a ledger's trouble, or a part that is written and
 * a rest that is not. Never is anything called unwritten that stands on the chain, or may.
 */
import { refusalText } from '../../domain/refusals/refusal';
import {
  LedgerConflictError,
  LedgerOutcomeUnknownError,
  LedgerUnavailableError,
} from '../../ledger/ledger-error';
import type { ActContext, FieldError } from './act';
import { ActInterrupted } from './act-interrupted';
import { ActRefused } from './act-refused';

export interface ActTrouble {
  readonly status: number;
  readonly error: FieldError;
  /** Whether something of the act is on the chain, or may be. */
  readonly mayStand: boolean;
  /** Whether the log needs to know more than the page says. */
  readonly isFault: boolean;
  /** Whether the form's request id was used for something else, so that it needs a new one. */
  readonly isReused: boolean;
}

type Reader = Pick<ActContext, 'say' | 'viewer'>;

const silent = { mayStand: false, isFault: false, isReused: false };

/** The trouble in the reader's language; undefined for what is neither a rule's nor the ledger's word: the error boundary's. */
export function actTrouble(error: unknown, reader: Reader): ActTrouble | undefined {
  if (error instanceof ActInterrupted) return interrupted(error, reader);
  const { say, viewer } = reader;
  if (error instanceof ActRefused) {
    const { field = '', code } = error.refusal;
    const text = say('acts:refused', { why: refusalText(error.refusal, viewer.language) });
    return { ...silent, status: 422, error: { field, text }, isReused: code === 'request-id-reused' };
  }
  const word = ledgerWord(error);
  if (word === undefined) return undefined;
  const { key, status, id } = word;
  const text = say(`acts:trouble.${key}`, { id });
  return { ...silent, status, error: { field: '', text }, mayStand: key === 'unknown' };
}

/** What is on the chain, why the rest is not, and what to do next. */
function interrupted({ cause, told }: ActInterrupted, { say, viewer }: Reader): ActTrouble {
  const { written = say('acts:part.written'), where = '', next } = told ?? {};
  const trouble = (status: number, rest: string, then = say('acts:part.next')): ActTrouble => {
    const text = say('acts:part.told', { written, rest, next: then });
    return { ...silent, status, error: { field: '', text }, mayStand: true };
  };
  if (cause instanceof ActRefused) {
    const why = `${where}${refusalText(cause.refusal, viewer.language)}`;
    return trouble(422, say('acts:part.refused', { why }), next?.refused);
  }
  const { key, status, id } = ledgerWord(cause) ?? otherWord;
  return { ...trouble(status, say(`acts:part.${key}`, { id }), next?.otherwise), isFault: true };
}

interface Word {
  readonly key: 'conflict' | 'unavailable' | 'unknown' | 'failed';
  readonly status: number;
  /** Of the transaction; empty where none is known. */
  readonly id: string;
}

/** What kept an act from its end though the ledger did not; the log tells more. */
const otherWord: Word = { key: 'failed', status: 503, id: '' };

/** What the ledger says of a submission that did not succeed; undefined for what is not the ledger's word. */
function ledgerWord(error: unknown): Word | undefined {
  if (error instanceof LedgerConflictError) {
    return { key: 'conflict', status: 409, id: error.transactionId ?? '' };
  }
  if (error instanceof LedgerUnavailableError) return { key: 'unavailable', status: 503, id: '' };
  if (error instanceof LedgerOutcomeUnknownError) {
    return { key: 'unknown', status: 202, id: error.transactionId ?? '' };
  }
  return undefined;
}
