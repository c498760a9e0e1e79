/**
 * The chain as pages read it: every transaction with its event's facts (masked as events are), the lines that banks
 * reported, the serial numbers that payers registered, the figures of the home page, and how far the projections have read.
 */
import type { Place } from './place';

export interface TransactionDocument extends Place {
  /** The transaction's id. */
  readonly _id: string;
  readonly event: string;
  /** The event's facts as they stand on the chain. */
  readonly facts: unknown;
  /** Ids of everything it touched: projects, drafts, exceptions, accounts, organisations. */
  readonly objects: readonly string[];
  /** Who may read it, as its objects may be read. */
  readonly parties: readonly string[];
  /** Counties of its objects. */
  readonly counties: readonly string[];
  /** The one county it concerns, or the province's code. */
  readonly county: string;
}

/** A block with events; one without changes nothing that pages show. */
export interface BlockDocument {
  readonly _id: number;
  /** The newest transaction's time. */
  readonly at: string;
  /** Transactions with an event. */
  readonly transactions: number;
}

/** A line as its bank reported it; `_id` is the entry's identity. */
export interface EntryDocument {
  readonly _id: string;
  readonly bank: string;
  readonly accountId: string;
  readonly serialNumber: string;
  readonly bookingDate: string;
  readonly direction: 'debit' | 'credit';
  readonly kind: 'payment' | 'fee' | 'reversal' | 'return';
  readonly status: 'booked' | 'pending';
  readonly amountFen: bigint;
  /** Mask of the other account. */
  readonly counterparty: string;
  /** `conflict` once another content was reported under this identity; the first one stands. */
  readonly outcome: 'new' | 'conflict';
  /** Who may read it: the bank and the account's holder; the holder's county. */
  readonly parties: readonly string[];
  readonly county: string;
  /** Where it was reported last with something new. */
  readonly place: Place;
}

/** A payer's registration of a serial number for a leg; `_id` is draft, leg, date and serial. */
export interface RegistrationDocument {
  readonly _id: string;
  readonly draftId: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly county: string;
  readonly legId: string;
  readonly serialNumber: string;
  readonly date: string;
  readonly bank: string;
  readonly payer: string;
  readonly payee: string;
  readonly amountFen: bigint;
  /** `settled`: the leg is settled by it; `ended`: it was corrected or undone. */
  readonly standing: 'settled' | 'waiting' | 'exception' | 'ended';
  readonly parties: readonly string[];
  readonly place: Place;
}

/** Totals of one reader's scope: `province`, `county:520325` or `organisation:qinghe-finance`. */
export interface FiguresDocument {
  readonly _id: string;
  /** Drafts neither honoured nor cancelled. */
  readonly running: number;
  /** Settled legs that bring money in from outside (`domain/placement.ts`); what went back is not settled. */
  readonly placedFen: bigint;
  /** Amounts of all drafts but the cancelled ones. */
  readonly issuedFen: bigint;
  /** Amounts of accepted tranches. */
  readonly acceptedFen: bigint;
  /** Amounts of the legs whose money rests (`idle-money`). */
  readonly idleFen: bigint;
  /** `county:township` with a settled tranche, and how many. */
  readonly townships: readonly { readonly name: string; readonly settled: number }[];
  /**
   * Settled money from office to office by role, and from the implementers to project types (`type:industry`). Sorted by
   * `from`, then `to`.
   */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly amountFen: bigint }[];
  readonly projectsByStatus: Readonly<Record<string, number>>;
  readonly draftsByStatus: Readonly<Record<string, number>>;
  /** Open exceptions by the reason of their first finding. */
  readonly openByReason: Readonly<Record<string, number>>;
  readonly registrationsByStanding: Readonly<Record<string, number>>;
}

export interface CheckpointDocument {
  readonly _id: 'ledger';
  /** Which form the documents have that were written with it (`readModelForm`). */
  readonly form: number;
  readonly block: number;
  readonly index: number;
  readonly transactionId: string;
  readonly at: string;
  /** When the register was founded; absent before. */
  readonly foundedAt?: string;
}
