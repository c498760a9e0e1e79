/**
 * One act on a draft, as every handler of DraftContract does it: load the draft, see whether the caller may,
 * apply the rule, close the book, answer where the draft stands.
 */
import { strict as assert } from 'node:assert';
import { actorOf } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { DraftRecord } from '../../domain/draft';
import type { Act } from '../../domain/draft-facts';
import type { DraftId } from '../../domain/identifiers';
import { personOf } from '../../domain/organisation';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { DraftStatusAnswer } from '../../domain/transactions/draft-answers';
import { permitSubject } from '../../domain/transactions/relation';
import type { Subject } from '../../domain/transactions/relation';
import type { TransactionDefinition } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { organisationKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';

export interface DraftAct {
  readonly definition: TransactionDefinition;
  /** The rule: the draft's new facts, or the rule's "no". */
  readonly apply: (record: DraftRecord, act: Act) => Result<DraftRecord> | Promise<Result<DraftRecord>>;
  /** What the event tells of the act, besides what changed by it. */
  readonly tell: (record: DraftRecord) => object;
  /** Whom the act concerns, besides the draft's county and implementer. */
  readonly concerns?: Pick<Subject, 'payer'>;
}

/** Performs one act on a draft. Refuses `draft-unknown`, `not-related`, and what the rule refuses. */
export async function actOnDraft(
  work: UnitOfWork,
  draftId: DraftId,
  act: DraftAct,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const known = await knownDraft(book, draftId);
  if (!known.ok) return known;
  const subject = { ...subjectOf(known.value), ...act.concerns };
  const permitted = permitSubject(act.definition, work.caller, subject);
  if (!permitted.ok) return permitted;
  const changed = await act.apply(known.value, { by: actorOf(work.caller), at: work.now });
  if (!changed.ok) return changed;
  book.changeDraft(changed.value);
  const changes = await book.close();
  const record = await book.draft(draftId);
  assert(record !== undefined, `draft ${draftId} was changed and is there`);
  return accepted({ answer: statusAnswer(record), facts: { ...act.tell(record), ...changes } });
}

/** A draft of the book; refuses (`draft-unknown`) an id that is not there. */
export async function knownDraft(book: DraftBook, draftId: DraftId): Promise<Result<DraftRecord>> {
  const record = await book.draft(draftId);
  if (record !== undefined) return accepted(record);
  return refused(refusal('draft-unknown', { field: 'draftId', values: { draftId } }));
}

/** Whom a draft concerns. */
export function subjectOf(record: DraftRecord): Subject {
  const parties = record.issued.planPath.flatMap(({ payer, payee }) => [
    payer.organisationId,
    payee.organisationId,
  ]);
  return { county: record.county, organisationId: record.implementer, parties };
}

/** Where a draft stands after an act. */
export function statusAnswer(record: DraftRecord): DraftStatusAnswer {
  return {
    draftId: record.issued.draftId,
    status: record.state.status,
    onHold: record.hold !== undefined,
  };
}

/** Whether neither the person nor the organisation was disabled: a proposal of one that was is void. */
export async function isInForce({ state }: UnitOfWork, actor: Actor): Promise<boolean> {
  const record = await state.read(organisationKey(actor.organisationId));
  if (record?.status !== 'enabled') return false;
  return personOf(record, actor.person)?.status !== 'disabled';
}
