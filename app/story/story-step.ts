/**
 * What a played story consists of, before it is put into words: acts with who did them and what the ledger answered,
 * pictures of the money's path, and the end. Everything in it was read from the ledger's answers.
 */
import type { Instant } from '../../domain/calendar';
import type { DraftStatus } from '../../domain/draft';
import type { ExceptionReason } from '../../domain/reconciliation-exception';
import type { LegAnswer } from '../../domain/transactions/draft-answers';
import type { ChainReport } from './story-stage';

export type Chapter = 'register' | 'application' | 'issue' | 'funding' | 'tranches' | 'completion';

export type ActName =
  | 'found'
  | 'organisations'
  | 'propose-accounts'
  | 'confirm-accounts'
  | 'release-accounts'
  | 'submit'
  | 'approve'
  | 'create'
  | 'register-transfer'
  | 'confirm-receipt'
  | 'present'
  | 'opinion'
  | 'accept'
  | 'sweep'
  | 'state-completion'
  | 'completion-opinion'
  | 'close';

/** A value a text names: as it stands, or one that each language writes its own way. */
export type StepValue =
  | string
  | { readonly fen: string }
  | { readonly date: string }
  | { readonly organisation: string }
  | { readonly organisations: readonly string[] };
export type StepValues = Readonly<Record<string, StepValue>>;

export interface Doer {
  readonly organisationId: string;
  readonly person: string;
}

export interface ActStep {
  readonly kind: 'act';
  readonly at: Instant;
  readonly doer: Doer;
  readonly act: ActName;
  readonly values: StepValues;
  readonly block: bigint;
}

/** What a line of the statement came to. */
export type LineMeaning =
  | { readonly kind: 'pays'; readonly legId: string }
  | { readonly kind: 'evidence'; readonly legId: string }
  | { readonly kind: 'unrelated' }
  | { readonly kind: 'known' }
  | { readonly kind: 'conflict' };

export interface PushedLine {
  readonly serialNumber: string;
  readonly direction: 'debit' | 'credit';
  readonly entryKind: 'payment' | 'fee' | 'reversal' | 'return';
  readonly amountFen: string;
  readonly meaning: LineMeaning;
}

export interface StatementStep {
  readonly kind: 'statement';
  readonly at: Instant;
  readonly doer: Doer;
  readonly lines: readonly PushedLine[];
  readonly block: bigint;
}

/** The path as `Query` answers it. */
export interface PathPicture {
  readonly status: DraftStatus;
  readonly legs: readonly LegAnswer[];
  readonly acceptedTranches: readonly number[];
}

export interface PictureStep {
  readonly kind: 'picture';
  readonly picture: PathPicture;
  /** Legs that came to be settled in the step before. */
  readonly settled: readonly string[];
}

/** One difference with both sides' values. */
export interface ToldFinding {
  readonly reason: ExceptionReason;
  readonly owner: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** The six fields of table 6.3, as `Checking` answers them. */
export interface CheckedFacts {
  readonly account?: string;
  readonly amountFen?: string;
  readonly actualAmountFen?: string;
  readonly deadline?: string;
  readonly actualTimeOfRemit?: string;
  readonly serialNumber?: string;
}

export interface ToldException {
  readonly exceptionId: string;
  readonly owner: string;
  readonly openedAt: Instant;
  readonly findings: readonly ToldFinding[];
  readonly leg?: LegAnswer;
  /** The booking date that was registered, or that the unregistered line bears. */
  readonly transferDate?: string;
  readonly facts?: CheckedFacts;
}

export interface ExceptionStep {
  readonly kind: 'exceptions';
  readonly at: Instant;
  readonly exceptions: readonly ToldException[];
}

export interface ChapterStep {
  readonly kind: 'chapter';
  readonly chapter: Chapter;
}

export type StoryStep = ChapterStep | ActStep | StatementStep | PictureStep | ExceptionStep;

export interface StorySummary {
  readonly honoured: boolean;
  readonly picture: PathPicture;
  /** How often each office acted, in order of first appearance. */
  readonly acts: readonly { readonly doer: Doer; readonly count: number }[];
  readonly chain: ChainReport;
  readonly draftId: string;
  readonly projectStatus: string;
}
