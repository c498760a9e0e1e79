/**
 * The facts of DraftContract's events beyond how drafts and cells changed: what was done. Account numbers
 * stand as id and mask; reasons and opinions are the chain's own.
 */
import type { Deadline, Instant } from '../calendar';
import type { DraftRecord, Leg, LegParty, SpecialRule, StageChange } from '../draft';
import { maskedAccount } from '../identifiers';

/** A party of a leg, its account told by id and mask. */
export interface ToldParty {
  readonly organisationId: string;
  readonly accountId: string;
  readonly account: string;
  readonly bank: string;
}

export interface ToldLeg extends Omit<Leg, 'payer' | 'payee'> {
  readonly payer: ToldParty;
  readonly payee: ToldParty;
}

export interface DraftCreated {
  readonly draftId: string;
  readonly projectId: string;
  readonly institutionId: string;
  readonly command: string;
  readonly implementer: string;
  readonly createdAt: Instant;
  readonly amountFen: string;
  readonly planPath: readonly ToldLeg[];
  readonly specialRule: SpecialRule;
}

export interface TranchePresented {
  readonly draftId: string;
  readonly tranche: number;
  readonly milestone: string;
  readonly evidence: readonly string[];
  readonly nextStage?: readonly StageChange[];
}

export interface OpinionGiven {
  readonly draftId: string;
  readonly tranche: number;
  readonly decision: 'agree' | 'return';
  readonly opinion: string;
}

export interface NextStageConfirmed {
  readonly draftId: string;
  readonly tranche: number;
  readonly changes: readonly StageChange[];
}

export interface TrancheAccepted {
  readonly draftId: string;
  readonly tranche: number;
  readonly inPlaceOfImplementer: boolean;
  readonly evidence: readonly string[];
}

/** Facts of `DraftFrozen`, `LiftProposed` and `DraftCancelled`. */
export interface DraftDecided {
  readonly draftId: string;
  readonly reason: string;
}

/** Facts of `HoldLifted`. */
export interface HoldLifted {
  readonly draftId: string;
}

/** Facts of `ExtensionProposed` and `DeadlineExtended`. */
export interface DeadlineMoved {
  readonly draftId: string;
  readonly legId: string;
  readonly deadline: Deadline;
  readonly reason?: string;
}

/** What the event of a draft's issue tells. */
export function draftCreated(record: DraftRecord): DraftCreated {
  const { draftId, projectId, institutionId, createdAt, amountFen, planPath, specialRule } = record.issued;
  return {
    ...{ draftId, projectId, institutionId, createdAt, amountFen, specialRule },
    command: record.command,
    implementer: record.implementer,
    planPath: planPath.map((leg) => ({
      ...leg,
      payer: toldParty(record, leg.payer),
      payee: toldParty(record, leg.payee),
    })),
  };
}

function toldParty(record: DraftRecord, { organisationId, account }: LegParty): ToldParty {
  const known = record.accounts[account];
  return {
    organisationId,
    accountId: known?.accountId ?? '',
    account: maskedAccount(account),
    bank: known?.bank ?? '',
  };
}
