/**
 * The facts of ReconciliationContract's events: what was said, and how drafts and serials' cells changed by it.
 * Account numbers stand as id and mask.
 */
import type { Actor } from '../actor';
import type { CalendarDate } from '../calendar';
import type { LegId, SerialNumber } from '../identifiers';
import type { ExceptionId } from '../reconciliation-exception';
import type { NamedLine, ResolutionAct } from '../resolution';
import type { EntryOutcome } from '../serial-cell';
import type { CellChange, DraftChange } from './draft-events';

/** What an event tells of every draft and cell that changed. */
export interface BookChanges {
  readonly drafts: readonly DraftChange[];
  readonly cells: readonly CellChange[];
}

/** Facts of `TransferRegistered` and `ReceiptConfirmed`: one line of one leg. */
export interface LineTold extends BookChanges {
  readonly draftId: string;
  readonly legId: LegId;
  readonly serialNumber: SerialNumber;
  readonly date: CalendarDate;
}

export interface RegistrationCorrected extends BookChanges {
  readonly draftId: string;
  readonly legId: LegId;
  readonly from: NamedLine;
  readonly to: NamedLine;
}

/** A statement entry as the event tells it. */
export interface ToldEntry {
  readonly outcome: EntryOutcome;
  readonly accountId: string;
  readonly serialNumber: SerialNumber;
  readonly bookingDate: CalendarDate;
  readonly direction: 'debit' | 'credit';
  readonly kind: 'payment' | 'fee' | 'reversal' | 'return';
  readonly status: 'booked' | 'pending';
  readonly amountFen: string;
  /** Mask of the other account. */
  readonly counterparty: string;
}

export interface StatementPushed extends BookChanges {
  readonly bank: string;
  /** The officer who prepared an upload that a second one sent. */
  readonly preparedBy?: string;
  readonly entries: readonly ToldEntry[];
}

export interface ResolutionProposed extends BookChanges {
  /** Absent for an exception of an entry that no registration names. */
  readonly draftId?: string;
  readonly resolutionId: string;
  readonly exceptionId: ExceptionId;
  readonly act: ResolutionAct;
  readonly reason: string;
}

export interface ResolutionConfirmed extends BookChanges {
  readonly draftId?: string;
  readonly resolutionId: string;
  readonly exceptionId: ExceptionId;
  readonly act: ResolutionAct;
  readonly proposedBy: Actor;
}

export interface Swept extends BookChanges {
  readonly examined: number;
  readonly opened: number;
  readonly more: boolean;
}
