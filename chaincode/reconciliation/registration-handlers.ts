/**
 * Registering, correcting and confirming transfers: load the draft and the serial's cell, record the fact,
 * close the book. A registration is refused only for a malformed field, an unknown leg or a caller who is not
 * the payer; everything else is data.
 */
import { strict as assert } from 'node:assert';
import { actorOf } from '../../domain/actor';
import type { DraftRecord, Leg, Registration } from '../../domain/draft';
import { legState } from '../../domain/disbursement-leg';
import { checkShare } from '../../domain/draft-facts';
import type { DraftId, LegId } from '../../domain/identifiers';
import {
  addRegistration,
  bankOfLeg,
  checkCorrection,
  claimOf,
  endRegistration,
  findLeg,
  liveRegistration,
  registrationStanding,
} from '../../domain/registration';
import { refusal } from '../../domain/refusals/refusal';
import type { NamedLine } from '../../domain/resolution';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { addClaim, checkCellRoom, emptyCell, endClaim } from '../../domain/serial-cell';
import type {
  confirmReceipt,
  correctRegistration,
  registerTransfer,
} from '../../domain/transactions/reconciliation-transactions';
import type { Outcome } from '../contracts/ledger-contract';
import { carryAwaited } from '../book-receipts';
import { DraftBook } from '../draft-book';
import type { UnitOfWork } from '../transaction-context';
import type { RequestOf } from '../../domain/transactions/transaction';

interface DraftLeg {
  readonly record: DraftRecord;
  readonly leg: Leg;
}

/** RegisterTransfer: answers `new`, `known` or `conflict`, and how the registration stands. */
export async function handleRegisterTransfer(
  work: UnitOfWork,
  request: RequestOf<typeof registerTransfer>,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const found = await loadLeg(book, request);
  if (!found.ok) return found;
  const { record, leg } = found.value;
  const payer = leg.payer.organisationId;
  if (work.caller.organisationId !== payer) {
    // Who pays, the refusal does not tell: the caller may be of another county.
    const { draftId, legId } = request;
    const { organisationId } = work.caller;
    return refused(refusal('not-the-payer', { values: { draftId, legId, organisationId } }));
  }
  const named = { serialNumber: request.serialNumber, date: request.transferDate };
  if (named.date > work.today) return dateInFuture(work, 'transferDate');
  const known = liveRegistration(record, leg.legId, named);
  if (known !== undefined) return accepted({ answer: answerOf('known', { record, leg }, known) });
  const room = checkShare(record, 'registrations', payer);
  if (!room.ok) return room;
  const registration = await register(
    book,
    { record, leg },
    { named, by: actorOf(work.caller), at: work.now },
  );
  const cells = checkCellRoom(book.changedCells());
  if (!cells.ok) return cells;
  const changes = await book.close();
  const after = await requireDraft(book, request.draftId);
  return accepted({
    answer: answerOf('new', { record: after, leg }, registration),
    facts: { ...named, draftId: request.draftId, legId: leg.legId, seq: registration.seq, ...changes },
  });
}

/** Records a registration and its claim. */
export async function register(
  book: DraftBook,
  on: DraftLeg,
  fact: { readonly named: NamedLine; readonly by: Registration['by']; readonly at: Registration['at'] },
): Promise<Registration> {
  const { leg } = on;
  const { record, registration } = addRegistration(on.record, { legId: leg.legId, ...fact });
  book.changeDraft(record);
  const bank = bankOfLeg(record, leg);
  const { serialNumber } = registration;
  const hours = record.policy.ageingHoursOfBank[bank] ?? record.policy.ageingHours;
  const cell = (await book.cell(bank, serialNumber)) ?? emptyCell(bank, serialNumber, hours);
  book.changeCell(addClaim(cell, claimOf(record, leg, registration)));
  return registration;
}

/** Takes a registration back, its claim and its place among those that await a credit. */
export async function unregister(
  book: DraftBook,
  on: DraftLeg,
  ended: {
    readonly registration: Registration;
    readonly how: 'corrected' | 'undone';
    readonly at: Registration['at'];
  },
): Promise<DraftRecord> {
  const { registration, how, at } = ended;
  const record = endRegistration(on.record, registration.seq, { how, at });
  book.changeDraft(record);
  const claim = { draftId: record.issued.draftId, registrationSeq: registration.seq };
  const cell = await book.cell(bankOfLeg(record, on.leg), registration.serialNumber);
  if (cell !== undefined) book.changeCell(endClaim(cell, claim));
  const seen = { record, leg: on.leg, registration };
  await carryAwaited(book, seen, { ...seen, registration: { ...registration, ended: { how, at } } });
  return record;
}

/** CorrectRegistration: the registrant alone, while nothing but `date` stands on it. */
export async function handleCorrectRegistration(
  work: UnitOfWork,
  request: RequestOf<typeof correctRegistration>,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const found = await loadLeg(book, request);
  if (!found.ok) return found;
  const { record, leg } = found.value;
  const registration = liveRegistration(record, leg.legId, request.from);
  if (registration === undefined) return unknownRegistration(record, leg, request.from);
  const permitted = checkCorrection(record, registration, actorOf(work.caller));
  if (!permitted.ok) return permitted;
  if (request.to.date > work.today) return dateInFuture(work, 'to.date');
  const room = checkShare(record, 'registrations', registration.by.organisationId);
  if (!room.ok) return room;
  const corrected = await correct(
    book,
    { record, leg },
    { registration, to: request.to, by: actorOf(work.caller), at: work.now },
  );
  const cells = checkCellRoom(book.changedCells());
  if (!cells.ok) return cells;
  const changes = await book.close();
  const after = await requireDraft(book, request.draftId);
  return accepted({
    answer: answerOf('new', { record: after, leg }, corrected),
    facts: { draftId: request.draftId, legId: leg.legId, from: request.from, to: request.to, ...changes },
  });
}

/** Replaces a registration by another; one that names the same line as a live one is only taken back. */
export async function correct(
  book: DraftBook,
  on: DraftLeg,
  correction: {
    readonly registration: Registration;
    readonly to: NamedLine;
    readonly by: Registration['by'];
    readonly at: Registration['at'];
  },
): Promise<Registration> {
  const { registration, to, by, at } = correction;
  const record = await unregister(book, on, { registration, how: 'corrected', at });
  const known = liveRegistration(record, on.leg.legId, to);
  return known ?? register(book, { record, leg: on.leg }, { named: to, by, at });
}

/** ConfirmReceipt: the payee confirms one line; it may come before the line. */
export async function handleConfirmReceipt(
  work: UnitOfWork,
  request: RequestOf<typeof confirmReceipt>,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const found = await loadLeg(book, request);
  if (!found.ok) return found;
  const { record, leg } = found.value;
  const payee = leg.payee.organisationId;
  const { draftId, legId, serialNumber, transferDate: date } = request;
  if (work.caller.organisationId !== payee) {
    const { organisationId } = work.caller;
    return refused(refusal('not-the-payee', { values: { draftId, legId, organisationId } }));
  }
  if (date > work.today) return dateInFuture(work, 'transferDate');
  const isKnown = record.receipts.some(
    (each) => each.legId === legId && each.serialNumber === serialNumber && each.date === date,
  );
  const state = (of: DraftRecord): string | undefined => legState(of, legId)?.state;
  if (isKnown) return accepted({ answer: { outcome: 'known', legState: state(record) } });
  const room = checkShare(record, 'receipts', payee);
  if (!room.ok) return room;
  const receipt = { legId, serialNumber, date, by: actorOf(work.caller), at: work.now };
  const confirmed = { ...record, receipts: [...record.receipts, receipt] };
  book.changeDraft(confirmed);
  const registration = liveRegistration(record, legId, { serialNumber, date });
  if (registration !== undefined) {
    await carryAwaited(book, { record, leg, registration }, { record: confirmed, leg, registration });
  }
  const changes = await book.close();
  const after = await requireDraft(book, draftId);
  return accepted({
    answer: { outcome: 'new', legState: state(after) },
    facts: { draftId, legId, serialNumber, date, ...changes },
  });
}

/** The draft and one of its legs, or the refusal `draft-unknown` or `leg-unknown`. */
export async function loadLeg(
  book: DraftBook,
  request: { readonly draftId: DraftId; readonly legId: LegId },
): Promise<Result<DraftLeg>> {
  const record = await book.draft(request.draftId);
  if (record === undefined) {
    return refused(refusal('draft-unknown', { field: 'draftId', values: { draftId: request.draftId } }));
  }
  const leg = findLeg(record, request.legId);
  return leg.ok ? accepted({ record, leg: leg.value }) : leg;
}

/** The refusal that no live registration names this line. */
export function unknownRegistration(record: DraftRecord, leg: Leg, named: NamedLine): Result<never> {
  const { serialNumber, date } = named;
  const values = { draftId: record.issued.draftId, legId: leg.legId, serialNumber, date };
  return refused(refusal('registration-unknown', { values }));
}

/** The refusal of a booking date after the transaction's Shanghai day. */
export function dateInFuture(work: UnitOfWork, field: string): Result<never> {
  return refused(refusal('malformed', { field, expected: `a booking date not after ${work.today}` }));
}

/** A draft that was read before in this call. */
export async function requireDraft(book: DraftBook, draftId: DraftId): Promise<DraftRecord> {
  const record = await book.draft(draftId);
  assert(record !== undefined, `draft ${draftId} was read before`);
  return record;
}

function answerOf(outcome: 'new' | 'known', { record, leg }: DraftLeg, registration: Registration): object {
  const current = record.registrations.find(({ seq }) => seq === registration.seq);
  assert(current !== undefined, `registration ${String(registration.seq)} is its draft's`);
  return {
    outcome: current.view.taken === true ? 'conflict' : outcome,
    standing: registrationStanding(record, current),
    legState: legState(record, leg.legId)?.state,
    draftStatus: record.state.status,
    exceptions: record.state.exceptions.filter(
      ({ legId, serialNumber }) => legId === leg.legId && serialNumber === registration.serialNumber,
    ),
  };
}
