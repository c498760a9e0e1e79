/**
 * PushStatement: the bank's lines enter the cells of their serial numbers, each once. A malformed or foreign
 * entry refuses the whole call and names every bad index; everything else, differences included, is data.
 */
import type { AccountRecord } from '../../domain/account';
import type { AccountNumber } from '../../domain/identifiers';
import { maskedAccount } from '../../domain/identifiers';
import type { PooledCredit } from '../../domain/receipt-pool';
import { addCredit, dismissCredit } from '../../domain/receipt-pool';
import { refusal } from '../../domain/refusals/refusal';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { EntryOutcome, SerialCell } from '../../domain/serial-cell';
import { addEntry, addUndo, emptyCell, undoOf, undoneFen } from '../../domain/serial-cell';
import type { StatementEntry, StatementLine } from '../../domain/statement-entry';
import { lineOf, sameLine } from '../../domain/statement-entry';
import { ageingHoursFor } from '../../domain/thresholds';
import type { pushStatement } from '../../domain/transactions/reconciliation-transactions';
import type { Outcome } from '../contracts/ledger-contract';
import { DraftBook } from '../draft-book';
import { accountKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';
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
  const cells = book.checkCells();
  if (!cells.ok) return cells;
  const changes = await book.close();
  const answer = {
    counts,
    outcomes: entries,
    drafts: changes.drafts.map(({ draftId, status }) => ({ draftId, status })),
  };
  const facts = { bank: request.bank, preparedBy: request.preparedBy, entries, ...changes };
  return accepted({ answer, ...(counts.new + counts.conflict === 0 && isQuiet(changes) ? {} : { facts }) });
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
  const foreign = indexesOf(request, ({ account }) => !accounts.has(account));
  const future = indexesOf(request, ({ bookingDate }) => bookingDate > work.today);
  if (foreign.length > 0) return entriesRefused(foreign, 'account', 'an account that this bank keeps');
  if (future.length > 0)
    return entriesRefused(future, 'bookingDate', `a booking date not after ${work.today}`);
  return undefined;
}

function indexesOf(request: Request, isBad: (entry: StatementEntry) => boolean): readonly number[] {
  return request.entries.flatMap((entry, index) => (isBad(entry) ? [index] : []));
}

function entriesRefused(indexes: readonly number[], field: string, expected: string): Result<never> {
  const [first = 0] = indexes;
  const values = { indexes: indexes.join(', ') };
  return refused(
    refusal('entries-refused', { field: `entries[${String(first)}].${field}`, expected, values }),
  );
}

interface Recording {
  readonly work: UnitOfWork;
  readonly book: DraftBook;
  readonly accounts: Accounts;
}

async function recordEntry(recording: Recording, entry: StatementEntry): Promise<EntryOutcome> {
  const { work, book, accounts } = recording;
  const account = accounts.get(entry.account);
  if (account === undefined) throw new Error('the account was checked before');
  const holder = {
    ...{ accountId: account.accountId, holder: account.holder, county: account.county },
    dedicated: account.kind === 'dedicated',
  };
  const cell = await cellOf(book, account.bank, entry.serialNumber);
  const added = addEntry(cell, { entry, holder, at: work.now });
  if (added.cell === cell) return added.outcome;
  book.changeCell(added.cell);
  const line = lineIn(added.cell, lineOf(entry, holder, work.now));
  await recordUndo(recording, { line, serialNumber: entry.serialNumber, bank: account.bank });
  await recordCredit(recording, { line, cell: added.cell });
  return added.outcome;
}

async function cellOf(
  book: DraftBook,
  bank: SerialCell['bank'],
  serialNumber: SerialCell['serialNumber'],
): Promise<SerialCell> {
  const known = await book.cell(bank, serialNumber);
  return known ?? emptyCell(bank, serialNumber, ageingHoursFor(await book.thresholds(), bank));
}

function lineIn(cell: SerialCell, arrived: StatementLine): StatementLine {
  const line = cell.lines.find((each) => sameLine(each, arrived));
  if (line === undefined) throw new Error('the line was added before');
  return line;
}

/** A reversal or return with a usable reference tells the cell of its original; a reversed credit confirms nothing. */
async function recordUndo(
  { book, work }: Recording,
  of: {
    readonly line: StatementLine;
    readonly serialNumber: SerialCell['serialNumber'];
    readonly bank: SerialCell['bank'];
  },
): Promise<void> {
  const { line, serialNumber, bank } = of;
  const undo = undoOf(serialNumber, line);
  if (undo === undefined || line.reference === undefined) return;
  const original = await cellOf(book, bank, line.reference.serialNumber);
  const changed = addUndo(original, undo);
  book.changeCell(changed);
  const credit = changed.lines.find((each) => sameLine(each, undo.original) && each.direction === 'credit');
  if (credit === undefined || !(await isBanksOwn(work, credit))) return;
  await book.changePool(placeOf(credit), (pool) => dismissCredit(pool, pooled(changed, credit)));
}

/** A booked credit from a bank's own account may be the receipt its payee's bank gives. */
async function recordCredit(
  { book, work }: Recording,
  of: { readonly line: StatementLine; readonly cell: SerialCell },
): Promise<void> {
  const { line, cell } = of;
  const counts = line.direction === 'credit' && line.kind === 'payment' && line.status === 'booked';
  if (!counts || line.currency !== 'CNY' || undoneFen(cell, line) > 0n) return;
  if (!(await isBanksOwn(work, line))) return;
  await book.changePool(placeOf(line), (pool) => addCredit(pool, pooled(cell, line)));
}

async function isBanksOwn(work: UnitOfWork, line: StatementLine): Promise<boolean> {
  const payer = await work.state.read(accountKey(line.payer));
  return payer !== undefined && payer.holder === payer.bank && payer.bank !== work.caller.organisationId;
}

function placeOf({ payer, payee, amountFen }: StatementLine): Parameters<DraftBook['changePool']>[0] {
  return { payer, payee, amountFen };
}

function pooled(cell: SerialCell, line: StatementLine): PooledCredit {
  return { serialNumber: cell.serialNumber, date: line.date };
}
