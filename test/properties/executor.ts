/**
 * What a random history is played on: anything that takes the catalogue's calls one after the other and tells
 * its records. The same histories run on the handlers in memory and on a whole ledger.
 */
import type { Instant } from '../../domain/calendar';
import type { Caller } from '../../domain/caller';
import type { DraftRecord } from '../../domain/draft';
import type { Refusal } from '../../domain/refusals/refusal';
import type { SerialCell } from '../../domain/serial-cell';

/** One transaction of the catalogue, as the one who acts sends it. */
export interface Call {
  readonly transaction: string;
  readonly caller: Caller;
  /** Without `requestId`: an executor gives one where the catalogue asks for it. */
  readonly request: object;
  readonly at: Instant;
}

export type CallOutcome =
  | { readonly ok: true; readonly answer: unknown; readonly facts?: object }
  | { readonly ok: false; readonly refusal: Refusal };

/** Every draft and every serial's cell, in order of their keys. */
export interface Snapshot {
  readonly drafts: readonly DraftRecord[];
  readonly cells: readonly SerialCell[];
}

export interface Executor {
  submit(call: Call): Promise<CallOutcome>;
  state(): Snapshot | Promise<Snapshot>;
}

/** A call and what came of it. */
export interface PlayedCall {
  readonly call: Call;
  readonly ok: boolean;
  readonly facts?: object | undefined;
  readonly answer?: unknown;
}

/** An entry on the wire. */
export type WireEntry = Readonly<Record<string, unknown>> & {
  readonly account: string;
  readonly direction: 'debit' | 'credit';
  readonly serialNumber: string;
  readonly bookingDate: string;
  readonly payerAccount: string;
  readonly payeeAccount: string;
  readonly amountFen: string;
  readonly currency: string;
  readonly status: 'booked' | 'pending';
  readonly kind: 'payment' | 'fee' | 'reversal' | 'return';
};
