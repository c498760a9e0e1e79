/**
 * A draft as pages read it: what was signed, the path in force with each leg's state, and who must act next. Account
 * numbers stand as id and mask; the full number comes by a query under the reader's own identity.
 */
import type { DraftStatus, LegStateName, SpecialRule } from '../../domain/draft';
import type { Awaited, HistoryLine, Place } from './place';

export interface DraftParty {
  readonly organisationId: string;
  readonly accountId: string;
  /** `****0018`. */
  readonly mask: string;
  readonly bank: string;
}

export interface DraftLeg {
  readonly legId: string;
  readonly kind: 'transfer' | 'tranche';
  /** From 1; tranches only. */
  readonly tranche?: number;
  readonly milestone?: string;
  readonly payer: DraftParty;
  readonly payee: DraftParty;
  readonly amountFen: bigint;
  /** Calendar date or instant; the one in force. */
  readonly deadline: string;
  /** As issued, where an amendment moved it. */
  readonly issuedDeadline?: string;
  readonly opensAfter: readonly string[];
  readonly state: LegStateName;
  readonly actual?: {
    readonly amountFen: bigint;
    readonly lastBooked: string;
    readonly lastBookedTime?: string;
    readonly serialNumbers: readonly string[];
    readonly late: boolean;
    readonly early: boolean;
  };
  readonly shortfallFen?: bigint;
  /** Live registrations, oldest first. */
  readonly registrations: readonly {
    readonly serialNumber: string;
    readonly date: string;
    readonly place: Place;
  }[];
  readonly awaits?: Awaited;
  readonly openExceptions: readonly string[];
}

export interface DraftTranche {
  readonly tranche: number;
  readonly presentations: readonly {
    readonly milestone: string;
    readonly evidence: readonly string[];
    readonly nextStage?: readonly {
      readonly tranche: number;
      readonly amountFen: bigint;
      readonly deadline: string;
    }[];
    readonly place: Place;
  }[];
  readonly opinions: readonly { readonly agrees: boolean; readonly text: string; readonly place: Place }[];
  readonly accepted: boolean;
}

export interface DraftDocument {
  readonly _id: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly county: string;
  readonly township: string;
  readonly institutionId: string;
  readonly command: string;
  readonly implementer: string;
  readonly createdAt: string;
  readonly amountFen: bigint;
  readonly specialRule: SpecialRule;
  readonly status: DraftStatus;
  readonly onHold: boolean;
  readonly hold?: { readonly reason: string; readonly place: Place; readonly liftProposedBy?: Place };
  readonly legs: readonly DraftLeg[];
  readonly tranches: readonly DraftTranche[];
  /** Proposed later deadlines that await the office. */
  readonly extensions: readonly {
    readonly legId: string;
    readonly deadline: string;
    readonly reason: string;
    readonly place: Place;
  }[];
  readonly awaits: readonly Awaited[];
  readonly nextDue?: string;
  readonly openExceptions: number;
  /** Every organisation that pays or is paid, the issuer, the command and the implementer. */
  readonly parties: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly issuedPlace: Place;
  readonly place: Place;
}
