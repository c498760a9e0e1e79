/**
 * A draft as pages read it: what was signed, the path in force with each leg's state, and who must act next. Account
 * numbers stand as id and mask; the full number comes by a query under the reader's own identity.
 */
import type { ProjectType } from '../../domain/project';
import type { DraftStatus, LegStateName, SpecialRule } from '../../domain/draft';
import type { ResolutionTold } from './exception-document';
import type { Awaited, HistoryLine, Place } from './place';

export interface DraftParty {
  readonly organisationId: string;
  readonly accountId: string;
  /** `****0018`. */
  readonly mask: string;
  readonly bank: string;
}

/** A line that one side named: serial number and booking date. */
export interface LegRegistration {
  readonly serialNumber: string;
  readonly date: string;
  readonly place: Place;
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
  /** As issued, where a next stage changed it. */
  readonly issuedAmountFen?: bigint;
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
  readonly registrations: readonly LegRegistration[];
  /** Confirmations of the payee. */
  readonly receipts: readonly LegRegistration[];
  readonly awaits?: Awaited;
  readonly openExceptions: readonly string[];
}

export interface DraftTranche {
  readonly tranche: number;
  readonly legId: string;
  readonly presentations: readonly {
    readonly milestone: string;
    readonly evidence: readonly string[];
    readonly nextStage?: readonly {
      readonly tranche: number;
      readonly amountFen: bigint;
      readonly deadline: string;
    }[];
    /** When the next stage was put in force. */
    readonly nextStageConfirmed?: Place;
    readonly place: Place;
  }[];
  readonly opinions: readonly { readonly agrees: boolean; readonly text: string; readonly place: Place }[];
  readonly accepted: boolean;
  /** The last acceptance that was sent; it counts while `accepted` says so. */
  readonly acceptance?: {
    readonly inPlaceOfImplementer: boolean;
    readonly evidence: readonly string[];
    readonly place: Place;
  };
}

export interface DraftDocument {
  readonly _id: string;
  readonly projectId: string;
  readonly projectName: string;
  readonly type: ProjectType;
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
  /** Resolutions proposed about it, oldest first; one of a settled leg has no exception of its own. */
  readonly resolutions: readonly ResolutionTold[];
  readonly awaits: readonly Awaited[];
  /** The earliest date or instant somebody must act by, as an instant; absent when nobody must. */
  readonly nextDue?: string;
  /** `nextDue`, or a text after every instant: lists are sorted by it. */
  readonly urgency: string;
  /** SHA-256 of every file that it names on the chain, in order. */
  readonly files: readonly string[];
  /** What a search finds it by. */
  readonly terms: readonly string[];
  readonly openExceptions: number;
  /** Every organisation that pays or is paid, the issuer, the command and the implementer. */
  readonly parties: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly issuedPlace: Place;
  readonly place: Place;
}
