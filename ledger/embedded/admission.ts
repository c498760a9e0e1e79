/**
 * Who may call the ledger now: counts the calls under way, turns away what is too much instead of filling memory, and
 * lets a closing ledger finish what it has begun. After a failed write nobody is admitted any more.
 */
import { LedgerUnavailableError } from '../ledger-error';
import type { UnavailableReason } from '../ledger-error';

/** Calls under way at once, unless the options say otherwise. */
const callsInFlightMax = 1024;

const unavailability: Readonly<Record<UnavailableReason, readonly [message: string, nextStep: string]>> = {
  busy: ['Too many calls are under way.', 'Try again in a moment.'],
  closed: ['The ledger is closed.', 'Open it again.'],
  failed: ['The ledger could not be written and has stopped.', 'Check disk and folder, then open it again.'],
  'in-use': ['The ledger is in use by another process.', 'Stop that process first.'],
  unreachable: ['The ledger cannot be reached.', 'Try again later.'],
};

export class Admission {
  readonly #callsMax: number;
  #calls = 0;
  #ended: 'closed' | 'failed' | undefined;
  readonly #closing: (() => void)[] = [];

  constructor(callsMax: number = callsInFlightMax) {
    this.#callsMax = callsMax;
  }

  get failed(): boolean {
    return this.#ended === 'failed';
  }

  /**
   * Runs a call and counts it while it is under way.
   * @throws LedgerUnavailableError when no call is admitted now
   */
  async during<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (this.#ended !== undefined) throw this.refusal(this.#ended);
    if (this.#calls >= this.#callsMax) throw this.refusal('busy');
    this.#calls += 1;
    try {
      return await call();
    } finally {
      this.#calls -= 1;
      if (this.#calls === 0) for (const done of this.#closing.splice(0)) done();
    }
  }

  fail(): void {
    this.#ended = 'failed';
  }

  /** Admits nothing more; resolves when the last call is through. */
  close(): Promise<void> {
    this.#ended ??= 'closed';
    if (this.#calls === 0) return Promise.resolve();
    return new Promise((resolve) => this.#closing.push(resolve));
  }

  refusal(reason: UnavailableReason): LedgerUnavailableError {
    const [message, nextStep] = unavailability[reason];
    return new LedgerUnavailableError(reason, { message, nextStep });
  }
}
