/**
 * The draft (数字汇票, thesis table 6.1) as the chain stores it: what was issued and signed, the facts recorded
 * since, and the state last derived from them. Facts are never changed; the state is one pure function of them
 * (`reconciliation.ts`).
 */
import type { Actor } from './actor';
import type { CalendarDate, Deadline, Instant } from './calendar';
import type { ClaimView } from './claim-view';
import type { DraftSummary } from './draft-summary';
import type {
  AccountId,
  AccountNumber,
  CountyCode,
  DraftId,
  FileHash,
  LegId,
  OrganisationId,
  ProjectId,
  SerialNumber,
} from './identifiers';
import type { FenText } from './money';
import type { ReconciliationException } from './reconciliation-exception';
import type { Proposal, Resolution } from './resolution';
import type { Role } from './roles';

export interface LegParty {
  readonly organisationId: OrganisationId;
  readonly account: AccountNumber;
}

/** A disbursement leg: one planned transfer from a payer's account to a payee's. */
export interface Leg {
  readonly legId: LegId;
  readonly payer: LegParty;
  readonly payee: LegParty;
  readonly amountFen: FenText;
  readonly deadline: Deadline;
  readonly opensAfter: readonly LegId[];
  /** `tranche` legs pay the implementer, one for each tranche of the funding plan, in order. */
  readonly kind: 'transfer' | 'tranche';
}

export interface SpecialRule {
  /** A leg may be paid in at most this many lines. */
  readonly splitMax: number;
  readonly lateNeedsRelease: boolean;
  readonly payeeNameStrict: boolean;
  readonly batchAllowed: boolean;
}

/** The constant fields, exactly those the institution signs. */
export interface IssuedDraft {
  readonly draftId: DraftId;
  readonly projectId: ProjectId;
  readonly institutionId: OrganisationId;
  readonly createdAt: Instant;
  readonly amountFen: FenText;
  readonly planPath: readonly Leg[];
  readonly specialRule: SpecialRule;
}

/** What the register said of an account when the draft was issued. */
export interface PathAccount {
  readonly accountId: AccountId;
  readonly bank: OrganisationId;
  readonly holder: OrganisationId;
  readonly holderRole: Role;
}

export interface Registration {
  readonly seq: number;
  readonly legId: LegId;
  readonly serialNumber: SerialNumber;
  readonly date: CalendarDate;
  readonly by: Actor;
  readonly at: Instant;
  /** What the serial's cell shows this registration. */
  readonly view: ClaimView;
  /** Set when it was taken back. */
  readonly ended?: { readonly how: 'corrected' | 'undone'; readonly at: Instant };
}

export interface Receipt {
  readonly legId: LegId;
  readonly serialNumber: SerialNumber;
  readonly date: CalendarDate;
  readonly by: Actor;
  readonly at: Instant;
}

export interface Presentation {
  readonly seq: number;
  readonly tranche: number;
  /** What was reached, in the implementer's words. */
  readonly milestone: string;
  readonly evidence: readonly FileHash[];
  readonly nextStage?: readonly StageChange[];
  readonly by: Actor;
  readonly at: Instant;
}

/** Other shares and dates for tranches still to come. */
export interface StageChange {
  readonly tranche: number;
  readonly amountFen: FenText;
  readonly deadline: CalendarDate;
}

export interface Opinion {
  readonly seq: number;
  readonly tranche: number;
  readonly presentationSeq: number;
  readonly agrees: boolean;
  readonly text: string;
  readonly by: Actor;
  readonly at: Instant;
}

export interface Acceptance {
  readonly tranche: number;
  /** The registrations whose lines were accepted. */
  readonly lines: readonly number[];
  readonly by: Actor;
  readonly at: Instant;
  /** Evidence, when the county command accepted in the implementer's place. */
  readonly evidence?: readonly FileHash[];
}

export interface Hold {
  readonly frozenBy: Actor;
  readonly at: Instant;
  readonly reason: string;
  /** What was settled, and by which registrations, when the draft was frozen. */
  readonly settled: Readonly<Record<LegId, readonly number[]>>;
  readonly liftProposed?: { readonly by: Actor; readonly at: Instant; readonly reason: string };
}

export type Amendment =
  | {
      readonly kind: 'extension';
      readonly legId: LegId;
      readonly deadline: Deadline;
      readonly reason: string;
      readonly proposedBy: Actor;
      readonly confirmedBy: Actor;
      readonly at: Instant;
    }
  | {
      readonly kind: 'next-stage';
      /** The presentation it was proposed with. */
      readonly presentationSeq: number;
      readonly changes: readonly StageChange[];
      readonly proposedBy: Actor;
      readonly confirmedBy: Actor;
      readonly at: Instant;
    };

export interface ProposedExtension {
  readonly legId: LegId;
  readonly deadline: Deadline;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Instant;
}

/** The limits a draft is watched by, taken over at issue and at each sweep. */
export interface WatchPolicy {
  readonly ageingHours: number;
  readonly ageingHoursOfBank: Readonly<Record<OrganisationId, number>>;
  readonly idleDays: number;
}

export type LegStateName = 'locked' | 'awaiting-payment' | 'registered' | 'settled';

export interface LegState {
  readonly legId: LegId;
  readonly state: LegStateName;
  /** Settled: what was actually paid. */
  readonly actual?: ActualTransfer;
  /** Its own lines are complete, but this much is missing before it. */
  readonly shortfallFen?: FenText;
}

/** One step of the actual path: thesis table 6.3's actual amount, actual time of remit and serial numbers. */
export interface ActualTransfer {
  readonly amountFen: FenText;
  readonly lastBooked: CalendarDate;
  readonly lastBookedTime?: Instant;
  readonly serialNumbers: readonly SerialNumber[];
  readonly late?: true;
  readonly early?: true;
}

export type DraftStatus = 'issued' | 'circulating' | 'funded' | 'accepting' | 'honoured' | 'cancelled';

/** What was last derived from the facts. */
export interface DraftState {
  readonly status: DraftStatus;
  readonly legs: readonly LegState[];
  /** Settled legs by last booking, then leg id. */
  readonly actualPath: readonly LegId[];
  readonly acceptedTranches: readonly number[];
  readonly exceptions: readonly ReconciliationException[];
}

/** What the issue fixed for good. */
export interface DraftOrigin {
  readonly v: 1;
  readonly issued: IssuedDraft;
  readonly county: CountyCode;
  readonly command: OrganisationId;
  readonly implementer: OrganisationId;
  readonly issuedBy: Actor;
  readonly accounts: Readonly<Record<AccountNumber, PathAccount>>;
}

/** What happened since, and what follows from it. */
export interface DraftCourse {
  readonly v: 1;
  readonly policy: WatchPolicy;
  /** The last sequence number given: a fact's place in this draft's ledger order. */
  readonly seq: number;
  readonly registrations: readonly Registration[];
  readonly receipts: readonly Receipt[];
  /** Registrations of a bank's own leg whose receipt the payee's bank's credit line confirms. */
  readonly credited: readonly number[];
  readonly presentations: readonly Presentation[];
  readonly opinions: readonly Opinion[];
  readonly acceptances: readonly Acceptance[];
  readonly amendments: readonly Amendment[];
  /** At most one for each leg; the latest proposal for a leg stands. */
  readonly extensionsProposed?: readonly ProposedExtension[];
  readonly hold?: Hold;
  readonly pastHolds: readonly (Hold & { readonly liftedBy: Actor; readonly liftedAt: Instant })[];
  readonly cancelled?: { readonly by: Actor; readonly at: Instant; readonly reason: string };
  readonly proposals: readonly Proposal[];
  readonly resolutions: readonly Resolution[];
  /** The registrations each leg is settled by, kept as long as they are live and exact. */
  readonly choices: Readonly<Record<LegId, readonly number[]>>;
  readonly sweptAt?: Instant;
  readonly state: DraftState;
  /** Where the waiting index holds this draft. */
  readonly dueAt?: Instant;
}

export interface DraftRecord extends DraftOrigin, DraftCourse {}

/** What the draft's project needs to know. */
export function summariseDraft(record: DraftRecord): DraftSummary {
  const tranches = record.issued.planPath.filter(({ kind }) => kind === 'tranche').map(({ legId }) => legId);
  const settled = new Set(
    record.state.legs.filter(({ state }) => state === 'settled').map(({ legId }) => legId),
  );
  return {
    draftId: record.issued.draftId,
    cancelled: record.state.status === 'cancelled',
    anyTrancheSettled: tranches.some((legId) => settled.has(legId)),
    everyTrancheAccepted: record.state.acceptedTranches.length === tranches.length,
  };
}
