/**
 * A project as pages read it: the application with everything that happened to it, its draft in short, and who must act
 * next. `_id` is the project's id; the document is a fold of ledger events and of nothing else.
 */
import type { DraftStatus } from '../../domain/draft';
import type { ProjectType } from '../../domain/project';
import type { ProjectStatus } from '../../domain/project-machine';
import type { Awaited, HistoryLine, Place } from './place';

export interface ProjectTranche {
  readonly shareBasisPoints: number;
  readonly milestone: string;
  readonly plannedDate: string;
}

export interface ProjectReport {
  readonly number: number;
  readonly percent: number;
  /** SHA-256 of the note, which stays off the chain. */
  readonly noteHash: string;
  readonly evidence: readonly string[];
  readonly place: Place;
}

export interface ProjectDocument {
  readonly _id: string;
  readonly county: string;
  /** The county command that applies. */
  readonly command: string;
  readonly township: string;
  readonly name: string;
  readonly type: ProjectType;
  readonly department: string;
  readonly budgetFen: bigint;
  readonly introduction: string;
  readonly implementer: string;
  readonly qualification: string;
  readonly plannedStart: string;
  readonly plannedFinish: string;
  readonly fundingPlan: readonly ProjectTranche[];
  /** Id of the account in the register. */
  readonly receivingAccount: string;
  readonly evidence: readonly string[];
  readonly status: ProjectStatus;
  /** 1 for the first submission, one more after each return. */
  readonly submission: number;
  /** When it was submitted last. */
  readonly submittedAt: string;
  /** Set by the approval. */
  readonly amountFen?: bigint;
  readonly trancheAmountsFen?: readonly bigint[];
  readonly opinion?: string;
  readonly draftIds: readonly string[];
  readonly liveDraftId?: string;
  /** The live draft in short; absent while there is none. */
  readonly draft?: {
    readonly status: DraftStatus;
    readonly onHold: boolean;
    readonly legs: number;
    readonly settledLegs: number;
    readonly anyTrancheSettled: boolean;
    readonly everyTrancheAccepted: boolean;
  };
  readonly percent: number;
  readonly reports: readonly ProjectReport[];
  readonly completion?: {
    readonly statement: string;
    readonly evidence: readonly string[];
    readonly opinion?: { readonly agrees: boolean; readonly text: string };
  };
  readonly closing?: string;
  /** What the project itself waits for, then what its live draft does. */
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
  /** Every organisation concerned: the command, the implementer, all parties of its drafts. */
  readonly parties: readonly string[];
  readonly history: readonly HistoryLine[];
  readonly place: Place;
}
