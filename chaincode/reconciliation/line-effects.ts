/**
 * What a line does beyond its own cell: a reversal or return tells the cell of its original. When another content
 * is chosen for a line, what the old one did is taken back first. Credits that may be receipts need nothing here:
 * the book carries them when it closes.
 */
import type { SerialCell, Undo } from '../../domain/serial-cell';
import { addUndo, emptyCell, removeUndo, undoOf } from '../../domain/serial-cell';
import type { StatementLine } from '../../domain/statement-entry';
import { ageingHoursFor } from '../../domain/thresholds';
import type { DraftBook } from '../draft-book';

/** A line and the cell it stands in. */
export interface PlacedLine {
  readonly cell: SerialCell;
  readonly line: StatementLine;
}

/** Lets a line that was just recorded take effect. */
export async function applyLine(book: DraftBook, placed: PlacedLine): Promise<void> {
  const undone = await originalOf(book, placed);
  if (undone !== undefined) book.changeCell(addUndo(undone.cell, undone.undo));
}

/** Takes back what a line did, before another content stands in its place. */
export async function withdrawLine(book: DraftBook, placed: PlacedLine): Promise<void> {
  const undone = await originalOf(book, placed);
  if (undone !== undefined) book.changeCell(removeUndo(undone.cell, undone.undo));
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
  book: DraftBook,
  { cell, line }: PlacedLine,
): Promise<{ readonly cell: SerialCell; readonly undo: Undo } | undefined> {
  const undo = undoOf(cell.serialNumber, line);
  if (undo === undefined || line.reference === undefined) return undefined;
  return { cell: await cellOf(book, cell.bank, line.reference.serialNumber), undo };
}
