/**
 * PushStatement: the bank's lines enter the cells of their serial numbers, each once. A malformed or foreign
 * entry refuses the whole call and names every bad index; everything else, differences included, is data.
 */
import { strict as assert } from 'node:assert';
import type { AccountRecord } from '../../domain/account';
import type { CalendarDate } from '../../domain/calendar';
import type { DraftChange, ExceptionChanges } from '../../domain/events/draft-events';
import type { AccountNumber } from '../../domain/identifiers';
import { maskedAccount } from '../../domain/identifiers';
import { checkPoolRoom } from '../../domain/receipt-pool';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { EntryOutcome } from '../../domain/serial-cell';
import { addEntry, checkCellRoom } from '../../domain/serial-cell';
import type { StatementEntry } from '../../domain/statement-entry';
import { lineOf, sameLine } from '../../domain/statement-entry';
import type { pushStatement } from '../../domain/transactions/reconciliation-transactions';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { accountKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
import { applyLine, cellOf } from './line-effects';
import type { RequestOf } from '../../domain/transactions/transaction';

type Request = RequestOf<typeof pushStatement>;
type Accounts = ReadonlyMap<AccountNumber, AccountRecord>;

/** Records the entries; answers for each whether it is `new`, `known` or a `conflict`. */
export async function handlePushStatement(work: UnitOfWork, request: Request): Promise<Result<Outcome>> {
  const { caller } = work;
  if (request.bank !== caller.organisationId) {
    const values = { organisationId: caller.organisationId, bank: request.bank };
    return refused(refusal('not-this-bank', { field: 'bank', values }));
  }
  if (request.preparedBy === caller.person) {
    return refused(
      refusal('second-officer-same', { field: 'preparedBy', values: { person: caller.person } }),
    );
  }
  const accounts = await accountsOf(work, request);
  const bad = badEntries(work, request, accounts);
  if (bad !== undefined) return bad;
  const book = new DraftBook(work);
  const entries: object[] = [];
  const counts = { new: 0, known: 0, conflict: 0 };
  for (const entry of request.entries) {
    const outcome = await recordEntry({ work, book, accounts }, entry);
    counts[outcome] += 1;
    entries.push(told(entry, accounts, outcome));
  }
  const cells = checkCellRoom(book.changedCells());
  if (!cells.ok) return cells;
  const changes = await book.close();
  const pools = checkPoolRoom(book.changedPools());
  if (!pools.ok) return pools;
  const answer = {
    counts,
    outcomes: entries,
    drafts: changes.drafts.map(draftEffect),
    cells: changes.cells.map(({ exceptions }) => ({ exceptions: shownExceptions(exceptions) })),
  };
  const facts = { bank: request.bank, preparedBy: request.preparedBy, entries, ...changes };
  return accepted({ answer, ...(counts.new + counts.conflict === 0 && isQuiet(changes) ? {} : { facts }) });
}

/** What a push does to a draft: the bank sees it before it pushes, when the call is only evaluated, and after. */
function draftEffect({ draftId, status, legs, exceptions }: DraftChange): object {
  const settled = legs.flatMap(({ legId, state, actual }) =>
    state === 'settled' ? [{ legId, serialNumbers: actual?.serialNumbers ?? [] }] : [],
  );
  return { draftId, status, settled, exceptions: shownExceptions(exceptions) };
}

/** Exceptions that opened or changed, by the line they stand on. */
function shownExceptions({ opened, changed }: ExceptionChanges): readonly object[] {
  return [...opened, ...changed].map(({ exceptionId, legId, serialNumber, transferDate, findings }) => ({
    ...{ exceptionId, legId, serialNumber, transferDate },
    reasons: findings.map(({ reason }) => reason),
  }));
}

function isQuiet(changes: {
  readonly drafts: readonly object[];
  readonly cells: readonly object[];
}): boolean {
  return changes.drafts.length + changes.cells.length === 0;
}

/** What the event and the answer tell of an entry: no full account number. */
function told(entry: StatementEntry, accounts: Accounts, outcome: EntryOutcome): object {
  const { serialNumber, bookingDate, direction, kind, status, amountFen } = entry;
  return {
    outcome,
    accountId: accounts.get(entry.account)?.accountId,
    ...{ serialNumber, bookingDate, direction, kind, status, amountFen },
    counterparty: maskedAccount(
      entry.account === entry.payerAccount ? entry.payeeAccount : entry.payerAccount,
    ),
  };
}

async function accountsOf(work: UnitOfWork, request: Request): Promise<Accounts> {
  const accounts = new Map<AccountNumber, AccountRecord>();
  for (const number of new Set(request.entries.map(({ account }) => account))) {
    const record = await work.state.read(accountKey(number));
    if (record?.bank === request.bank) accounts.set(number, record);
  }
  return accounts;
}

/** The refusal that lists every bad index, or undefined. Shapes were checked before; here register and calendar. */
function badEntries(work: UnitOfWork, request: Request, accounts: Accounts): Result<never> | undefined {
  const faults = request.entries.map((entry) => faultOf(entry, accounts, work.today));
  const indexes = faults.flatMap((fault, index) => (fault === undefined ? [] : [index]));
  const [first = 0] = indexes;
  const fault = faults[first];
  if (fault === undefined) return undefined;
  const { field, expected } = fault;
  const values = { indexes: indexes.join(', ') };
  return refused(
    refusal('entries-refused', { field: `entries[${String(first)}].${field}`, expected, values }),
  );
}

interface EntryFault {
  readonly field: string;
  readonly expected: string;
}

function faultOf(entry: StatementEntry, accounts: Accounts, today: CalendarDate): EntryFault | undefined {
  if (!accounts.has(entry.account)) return { field: 'account', expected: 'an account that this bank keeps' };
  if (entry.bookingDate <= today) return undefined;
  return { field: 'bookingDate', expected: `a booking date not after ${today}` };
}

interface PushRecording {
  readonly work: UnitOfWork;
  readonly book: DraftBook;
  readonly accounts: Accounts;
}

async function recordEntry(recording: PushRecording, entry: StatementEntry): Promise<EntryOutcome> {
  const { work, book, accounts } = recording;
  const account = accounts.get(entry.account);
  assert(account !== undefined, 'the account was checked before');
  const holder = {
    ...{ accountId: account.accountId, holder: account.holder, county: account.county },
    dedicated: account.kind === 'dedicated',
  };
  const cell = await cellOf(book, account.bank, entry.serialNumber);
  const added = addEntry(cell, { entry, holder, at: work.now });
  if (added.cell === cell) return added.outcome;
  book.changeCell(added.cell);
  const arrived = lineOf(entry, holder, work.now);
  const line = added.cell.lines.find((each) => sameLine(each, arrived));
  assert(line !== undefined, `the line under serial ${entry.serialNumber} was added before`);
  await applyLine(book, { cell: added.cell, line });
  return added.outcome;
}
