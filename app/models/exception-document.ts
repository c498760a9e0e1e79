/**
 * An exception of reconciliation as pages read it, open or closed: its reasons with both sides' values, whose it is,
 * since when, and what was proposed and decided about it.
 */
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type { ResolutionAct } from '../../domain/resolution';
import type { Awaited, HistoryLine, Place } from './place';

export interface ExceptionFinding {
  readonly reason: ExceptionReason;
  readonly owner: string;
  readonly expected?: string;
  readonly actual?: string;
}

export interface ResolutionTold {
  readonly resolutionId: string;
  readonly exceptionId: string;
  readonly kind: ResolutionAct['kind'];
  readonly act: ResolutionAct;
  readonly reason: string;
  readonly place: Place;
  /** When and by whom it was confirmed. */
  readonly confirmed?: Place;
}

export interface ExceptionDocument {
  readonly _id: string;
  readonly status: 'open' | 'closed';
  readonly draftId?: string;
  readonly projectId?: string;
  readonly county?: string;
  readonly legId?: string;
  /** The bank of the serial's cell, for an exception of an entry that no registration names. */
  readonly bank?: string;
  readonly serialNumber?: string;
  readonly transferDate?: string;
  /** The account an entry's exception stands on. */
  readonly accountId?: string;
  readonly findings: readonly ExceptionFinding[];
  /** The findings' reasons, for lists. */
  readonly reasons: readonly ExceptionReason[];
  readonly owner: string;
  readonly openedAt: string;
  readonly closedAt?: string;
  /** The leg's amount, or the entry's. */
  readonly amountFen?: bigint;
  /** Proposals that were made about it, oldest first. */
  readonly proposals: readonly ResolutionTold[];
  /** The owner while it is open, and the leading-group office while a proposal awaits a second person. */
  readonly awaits: readonly Awaited[];
  /** Who may read it, besides those who read everything: owner, payer, payee, keeping bank; its county. */
  readonly parties: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly place: Place;
}
