/**
 * Writes a table as CSV or as an Excel workbook. A cell whose text a spreadsheet would take for a formula is told to be text,
 * and every file opens with what it is, what was asked for, and as of which block.
 */
import type { Response } from 'express';
import writeXlsxFile from 'write-excel-file/node';

export interface ExportTable {
  /** Lines above the table: title, filter, as of which block. */
  readonly head: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type SheetFormat = 'csv' | 'xlsx';

/** Excel takes a file for UTF-8 only with its mark. */
const byteOrderMark = '\uFEFF';
const lineEnd = '\r\n';
const columnWidth = 22;

/** The table as CSV in UTF-8 (RFC 4180). */
export function csvOf({ head, columns, rows }: ExportTable): string {
  const lines = [...head.map((line) => [line]), [], columns, ...rows];
  return byteOrderMark + lines.map((cells) => cells.map(csvCell).join(',')).join(lineEnd) + lineEnd;
}

/** One cell: neutral to spreadsheets, quoted where CSV needs it. */
export function csvCell(text: string): string {
  const neutral = neutralCell(text);
  return /[",\r\n\t]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

/** A text that begins as a formula does (= + - @, tab, carriage return) gets an apostrophe before it (OWASP, CSV injection). */
function neutralCell(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** The table as a workbook. Every cell is a text: no figure is rounded, no text becomes a formula. */
export async function workbookOf({ head, columns, rows }: ExportTable, sheet: string): Promise<Buffer> {
  const text = (value: string): { readonly type: StringConstructor; readonly value: string } => ({
    type: String,
    value,
  });
  const lines = [
    ...head.map((line) => [text(line)]),
    [],
    columns.map((name) => ({ ...text(name), fontWeight: 'bold' as const })),
    ...rows.map((cells) => cells.map(text)),
  ];
  return writeXlsxFile(lines, { sheet, columns: columns.map(() => ({ width: columnWidth })) }).toBuffer();
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a list as a file to keep. `name` stands before the ending. */
export async function sendSheet(
  response: Response,
  sheet: ExportTable & { readonly format: SheetFormat; readonly name: string },
): Promise<void> {
  const { format, name } = sheet;
  response.attachment(`${name}.${format}`);
  if (format === 'csv') response.type('text/csv; charset=utf-8').send(csvOf(sheet));
  else response.type(workbookType).send(await workbookOf(sheet, name));
}
