/** The lists of the reconciliation centre as rows of a file: plain figures and dates, for people who count on. */
import type { Names } from './names';
import type { Sheet } from './sheet';
import type { RegistrationDocument } from '../models/chain-documents';
import type { ExceptionDocument } from '../models/exception-document';
import { dayOf, daysBetween } from './date-words';
import { exceptionTitle } from './exception-words';
import { fieldFigures } from './money-words';
import type { Speech } from './speech';

export interface SheetWords {
  readonly names: Names;
  readonly speech: Speech;
  readonly now: string;
}

/** Exceptions, one a row. */
export function exceptionSheet(
  rows: readonly ExceptionDocument[],
  { names, speech, now }: SheetWords,
): Sheet {
  const { say } = speech;
  const heads = ['reasons', 'id', 'serial', 'date', 'amount', 'owner', 'opened', 'days', 'state'];
  return {
    head: heads.map((name) => say(`reconciliation:column.${name}`)),
    rows: rows.map((row) => [
      exceptionTitle(row, speech),
      row._id,
      row.serialNumber ?? '',
      row.transferDate ?? '',
      row.amountFen === undefined ? '' : fieldFigures(row.amountFen),
      names.organisation(row.owner),
      dayOf(row.openedAt),
      String(daysBetween(row.openedAt, row.closedAt ?? now)),
      say(`words:exception.${row.status}`),
    ]),
  };
}

/** Registrations, one a row. */
export function registrationSheet(
  rows: readonly RegistrationDocument[],
  { names, speech }: SheetWords,
): Sheet {
  const { say } = speech;
  const heads = ['project', 'leg', 'payer', 'payee', 'serial', 'date', 'amount', 'state'];
  return {
    head: heads.map((name) => say(`reconciliation:column.${name}`)),
    rows: rows.map((row) => [
      row.projectName,
      row.legId,
      names.organisation(row.payer),
      names.organisation(row.payee),
      row.serialNumber,
      row.date,
      fieldFigures(row.amountFen),
      say(`reconciliation:standing.${row.standing}`),
    ]),
  };
}
