/**
 * Who may call a peer now. A peer answers more than its concurrency limit with errors, so calls beyond ours wait here in
 * line, and beyond the line's end they are turned away instead of filling memory.
 */
import { LedgerUnavailableError } from '../ledger-error';

export interface AdmissionLimits {
  readonly callsInFlightMax: number;
  readonly callsWaitingMax: number;
}

interface WaitingCall {
  admit(): void;
  turnAway(): void;
}

export class CallAdmission {
  readonly #limits: AdmissionLimits;
  readonly #waiting: WaitingCall[] = [];
  readonly #closing: (() => void)[] = [];
  #inFlight = 0;
  #closed = false;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  /**
   * Runs a call when its turn comes.
   * @throws LedgerUnavailableError `busy` when too many wait already, `closed` when the ledger closes first
   */
  async during<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    await this.#turn();
    try {
      return await call();
    } finally {
      this.#leave();
    }
  }

  /** Turns away who waits; resolves when the last call under way is through. */
  close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.turnAway();
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#closing.push(resolve));
  }

  #turn(): Promise<void> {
    if (this.#closed) return Promise.reject(closedLedger());
    if (this.#inFlight < this.#limits.callsInFlightMax) {
      this.#inFlight += 1;
      return Promise.resolve();
    }
    if (this.#waiting.length >= this.#limits.callsWaitingMax) return Promise.reject(busyLedger());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ admit: resolve, turnAway: () => reject(closedLedger()) });
    });
  }

  /** Hands the place on to who waits longest. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next.admit();
      return;
    }
    this.#inFlight -= 1;
    if (this.#inFlight === 0) for (const done of this.#closing.splice(0)) done();
  }
}

/** The ledger was closed; nothing was sent on. */
export function closedLedger(): LedgerUnavailableError {
  return new LedgerUnavailableError('closed', {
    message: 'The ledger is closed.',
    nextStep: 'Open it again.',
  });
}

/** More calls than the peer and the line in front of it take; nothing was sent on. */
export function busyLedger(cause?: unknown): LedgerUnavailableError {
  return new LedgerUnavailableError('busy', {
    message: 'Too many calls are under way.',
    nextStep: 'Try again in a moment.',
    cause,
  });
}
