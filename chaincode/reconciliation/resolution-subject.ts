/**
 * Finds what an exception id is about: a registration or leg of a draft, or an entry of a serial's cell.
 */
import type { DraftRecord, Leg } from '../../domain/draft';
import type { DraftId, OrganisationId } from '../../domain/identifiers';
import { draftIdField, legIdField, organisationIdField, serialField } from '../../domain/identifiers';
import type { ExceptionId } from '../../domain/reconciliation-exception';
import { legExceptionId, registrationExceptionId } from '../../domain/reconciliation-exception';
import { bankOfLeg, findLeg } from '../../domain/registration';
import { refusal } from '../../domain/refusals/refusal';
import type { Proposal, Resolution } from '../../domain/resolution';
import type { Subject } from '../../domain/resolution-rules';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { checkShare } from '../../domain/draft-facts';
import type { SerialCell } from '../../domain/serial-cell';
import { cellMax } from '../../domain/serial-cell';
import type { DraftBook } from '../draft-book';

export type Located =
  | { readonly kind: 'draft'; readonly record: DraftRecord; readonly leg: Leg; readonly subject: Subject }
  | { readonly kind: 'cell'; readonly cell: SerialCell; readonly subject: Subject };

/** The draft and leg, or the cell, that an exception id names; refuses `exception-unknown`. */
export async function locate(book: DraftBook, exceptionId: ExceptionId): Promise<Result<Located>> {
  const located = exceptionId.startsWith('D-')
    ? await locateInDraft(book, exceptionId)
    : await locateInCell(book, exceptionId);
  return located === undefined
    ? refused(refusal('exception-unknown', { field: 'exceptionId', values: { exceptionId } }))
    : accepted(located);
}

async function locateInDraft(book: DraftBook, exceptionId: ExceptionId): Promise<Located | undefined> {
  const [draftText, legText] = exceptionId.split(':');
  const draftId = draftIdField.safeParse(draftText);
  const legId = legIdField.safeParse(legText);
  if (!draftId.success || !legId.success) return undefined;
  const record = await book.draft(draftId.data);
  const leg = record === undefined ? undefined : findLeg(record, legId.data);
  if (record === undefined || leg?.ok !== true) return undefined;
  const exception = record.state.exceptions.find((each) => each.exceptionId === exceptionId);
  const bank = bankOfLeg(record, leg.value);
  const isNamed =
    exceptionId === legExceptionId(record.issued.draftId, legId.data) ||
    record.registrations.some((each) => exceptionId === registrationExceptionId(record.issued.draftId, each));
  const shown = exception === undefined ? {} : { exception };
  const subject = { exceptionId, leg: leg.value, bank, isNamed, ...shown };
  return { kind: 'draft', record, leg: leg.value, subject };
}

async function locateInCell(book: DraftBook, exceptionId: ExceptionId): Promise<Located | undefined> {
  const [, bankText, serialText] = exceptionId.split(':');
  const bank = organisationIdField.safeParse(bankText);
  const serialNumber = serialField.safeParse(serialText);
  if (!bank.success || !serialNumber.success) return undefined;
  const cell = await book.cell(bank.data, serialNumber.data);
  const exception = cell?.exceptions.find((each) => each.exceptionId === exceptionId);
  if (cell === undefined || exception === undefined) return undefined;
  return { kind: 'cell', cell, subject: { exceptionId, bank: bank.data, exception } };
}

/** Puts proposals and resolutions into what was located, and takes it over into the book. */
export function keep(
  book: DraftBook,
  located: Located,
  acts: { readonly proposals: readonly Proposal[]; readonly resolutions: readonly Resolution[] },
): Located {
  if (located.kind === 'draft') {
    const record = { ...located.record, ...acts };
    book.changeDraft(record);
    return { ...located, record };
  }
  const cell = { ...located.cell, ...acts };
  book.changeCell(cell);
  return { ...located, cell };
}

/** The proposals and resolutions kept with what was located. */
export function actsOf(located: Located): {
  readonly proposals: readonly Proposal[];
  readonly resolutions: readonly Resolution[];
} {
  const { proposals, resolutions } = located.kind === 'draft' ? located.record : located.cell;
  return { proposals, resolutions };
}

/** The draft's id where a draft was located. */
export function draftIdOf(located: Located): DraftId | undefined {
  return located.kind === 'draft' ? located.record.issued.draftId : undefined;
}

/** Refuses one more proposal than an organisation's share of a draft's or a cell's. */
export function checkProposals(located: Located, by: OrganisationId): Result<true> {
  if (located.kind === 'draft') {
    const room = checkShare(located.record, 'proposals', by);
    return room.ok ? accepted(true) : room;
  }
  const { proposals, resolutions } = located.cell;
  const own = [...proposals, ...resolutions].filter(({ proposedBy }) => proposedBy.organisationId === by);
  if (own.length < cellMax.proposals) return accepted(true);
  const { serialNumber } = located.cell;
  return refused(refusal('serial-overused', { field: 'exceptionId', values: { serialNumber } }));
}
