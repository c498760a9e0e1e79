/**
 * An exception of reconciliation as pages read it, open or closed: its reasons with both sides' values, whose it is,
 * since when, and what was proposed and decided about it.
 */
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type { HistoryLine, Place } from './place';

export interface ExceptionFinding {
  readonly reason: ExceptionReason;
  readonly owner: string;
  readonly expected?: string;
  readonly actual?: string;
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
  readonly findings: readonly ExceptionFinding[];
  readonly owner: string;
  readonly openedAt: string;
  readonly closedAt?: string;
  /** The leg's amount, where there is a leg. */
  readonly amountFen?: bigint;
  /** Proposals that were made about it, oldest first. */
  readonly proposals: readonly {
    readonly resolutionId: string;
    readonly kind: string;
    /** The act as it was proposed, as plain values. */
    readonly act: unknown;
    readonly reason: string;
    readonly place: Place;
    readonly confirmed?: Place;
  }[];
  /** Who may read it, besides those who read everything: owner, payer, payee, keeping bank; its county. */
  readonly parties: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly place: Place;
}
