/**
 * What a line does beyond its own cell: a reversal or return tells the cell of its original, and a credit on a
 * bank's own transfer joins the pool of receipts. When another content is chosen for a line, what the old one
 * did is taken back first.
 */
import type { PooledCredit } from '../../domain/receipt-pool';
import { addCredit, dismissCredit } from '../../domain/receipt-pool';
import type { SerialCell, Undo } from '../../domain/serial-cell';
import { addUndo, emptyCell, removeUndo, undoOf, undoneFen } from '../../domain/serial-cell';
import type { StatementLine } from '../../domain/statement-entry';
import { sameLine } from '../../domain/statement-entry';
import { ageingHoursFor } from '../../domain/thresholds';
import type { DraftBook } from '../draft-book';
import { accountKey } from '../state-keys';
import type { UnitOfWork } from '../transaction-context';

/** The call's work and its book. */
export interface Recording {
  readonly work: UnitOfWork;
  readonly book: DraftBook;
}

/** A line and the cell it stands in. */
export interface PlacedLine {
  readonly cell: SerialCell;
  readonly line: StatementLine;
}

/** Lets a line that was just recorded take effect. */
export async function applyLine(recording: Recording, placed: PlacedLine): Promise<void> {
  const undone = await originalOf(recording, placed);
  if (undone !== undefined) {
    const changed = addUndo(undone.cell, undone.undo);
    recording.book.changeCell(changed);
    await dismiss(recording, { cell: changed, undo: undone.undo });
  }
  await pool(recording, placed);
}

/** Takes back what a line did, before another content stands in its place. */
export async function withdrawLine(recording: Recording, placed: PlacedLine): Promise<void> {
  const { cell, line } = placed;
  if (isReceipt(line) && (await isBanksOwn(recording, placed))) {
    await recording.book.changePool(placeOf(line), (receipts) => dismissCredit(receipts, pooled(cell, line)));
  }
  const undone = await originalOf(recording, placed);
  if (undone === undefined) return;
  const changed = removeUndo(undone.cell, undone.undo);
  recording.book.changeCell(changed);
  const original = changed.lines.find((each) => sameLine(each, undone.undo.original));
  if (original !== undefined) await pool(recording, { cell: changed, line: original });
}

/** The cell of a bank's serial number, a new one where nothing is known of it. */
export async function cellOf(
  book: DraftBook,
  bank: SerialCell['bank'],
  serialNumber: SerialCell['serialNumber'],
): Promise<SerialCell> {
  const known = await book.cell(bank, serialNumber);
  return known ?? emptyCell(bank, serialNumber, ageingHoursFor(await book.thresholds(), bank));
}

/** What a booked reversal or return with a usable reference says of its original, and the original's cell. */
async function originalOf(
  { book }: Recording,
  { cell, line }: PlacedLine,
): Promise<{ readonly cell: SerialCell; readonly undo: Undo } | undefined> {
  const undo = undoOf(cell.serialNumber, line);
  if (undo === undefined || line.reference === undefined) return undefined;
  return { cell: await cellOf(book, cell.bank, line.reference.serialNumber), undo };
}

/** A reversed credit confirms nothing. */
async function dismiss(
  recording: Recording,
  { cell, undo }: { readonly cell: SerialCell; readonly undo: Undo },
): Promise<void> {
  const credit = cell.lines.find((each) => sameLine(each, undo.original) && each.direction === 'credit');
  if (credit === undefined || !(await isBanksOwn(recording, { cell, line: credit }))) return;
  await recording.book.changePool(placeOf(credit), (receipts) =>
    dismissCredit(receipts, pooled(cell, credit)),
  );
}

/** A booked credit from a bank's own account may be the receipt its payee's bank gives. */
async function pool(recording: Recording, { cell, line }: PlacedLine): Promise<void> {
  if (!isReceipt(line) || undoneFen(cell, line) > 0n) return;
  if (!(await isBanksOwn(recording, { cell, line }))) return;
  await recording.book.changePool(placeOf(line), (receipts) => addCredit(receipts, pooled(cell, line)));
}

function isReceipt({ direction, kind, status, currency }: StatementLine): boolean {
  return direction === 'credit' && kind === 'payment' && status === 'booked' && currency === 'CNY';
}

async function isBanksOwn({ work }: Recording, { cell, line }: PlacedLine): Promise<boolean> {
  const payer = await work.state.read(accountKey(line.payer));
  return payer !== undefined && payer.holder === payer.bank && payer.bank !== cell.bank;
}

function placeOf({ payer, payee, amountFen }: StatementLine): Parameters<DraftBook['changePool']>[0] {
  return { payer, payee, amountFen };
}

function pooled({ serialNumber }: SerialCell, { date }: StatementLine): PooledCredit {
  return { serialNumber, date };
}
