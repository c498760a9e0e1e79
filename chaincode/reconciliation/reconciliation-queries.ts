/**
 * Reading reconciliation: how a serial number stands (thesis table 6.4), which exceptions are open, and how
 * old they are. Everyone sees their own; those who read everything see all.
 */
import { strict as assert } from 'node:assert';
import { ageBuckets } from '../../domain/exception-age';
import { millisecondsOf } from '../../domain/calendar';
import type { Caller } from '../../domain/caller';
import type { DraftRecord, Registration } from '../../domain/draft';
import { lineExceptionId } from '../../domain/entry-exceptions';
import { legState } from '../../domain/disbursement-leg';
import { maskedAccount } from '../../domain/identifiers';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import { findLeg, registrationStanding } from '../../domain/registration';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import { readsEverything } from '../../domain/roles';
import type { SerialCell } from '../../domain/serial-cell';
import { isRelated } from '../../domain/transactions/relation';
import { checking } from '../../domain/transactions/reconciliation-transactions';
import type { ageing, openExceptions } from '../../domain/transactions/reconciliation-transactions';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { subjectOf } from '../drafts/draft-act';
import type { OpenExceptions, SeenExceptions } from '../state-keys';
import { openExceptionsPrefix } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import type { RequestOf } from '../../domain/transactions/transaction';

const standingOrder = ['settled', 'waiting', 'exception'] as const;
type CheckedStanding = (typeof standingOrder)[number];

/** Checking: the worst standing first, each with table 6.3's six fields. */
export async function handleChecking(
  work: UnitOfWork,
  request: RequestOf<typeof checking>,
): Promise<Result<Outcome>> {
  const book = new DraftBook(work);
  const cell = await book.cell(request.bank, request.serialNumber);
  if (cell === undefined) return accepted({ answer: { standing: 'waiting', results: [] } });
  const about = { cell, date: request.transferDate };
  const { readable, hidden } = await checkedClaims(work, book, about);
  const all = [...readable, ...unregisteredLines(cell, about.date, work.caller)].sort(
    (a, b) => standingOrder.indexOf(b.standing) - standingOrder.indexOf(a.standing),
  );
  const worst = all[0];
  if (worst === undefined && hidden > 0) {
    return refused(refusal('not-a-party', { values: { organisationId: work.caller.organisationId } }));
  }
  return accepted({ answer: { standing: worst?.standing ?? 'waiting', results: all } });
}

interface Checked {
  readonly standing: CheckedStanding;
}

/** The registrations of that day the caller may see, and how many there are beside them. */
async function checkedClaims(
  work: UnitOfWork,
  book: DraftBook,
  about: { readonly cell: SerialCell; readonly date: string },
): Promise<{ readonly readable: readonly Checked[]; readonly hidden: number }> {
  const { cell } = about;
  const readable: Checked[] = [];
  let hidden = 0;
  for (const { draftId, registrationSeq } of cell.claims.filter(({ date }) => date === about.date)) {
    const record = await book.draft(draftId);
    const registration = record?.registrations.find(({ seq }) => seq === registrationSeq);
    assert(record !== undefined && registration !== undefined, `draft ${draftId} claims the serial`);
    const subject = { ...subjectOf(record), bank: cell.bank };
    if (isRelated(checking, work.caller, subject)) readable.push(checkedRegistration(record, registration));
    else hidden += 1;
  }
  return { readable, hidden };
}

/** The six fields of table 6.3 under their wire names, and what stands on the registration. */
function checkedRegistration(record: DraftRecord, registration: Registration): Checked {
  const leg = findLeg(record, registration.legId);
  assert(leg.ok, 'a registration is of a leg of its draft');
  const { line } = registration.view;
  const exceptions = record.state.exceptions.filter(
    ({ legId, serialNumber, transferDate }) =>
      legId === registration.legId &&
      serialNumber === registration.serialNumber &&
      transferDate === registration.date,
  );
  const standing = registrationStanding(record, registration);
  const fields = {
    draftId: record.issued.draftId,
    legId: registration.legId,
    legState: legState(record, registration.legId)?.state,
    Account: maskedAccount(leg.value.payer.account),
    Amount: leg.value.amountFen,
    ActualAmount: line?.amountFen,
    DeadLine: leg.value.deadline,
    ActualTimeOfRemit: line?.time ?? line?.date,
    SerialNumber: registration.serialNumber,
    exceptions,
  };
  return { standing, ...fields };
}

/** Lines of that day nobody registered, for the bank, the account's holder and those who read everything. */
function unregisteredLines(cell: SerialCell, date: string, caller: Caller): readonly Checked[] {
  return cell.lines
    .filter((line) => line.date === date)
    .filter(
      (line) => readsEverything(caller.role) || [cell.bank, line.holder].includes(caller.organisationId),
    )
    .filter(
      (line) => !cell.claims.some((claim) => claim.account === line.account && claim.date === line.date),
    )
    .map((line) => ({
      standing: cell.exceptions.some(({ exceptionId }) => exceptionId === lineExceptionId(cell, line))
        ? 'exception'
        : 'waiting',
      Account: maskedAccount(line.account),
      ActualAmount: line.amountFen,
      ActualTimeOfRemit: line.time ?? line.date,
      SerialNumber: cell.serialNumber,
    }));
}

/** OpenExceptions: those of up to `limit` drafts and cells; `next` is the cursor of the page after. */
export async function handleOpenExceptions(
  work: UnitOfWork,
  request: RequestOf<typeof openExceptions>,
): Promise<Result<Outcome>> {
  const { exceptions, next } = await visibleExceptions(work, request);
  return accepted({ answer: { exceptions, next } });
}

const dayMs = 86_400_000;

/** Ageing: open exceptions of one page by age, upper edges included, and by reason of the first finding. */
export async function handleAgeing(
  work: UnitOfWork,
  request: RequestOf<typeof ageing>,
): Promise<Result<Outcome>> {
  const { exceptions, next } = await visibleExceptions(work, request);
  const counts = ageBuckets.map(({ name }) => ({ days: name, count: 0 }));
  for (const { openedAt } of exceptions) {
    const age = (millisecondsOf(work.now) - millisecondsOf(openedAt)) / dayMs;
    const bucket = counts[ageBuckets.findIndex(({ toDays }) => age <= toDays)];
    if (bucket !== undefined) bucket.count += 1;
  }
  return accepted({ answer: { buckets: counts, next } });
}

async function visibleExceptions(
  work: UnitOfWork,
  request: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly exceptions: readonly ReconciliationException[]; readonly next?: string }> {
  const { caller } = work;
  const keep = ({ seen }: OpenExceptions): boolean => seen.some((each) => maySee(each, caller));
  const { entries, next } = await work.state.page(openExceptionsPrefix, { ...request, keep });
  const exceptions = entries
    .flatMap(({ record }) => record.seen)
    .flatMap((each) => (maySee(each, caller) ? each.exceptions : []));
  return { exceptions, ...(next === undefined ? {} : { next }) };
}

function maySee(open: SeenExceptions, caller: Caller): boolean {
  if (readsEverything(caller.role)) return true;
  if (caller.role === 'county-command') return open.county === caller.county;
  return open.organisations.includes(caller.organisationId) || open.banks.includes(caller.organisationId);
}
