/**
 * Sweep: reveals what time has made true, by the transaction's own timestamp and never by an argument. It looks
 * at what the waiting index holds as due, records that it looked, and lets the derivation tell. It moves no money.
 */
import { strict as assert } from 'node:assert';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { ageingHoursFor } from '../../domain/thresholds';
import type { sweep } from '../../domain/transactions/reconciliation-transactions';
import { draftIdField, organisationIdField, serialField } from '../../domain/identifiers';
import type { Outcome } from '../contracts/ledger-contract';
import { cellName, DraftBook } from '../draft-book';
import { sweepKey, waitingPrefix } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import type { RequestOf } from '../../domain/transactions/transaction';

/** Looks at up to `limit` subjects that are due; answers how many, what opened, and whether more are due. */
export async function handleSweep(
  work: UnitOfWork,
  request: RequestOf<typeof sweep>,
): Promise<Result<Outcome>> {
  const last = await work.state.read(sweepKey);
  if (last !== undefined && work.now < last.lastAt) {
    return refused(refusal('sweep-back-in-time', { values: { last: last.lastAt } }));
  }
  const due = await work.state.list(
    waitingPrefix,
    request.limit,
    ({ attributes: [dueAt = ''] }) => dueAt < work.now,
  );
  const book = new DraftBook(work);
  for (const { attributes } of due) await look(work, book, attributes);
  work.state.write(sweepKey, { lastAt: work.now });
  const changes = await book.close();
  const opened = [...changes.drafts, ...changes.cells].flatMap(({ exceptions }) => exceptions.opened).length;
  const answer = { examined: due.length, opened, more: due.length === request.limit };
  return accepted({ answer, facts: { ...answer, ...changes } });
}

async function look(work: UnitOfWork, book: DraftBook, attributes: readonly string[]): Promise<void> {
  const thresholds = await book.thresholds();
  const { ageingHours, ageingHoursOfBank, idleDays } = thresholds;
  if (attributes[1] === 'D') {
    const draftId = draftIdField.parse(attributes[2]);
    const record = await book.draft(draftId);
    assert(record !== undefined, `draft ${draftId}, which waits, is there`);
    book.markSwept(draftId);
    book.changeDraft({ ...record, sweptAt: work.now, policy: { ageingHours, ageingHoursOfBank, idleDays } });
    return;
  }
  const bank = organisationIdField.parse(attributes[2]);
  const serialNumber = serialField.parse(attributes[3]);
  const cell = await book.cell(bank, serialNumber);
  assert(cell !== undefined, `the cell of serial ${serialNumber}, which waits, is there`);
  book.markSwept(cellName(bank, serialNumber));
  book.changeCell({ ...cell, sweptAt: work.now, ageingHours: ageingHoursFor(thresholds, bank) });
}
