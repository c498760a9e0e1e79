/**
 * A statement that one officer of a bank prepared and a second one sends: its lines, its hash, who did what and when, and how
 * far the sending has come. It originates in the store; the chain holds what was sent of it.
 */

/** An entry as `PushStatement` takes it, and the line of the file it stands on. */
export interface UploadLine {
  readonly line: number;
  readonly entry: UploadEntry;
}

/** An entry as `PushStatement` takes it: from a form, or from a line of a file. */
export interface UploadEntry {
  readonly account: string;
  readonly direction: 'debit' | 'credit';
  readonly serialNumber: string;
  readonly bookingDate: string;
  /** With the zone the bank declares: Asia/Shanghai. */
  readonly bookingTime?: string;
  readonly payerAccount: string;
  readonly payeeAccount: string;
  /** Decimal text of fen, as on the wire. */
  readonly amountFen: string;
  readonly currency: string;
  readonly status: 'booked' | 'pending';
  readonly kind: 'payment' | 'fee' | 'reversal' | 'return';
  readonly payeeAccountKind?: 'corporate' | 'personal';
  readonly reference?: { readonly serialNumber: string; readonly bookingDate: string };
}

/** `prepared` is still its maker's; `waiting` awaits the second officer; `sending` has begun and may be resumed. */
export type UploadStatus = 'prepared' | 'waiting' | 'sending' | 'sent' | 'rejected';

export interface UploadCounts {
  readonly new: number;
  readonly known: number;
  readonly conflict: number;
}

export interface StatementUpload {
  readonly _id: string;
  readonly bank: string;
  readonly source: 'file' | 'form';
  readonly fileName: string;
  /** SHA-256 of the file's bytes, or of the entry's JSON. */
  readonly hash: string;
  readonly lines: readonly UploadLine[];
  readonly status: UploadStatus;
  /** Pseudonym on the chain, for the rule of two; the account of the platform, for the name. */
  readonly preparedBy: string;
  readonly preparedAt: Date;
  readonly decidedBy?: string;
  readonly decidedAt?: Date;
  readonly reason?: string;
  /** How many of the lines are on the chain. */
  readonly sent: number;
  readonly counts: UploadCounts;
}

/** A statement in a list: without its lines. */
export interface UploadOutline extends Omit<StatementUpload, 'lines'> {
  readonly lineCount: number;
}
