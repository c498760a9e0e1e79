/** Reading a draft: `Query` and `History` (thesis table 6.2; domain rules, section 13). */
import { strict as assert } from 'node:assert';
import { legState, legsInForce } from '../../domain/disbursement-leg';
import type { DraftCourse, DraftRecord } from '../../domain/draft';
import { awaitedActs } from '../../domain/draft-next-act';
import type { DraftId } from '../../domain/identifiers';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type {
  DraftAnswer,
  DraftHistoryAnswer,
  DraftVersion,
  LegAnswer,
} from '../../domain/transactions/draft-answers';
import * as transactions from '../../domain/transactions/draft-transactions';
import { isRelated } from '../../domain/transactions/relation';
import type { RequestOf, TransactionDefinition } from '../../domain/transactions/transaction';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { draftKey, draftSealKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { knownDraft, statusAnswer, subjectOf } from './draft-act';

/** The draft with its legs in force, what each waits for, and its seal. */
export async function handleQuery(
  work: UnitOfWork,
  { draftId }: RequestOf<typeof transactions.queryDraft>,
): Promise<Result<Outcome>> {
  const readable = await readableDraft(work, draftId, transactions.queryDraft);
  if (!readable.ok) return readable;
  const record = readable.value;
  const seal = await work.state.read(draftSealKey(draftId));
  assert(seal !== undefined, `draft ${draftId} has a seal`);
  const answer: DraftAnswer = {
    ...statusAnswer(record),
    legs: legAnswers(record),
    record,
    seal,
  };
  return accepted({ answer });
}

/** The latest versions of a draft in outline. */
export async function handleHistory(
  work: UnitOfWork,
  { draftId, limit }: RequestOf<typeof transactions.queryDraftHistory>,
): Promise<Result<Outcome>> {
  const readable = await readableDraft(work, draftId, transactions.queryDraftHistory);
  if (!readable.ok) return readable;
  const history = await work.state.history(draftKey(draftId), limit);
  const versions = history.flatMap(({ transactionId, record }) =>
    record === undefined ? [] : [versionOf(transactionId, record)],
  );
  const answer: DraftHistoryAnswer = { draftId, versions };
  return accepted({ answer });
}

async function readableDraft(
  work: UnitOfWork,
  draftId: DraftId,
  definition: TransactionDefinition,
): Promise<Result<DraftRecord>> {
  const known = await knownDraft(new DraftBook(work), draftId);
  if (!known.ok || isRelated(definition, work.caller, subjectOf(known.value))) return known;
  return refused(refusal('not-a-party', { values: { organisationId: work.caller.organisationId } }));
}

function legAnswers(record: DraftRecord): readonly LegAnswer[] {
  const acts = awaitedActs(record);
  return legsInForce(record).map((leg) => {
    const state = legState(record, leg.legId);
    assert(state !== undefined, `leg ${leg.legId} has a state`);
    const next = acts.get(leg.legId);
    return { ...leg, ...state, ...(next === undefined ? {} : { next }) };
  });
}

function versionOf(transactionId: string, record: DraftCourse): DraftVersion {
  const { status, legs, acceptedTranches, exceptions } = record.state;
  return {
    transactionId,
    status,
    onHold: record.hold !== undefined,
    settledLegs: legs.filter(({ state }) => state === 'settled').map(({ legId }) => legId),
    acceptedTranches,
    exceptions: exceptions.map(({ exceptionId }) => exceptionId),
    registrations: record.registrations.length,
    amendments: record.amendments.length,
  };
}
