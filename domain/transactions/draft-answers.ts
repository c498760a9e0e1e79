/** What DraftContract answers: the status after an act, and the draft with everything a reader may see. */
import type { AwaitedAct } from '../draft-next-act';
import type { DraftRecord, DraftStatus, Leg, LegState } from '../draft';
import type { DraftSeal } from '../draft-seal';
import type { LegId } from '../identifiers';
import type { ExceptionId } from '../reconciliation-exception';

/** After every act: where the draft stands now. */
export interface DraftStatusAnswer {
  readonly draftId: string;
  readonly status: DraftStatus;
  readonly onHold: boolean;
}

/** A leg in force (issued path and amendments) with its state and what it waits for. */
export interface LegAnswer extends Leg {
  readonly state: LegState['state'];
  readonly actual?: LegState['actual'];
  readonly shortfallFen?: LegState['shortfallFen'];
  readonly next?: AwaitedAct;
}

/** The record's facts as they stand, the legs in force, and the seal. Full account numbers are in it. */
export interface DraftAnswer {
  readonly draftId: string;
  readonly status: DraftStatus;
  readonly onHold: boolean;
  readonly legs: readonly LegAnswer[];
  readonly record: DraftRecord;
  readonly seal: DraftSeal;
}

/** One version of a draft, in outline. */
export interface DraftVersion {
  readonly transactionId: string;
  readonly status: DraftStatus;
  readonly onHold: boolean;
  readonly settledLegs: readonly LegId[];
  readonly acceptedTranches: readonly number[];
  readonly exceptions: readonly ExceptionId[];
  readonly registrations: number;
  readonly amendments: number;
}

export interface DraftHistoryAnswer {
  readonly draftId: string;
  /** Newest first. */
  readonly versions: readonly DraftVersion[];
}
