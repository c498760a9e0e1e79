/**
 * The chain as pages read it: every transaction with its event's facts (masked as events are), the lines that banks
 * reported, the figures of the home page, and how far the projections have read.
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
  readonly county: string;
}

/** A line as its bank reported it; `_id` is the entry's identity. */
export interface EntryDocument {
  readonly _id: string;
  readonly bank: string;
  readonly accountId?: string;
  readonly serialNumber: string;
  readonly bookingDate: string;
  readonly direction: 'debit' | 'credit';
  readonly kind: 'payment' | 'fee' | 'reversal' | 'return';
  readonly status: 'booked' | 'pending';
  readonly amountFen: bigint;
  /** Mask of the other account. */
  readonly counterparty: string;
  readonly outcome: 'new' | 'known' | 'conflict';
  readonly place: Place;
}

/** Totals of one reader's scope: `province`, `county:520325` or `organisation:qinghe-finance`. */
export interface FiguresDocument {
  readonly _id: string;
  /** Drafts neither honoured nor cancelled. */
  readonly running: number;
  /** Settled L1 + L2 + L3 (legs without predecessors' money: those that bring money in), less what went back. */
  readonly placedFen: bigint;
  /** `county:township` with a settled tranche, and how many. */
  readonly townships: readonly { readonly name: string; readonly settled: number }[];
  /** Settled money from organisation to organisation, and to project types at the end of the path. */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly amountFen: bigint }[];
  readonly projectsByStatus: Readonly<Record<string, number>>;
  readonly draftsByStatus: Readonly<Record<string, number>>;
  readonly openByReason: Readonly<Record<string, number>>;
  readonly place: Place;
}

export interface CheckpointDocument {
  readonly _id: 'ledger';
  readonly block: number;
  readonly index: number;
  readonly transactionId: string;
  readonly at: string;
  /** When the register was founded, and when a `conflict` or `personal-account` last stood open (domain rules, §10). */
  readonly foundedAt?: string;
  readonly unsafeSince?: string;
}
