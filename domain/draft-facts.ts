/**
 * What the rules of all acts on a draft share: the act itself, the draft's ledger order, its limits, and the
 * checks that every act asks for.
 */
import { strict as assert } from 'node:assert';
import type { Actor } from './actor';
import { sameActor } from './actor';
import type { Deadline, Instant } from './calendar';
import { deadlineInstant } from './calendar';
import { legState } from './disbursement-leg';
import type { DraftRecord, Registration } from './draft';
import type { FileHash, LegId, OrganisationId } from './identifiers';
import { refusal } from './refusals/refusal';
import type { Result } from './result';
import { accepted, refused } from './result';

/** Who acts, and when by the transaction's time. */
export interface Act {
  readonly by: Actor;
  readonly at: Instant;
}

/**
 * How many facts of a kind a draft's record holds at most: its key is read and written as a whole. The first three
 * are shares of one organisation, so that nobody who registers or proposes without end keeps the others from it.
 */
export const draftFactsMax = {
  registrations: 256,
  receipts: 256,
  proposals: 64,
  presentations: 240,
  acceptances: 240,
  amendments: 256,
  holds: 50,
} as const;

/** Evidence files named by one act. */
export const draftEvidenceMax = 20;

/** The record with the next sequence number taken: a fact's place in this draft's ledger order. */
export function nextSeq(record: DraftRecord): { readonly record: DraftRecord; readonly seq: number } {
  const seq = record.seq + 1;
  return { record: { ...record, seq }, seq };
}

/** Refuses (`draft-cancelled`) an act on a cancelled draft. */
export function checkUncancelled(record: DraftRecord): Result<DraftRecord> {
  if (record.cancelled === undefined) return accepted(record);
  const values = { draftId: record.issued.draftId, at: record.cancelled.at };
  return refused(refusal('draft-cancelled', { field: 'draftId', values }));
}

/** Refuses (`draft-facts-too-many`) one more fact of a kind than a draft holds. */
export function checkRoom(
  record: DraftRecord,
  fact: keyof typeof draftFactsMax,
  count: number,
): Result<DraftRecord> {
  const maximum = draftFactsMax[fact];
  if (count < maximum) return accepted(record);
  const values = { draftId: record.issued.draftId, fact, maximum: String(maximum) };
  return refused(refusal('draft-facts-too-many', { field: 'draftId', values }));
}

/** Refuses (`draft-facts-too-many`) one more fact than an organisation's share of a draft's record. */
export function checkShare(
  record: DraftRecord,
  fact: 'registrations' | 'receipts' | 'proposals',
  organisationId: OrganisationId,
): Result<DraftRecord> {
  const authors =
    fact === 'proposals'
      ? [...record.proposals, ...record.resolutions].map(({ proposedBy }) => proposedBy)
      : record[fact].map(({ by }) => by);
  return checkRoom(record, fact, authors.filter((by) => by.organisationId === organisationId).length);
}

/** Refuses (`same-person`) the second act of a pair by the person who did the first. */
export function checkOtherPerson(first: Actor, second: Actor): Result<Actor> {
  if (!sameActor(first, second)) return accepted(second);
  return refused(refusal('same-person', { values: { person: second.person } }));
}

/** Refuses (`evidence-repeated`) a file that is named twice. */
export function checkDistinctEvidence(evidence: readonly FileHash[]): Result<readonly FileHash[]> {
  const repeated = evidence.findIndex((hash, position) => evidence.indexOf(hash) !== position);
  const fileHash = evidence[repeated];
  if (fileHash === undefined) return accepted(evidence);
  return refused(
    refusal('evidence-repeated', { field: `evidence[${String(repeated)}]`, values: { fileHash } }),
  );
}

/** Refuses (`deadline-past`) a deadline that is over. */
export function checkAhead(deadline: Deadline, now: Instant, field: string): Result<Deadline> {
  if (deadlineInstant(deadline) >= now) return accepted(deadline);
  return refused(refusal('deadline-past', { field, values: { deadline } }));
}

/** Whether a leg is settled in the state last derived. */
export function isLegSettled(record: DraftRecord, legId: LegId): boolean {
  return legState(record, legId)?.state === 'settled';
}

/** The registrations a settled leg is settled by. */
export function settlingLines(record: DraftRecord, legId: LegId): readonly number[] {
  const lines = record.choices[legId];
  assert(lines !== undefined && lines.length > 0, `settled leg ${legId} is settled by lines`);
  return lines;
}

/** Registrations for a leg that still count: not taken back, and their line not wholly reversed or returned. */
export function liveRegistrations(record: DraftRecord, legId: LegId): readonly Registration[] {
  return record.registrations.filter(
    (registration) =>
      registration.legId === legId && registration.ended === undefined && !isSpent(registration),
  );
}

function isSpent({ view: { line } }: Registration): boolean {
  return line?.undoneFen !== undefined && line.undoneFen === line.amountFen;
}
