/**
 * Reads a bank's statement from CSV (RFC 4180, columns by header name in Chinese or English, amounts in yuan). Every
 * fault names its line and column; a file that is too large or too long is refused before it is taken apart.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { UploadEntry } from '../models/statement-upload-document';
import type { CalendarDate } from '../../domain/calendar';
import { isCalendarDate } from '../../domain/calendar';
import { accountNumberField, dateField, serialField } from '../../domain/identifiers';
import type { Expectation, Place, Reading } from './input-fault';
import { faulty, read, shownValue } from './input-fault';
import type { StatementColumn } from './statement-columns';
import {
  columnNames,
  columnOf,
  directionWords,
  kindWords,
  natureWords,
  statementColumns,
  statusWords,
} from './statement-columns';
import { parseYuan } from './yuan-amount';

export const statementMebibytesMax = 4;
export const statementLinesMax = 5_000;
const recordCharactersMax = 4_096;

/** An entry and the line of the file it stands on. */
export interface StatementLine {
  readonly line: number;
  readonly entry: FileEntry;
}

/** An entry as a prepared statement keeps it, whose date has been read as one of the calendar. */
export interface FileEntry extends UploadEntry {
  readonly bookingDate: CalendarDate;
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

type ColumnPlaces = ReadonlyMap<StatementColumn, number>;

/** The statement's lines in the order of the file. */
export function parseStatement(file: string, text: string): Reading<readonly StatementLine[]> {
  const records = csvRecords(file, text);
  if (!records.ok) return records;
  const [header, ...body] = records.value;
  if (header === undefined) return faulty(file, { code: 'empty' });
  const places = columnPlaces(file, header);
  if (!places.ok) return places;
  if (body.length > statementLinesMax) {
    return faulty(file, { code: 'too-many-lines', limit: String(statementLinesMax) });
  }
  const lines: StatementLine[] = [];
  for (const record of body) {
    if (record.cells.length !== header.cells.length) {
      return faulty(file, { code: 'csv-form' }, { line: record.line });
    }
    const line = new LineReader(record, places.value, header.cells).line();
    if (!line.ok) return faulty(file, line.problem, line.place);
    lines.push(line.value);
  }
  return lines.length === 0 ? faulty(file, { code: 'empty' }) : read(lines);
}

function csvRecords(file: string, text: string): Reading<readonly CsvRecord[]> {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      raw: false,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: recordCharactersMax,
      to: statementLinesMax + 2,
    });
    return read(recordsOf(parsed));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined;
    return faulty(file, { code: 'csv-form' }, line === undefined ? {} : { line });
  }
}

/** csv-parse answers `{ info: { lines }, record }` for each record when asked for `info`. */
function recordsOf(parsed: unknown): readonly CsvRecord[] {
  return (parsed as readonly { info: { lines: number }; record: readonly string[] }[]).map(
    ({ info, record }) => ({ line: info.lines, cells: record }),
  );
}

function columnPlaces(file: string, { line, cells }: CsvRecord): Reading<ColumnPlaces> {
  const places = new Map<StatementColumn, number>();
  for (const [index, header] of cells.entries()) {
    const column = columnOf(header);
    if (column === undefined)
      return faulty(file, { code: 'column-unknown', found: shownValue(header) }, { line });
    if (places.has(column)) return faulty(file, { code: 'repeated', found: shownValue(header) }, { line });
    places.set(column, index);
  }
  const missing = columnNames.filter((name) => statementColumns[name].needed && !places.has(name));
  if (missing.length === 0) return read(places);
  return faulty(file, { code: 'columns-missing', found: missing.map(headerPair).join(' / ') }, { line });
}

function headerPair(column: StatementColumn): string {
  return `“${statementColumns[column].headers.join('”或“')}”`;
}

type CellFault = {
  readonly ok: false;
  readonly problem: { readonly code: 'field'; readonly expected: Expectation; readonly found: string };
  readonly place: Place;
};

/** Reads one line cell by cell; the first cell that does not fit is its fault. */
class LineReader {
  readonly #record: CsvRecord;
  readonly #places: ColumnPlaces;
  readonly #headers: readonly string[];
  #fault: CellFault | undefined;

  constructor(record: CsvRecord, places: ColumnPlaces, headers: readonly string[]) {
    this.#record = record;
    this.#places = places;
    this.#headers = headers;
  }

  line(): { readonly ok: true; readonly value: StatementLine } | CellFault {
    const time = this.#cell('bookingTime');
    const bookingDate = this.#date('bookingDate');
    const nature = this.#cell('payeeAccountKind');
    const reference = this.#reference();
    const entry: FileEntry = {
      account: this.#account('account'),
      direction: this.#word('direction', directionWords, { expected: 'direction', fallback: 'debit' }),
      serialNumber: this.#serial('serialNumber'),
      bookingDate,
      ...(time === '' ? {} : { bookingTime: this.#time(bookingDate, time) }),
      payerAccount: this.#account('payerAccount'),
      payeeAccount: this.#account('payeeAccount'),
      amountFen: this.#amount(),
      currency: this.#currency(),
      status: this.#word('status', statusWords, {
        expected: 'booking-status',
        fallback: 'booked',
        optional: true,
      }),
      kind: this.#word('kind', kindWords, { expected: 'entry-kind', fallback: 'payment', optional: true }),
      ...(nature === ''
        ? {}
        : {
            payeeAccountKind: this.#word('payeeAccountKind', natureWords, {
              expected: 'holder-nature',
              fallback: 'corporate',
            }),
          }),
      ...(reference === undefined ? {} : { reference }),
    };
    return this.#fault ?? { ok: true, value: { line: this.#record.line, entry } };
  }

  #cell(column: StatementColumn): string {
    return this.#record.cells[this.#places.get(column) ?? -1] ?? '';
  }

  #wrong(column: StatementColumn, expected: Expectation): void {
    this.#fault ??= {
      ok: false,
      problem: { code: 'field', expected, found: shownValue(this.#cell(column)) },
      place: { line: this.#record.line, field: this.#headerOf(column) },
    };
  }

  /** The column as the file itself calls it. */
  #headerOf(column: StatementColumn): string {
    return this.#headers[this.#places.get(column) ?? -1] ?? statementColumns[column].headers[0];
  }

  #checked(column: StatementColumn, expected: Expectation, value: string | undefined): string {
    if (value === undefined) this.#wrong(column, expected);
    return value ?? '';
  }

  #account(column: StatementColumn): string {
    return this.#checked(column, 'account-number', accountNumberField.safeParse(this.#cell(column)).data);
  }

  #serial(column: StatementColumn): string {
    return this.#checked(column, 'serial', serialField.safeParse(this.#cell(column)).data);
  }

  #date(column: StatementColumn): CalendarDate {
    const text = this.#cell(column);
    if (isCalendarDate(text)) return text;
    this.#wrong(column, 'date');
    return dateField.parse('2000-01-01'); // Never seen: a line with a fault is not answered.
  }

  #time(date: string, text: string): string {
    const fits = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text);
    return this.#checked('bookingTime', 'time', fits ? `${date}T${text}+08:00` : undefined);
  }

  #amount(): string {
    return this.#checked('amount', 'amount', parseYuan(this.#cell('amount')));
  }

  #currency(): string {
    const text = this.#cell('currency');
    if (text === '' || text === '人民币') return 'CNY';
    return this.#checked('currency', 'currency', /^[A-Z]{3}$/.test(text) ? text : undefined);
  }

  #word<Word extends string>(
    column: StatementColumn,
    words: ReadonlyMap<string, Word>,
    about: { readonly expected: Expectation; readonly fallback: Word; readonly optional?: true },
  ): Word {
    const text = this.#cell(column).toLowerCase();
    const word = text === '' ? about.fallback : (words.get(text) ?? about.fallback);
    if (text === '' ? about.optional !== true : !words.has(text)) this.#wrong(column, about.expected);
    return word;
  }

  #reference(): FileEntry['reference'] {
    if (this.#cell('referenceSerial') === '' && this.#cell('referenceDate') === '') return undefined;
    return { serialNumber: this.#serial('referenceSerial'), bookingDate: this.#date('referenceDate') };
  }
}
