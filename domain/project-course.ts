/**
 * What is done to a project after its submission (domain rules, sections 3 and 11): the decision on it, the
 * progress reports, completion with the command's opinion, and the closing. Each function answers the new
 * facts; whether the status allows the act is the table's matter (project-machine).
 */
import { strict as assert } from 'node:assert';
import type { Actor } from './actor';
import { sameActor } from './actor';
import type { Instant } from './calendar';
import type { DraftSummary } from './draft-summary';
import type { FileHash } from './identifiers';
import type { FenText } from './money';
import { fenOf, fenText, splitFen } from './money';
import type { ProgressReport, ProjectCompletion, ProjectRecord } from './project';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

export const progressReportsMax = 999;
export const completionStatementsMax = 20;

export interface Act {
  readonly by: Actor;
  readonly at: Instant;
}

export interface Decision {
  readonly event: 'Withdraw' | 'Return' | 'Reject';
  /** The reason; a withdrawal may have none. */
  readonly reason?: string | undefined;
}

/** The project withdrawn, returned or rejected. */
export function decided(record: ProjectRecord, { event, reason }: Decision, act: Act): ProjectRecord {
  const text = reason === undefined ? {} : { text: reason };
  return { ...record, history: [...record.history, { event, ...act, ...text }] };
}

/** Each tranche's amount of a total, by the shares of the funding plan; a part may be 0. */
function trancheParts(record: ProjectRecord, amountFen: FenText): readonly bigint[] {
  const shares = record.application.fundingPlan.map(({ shareBasisPoints }) => shareBasisPoints);
  return splitFen(fenOf(amountFen), shares);
}

/** Each tranche's amount of an approved total. */
export function trancheAmounts(record: ProjectRecord, amountFen: FenText): readonly FenText[] {
  return trancheParts(record, amountFen).map(fenText);
}

/**
 * The approved project. Refuses an amount above the budget, one that gives a tranche 0 fen, and the applicant
 * as approver (no role does both; the persons are compared all the same).
 */
export function approve(
  record: ProjectRecord,
  approval: { readonly amountFen: FenText; readonly opinion: string },
  act: Act,
): Result<ProjectRecord> {
  const { amountFen, opinion } = approval;
  const { budgetFen } = record.application;
  if (sameActor(record.applicant, act.by)) {
    return refused(refusal('same-person', { values: { person: act.by.person } }));
  }
  if (fenOf(amountFen) > fenOf(budgetFen)) {
    const values = { amountFen, budgetFen };
    return refused(
      refusal('amount-above-budget', { field: 'amountFen', expected: `at most ${budgetFen}`, values }),
    );
  }
  const empty = trancheParts(record, amountFen).findIndex((part) => part === 0n);
  if (empty >= 0) {
    const values = { amountFen, tranche: String(empty + 1) };
    return refused(refusal('tranche-zero', { field: 'amountFen', values }));
  }
  return accepted({
    ...record,
    approval: { amountFen, opinion, approver: act.by, at: act.at },
    history: [...record.history, { event: 'Approve', ...act, text: opinion }],
  });
}

/** The project with one more progress report, and the report with its number. */
export function reportProgress(
  record: ProjectRecord,
  progress: {
    readonly percent: number;
    readonly noteHash: FileHash;
    readonly evidence: readonly FileHash[];
  },
  act: Act,
): Result<{ readonly record: ProjectRecord; readonly report: ProgressReport }> {
  const number = (record.progress?.reports ?? 0) + 1;
  if (number > progressReportsMax) {
    const values = { projectId: record.projectId, maximum: String(progressReportsMax) };
    return refused(refusal('progress-too-many', { field: 'projectId', values }));
  }
  const { percent, noteHash, evidence } = progress;
  return accepted({
    record: { ...record, progress: { reports: number, percent, at: act.at } },
    report: { number, percent, noteHash, evidence, ...act },
  });
}

/** The project with its completion stated; refuses it before every tranche is accepted and while one is awaited. */
export function stateCompletion(
  record: ProjectRecord,
  stated: { readonly statement: string; readonly evidence: readonly FileHash[] },
  act: Act & { readonly draft: DraftSummary | undefined },
): Result<ProjectRecord> {
  const { by, at, draft } = act;
  const tranches = checkTranches(record, draft);
  if (!tranches.ok) return tranches;
  if (record.completion !== undefined && record.completion.opinion === undefined) {
    return refused(refusal('completion-already-stated', { values: { projectId: record.projectId } }));
  }
  if (record.history.filter(({ event }) => event === 'StateCompletion').length >= completionStatementsMax) {
    const values = { projectId: record.projectId, maximum: String(completionStatementsMax) };
    return refused(refusal('completions-too-many', { field: 'projectId', values }));
  }
  const { statement, evidence } = stated;
  return accepted({
    ...record,
    completion: { statement, evidence, by, at },
    history: [...record.history, { event: 'StateCompletion', by, at, text: statement }],
  });
}

/** The statement that awaits the command's opinion; refuses when there is none. */
function awaitedCompletion(record: ProjectRecord): Result<ProjectCompletion> {
  const { completion } = record;
  if (completion !== undefined && completion.opinion === undefined) return accepted(completion);
  return refused(refusal('completion-not-stated', { values: { projectId: record.projectId } }));
}

/** The project with the command's opinion; a positive one completes it, while every tranche stays accepted. */
export function giveCompletionOpinion(
  record: ProjectRecord,
  opinion: { readonly agrees: boolean; readonly text: string },
  act: Act & { readonly draft: DraftSummary | undefined },
): Result<ProjectRecord> {
  const awaited = awaitedCompletion(record);
  if (!awaited.ok) return awaited;
  const { agrees, text } = opinion;
  const { by, at, draft } = act;
  const tranches = agrees ? checkTranches(record, draft) : accepted(record);
  if (!tranches.ok) return tranches;
  const event = agrees ? 'AgreeCompletion' : 'ReturnCompletion';
  return accepted({
    ...record,
    completion: { ...awaited.value, opinion: { agrees, text, by, at } },
    history: [...record.history, { event, by, at, text }],
  });
}

function checkTranches(record: ProjectRecord, draft: DraftSummary | undefined): Result<ProjectRecord> {
  if (draft?.everyTrancheAccepted === true) return accepted(record);
  return refused(refusal('tranches-not-accepted', { values: { projectId: record.projectId } }));
}

/** The closed project. */
export function close(record: ProjectRecord, statement: string, act: Act): ProjectRecord {
  assert(record.completion?.opinion?.agrees === true, `project ${record.projectId} is completed`);
  return {
    ...record,
    closing: { statement, ...act },
    history: [...record.history, { event: 'Close', ...act, text: statement }],
  };
}
