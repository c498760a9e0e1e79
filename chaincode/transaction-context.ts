/**
 * One contract call as a unit of work: what the handlers of all contracts are given. Time is the
 * transaction's own, so that every peer computes the same.
 */
import { Context } from 'fabric-contract-api';
import type { CalendarDate, Instant } from '../domain/calendar';
import { instantOf, shanghaiDate } from '../domain/calendar';
import type { Caller } from '../domain/caller';
import type { CallState } from './world-state';
import { WorldState } from './world-state';

export interface UnitOfWork {
  readonly state: CallState;
  readonly caller: Caller;
  /** The caller's certificate as PEM, for verifying signatures made with its key. */
  readonly certificatePem: string;
  readonly transactionId: string;
  /** The transaction's timestamp. */
  readonly now: Instant;
  /** The Shanghai day of `now`. */
  readonly today: CalendarDate;
}

export class TransactionContext extends Context {
  #state: WorldState | undefined;

  /** The world state of this call, created at its first use. */
  get state(): WorldState {
    this.#state ??= new WorldState(this.stub);
    return this.#state;
  }

  /** The transaction's timestamp, chosen by the client and bounded by the peers. */
  get now(): Instant {
    return instantOf(this.stub.getDateTimestamp().getTime());
  }

  /** The caller's certificate as PEM. */
  get certificatePem(): string {
    return Buffer.from(this.clientIdentity.getIDBytes()).toString('utf8');
  }

  /** The call as handlers see it, once the caller is admitted. */
  unitOfWork(caller: Caller): UnitOfWork {
    const { state, now, certificatePem } = this;
    return {
      state,
      caller,
      certificatePem,
      now,
      today: shanghaiDate(now),
      transactionId: this.stub.getTxID(),
    };
  }
}
