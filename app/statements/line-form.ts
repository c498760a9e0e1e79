/**
 * The one-line form 登记转账流水: what a bank's officer types for one line, read into an entry as `PushStatement` takes it.
 * The catalogue's own schema judges it; a fault is told at the form's field.
 */
import { entryField } from '../../domain/statement-entry';
import { single } from '../acts/act-form';
import type { FormFields } from '../acts/act';
import type { UploadEntry } from '../models/statement-upload-document';
import { parseYuan } from './yuan-amount';

const lineFields = [
  'account',
  'direction',
  'serialNumber',
  'bookingDate',
  'bookingTime',
  'payerAccount',
  'payeeAccount',
  'amount',
  'currency',
  'kind',
  'status',
  'payeeAccountKind',
  'referenceSerial',
  'referenceDate',
] as const;
export type LineField = (typeof lineFields)[number];

export type LineReading =
  | { readonly ok: true; readonly entry: UploadEntry }
  /** Fields at fault; each has a text `reconciliation:line.expected.<field>`. */
  | { readonly ok: false; readonly at: readonly LineField[] };

/** The entry that was typed, or the fields that do not fit. */
export function readLine(fields: FormFields): LineReading {
  const typed = (name: LineField): string => (single(fields[name]) ?? '').trim();
  const amountFen = parseYuan(typed('amount').replaceAll('，', ','));
  const hasReference = typed('referenceSerial') !== '' || typed('referenceDate') !== '';
  const judged = entryField.safeParse({
    ...{ account: typed('account'), direction: typed('direction'), serialNumber: typed('serialNumber') },
    ...{ bookingDate: typed('bookingDate'), payerAccount: typed('payerAccount') },
    ...{ payeeAccount: typed('payeeAccount'), amountFen: amountFen ?? '' },
    ...{ currency: typed('currency') || 'CNY', kind: typed('kind') || 'payment' },
    status: typed('status') || 'booked',
    ...(typed('bookingTime') === ''
      ? {}
      : { bookingTime: timeOn(typed('bookingDate'), typed('bookingTime')) }),
    ...(typed('payeeAccountKind') === '' ? {} : { payeeAccountKind: typed('payeeAccountKind') }),
    ...(hasReference
      ? { reference: { serialNumber: typed('referenceSerial'), bookingDate: typed('referenceDate') } }
      : {}),
  });
  if (!judged.success) return { ok: false, at: faultFields(judged.error.issues) };
  return { ok: true, entry: wireEntry(judged.data) };
}

/** A time of the day is Shanghai's. */
function timeOn(date: string, time: string): string {
  return `${date}T${time}+08:00`;
}

const fieldOfPath: Readonly<Record<string, LineField>> = { amountFen: 'amount' };

function faultFields(issues: readonly { readonly path: readonly PropertyKey[] }[]): readonly LineField[] {
  const named = issues.map(({ path: [first = '', second] }): LineField => {
    if (first === 'reference') return second === 'bookingDate' ? 'referenceDate' : 'referenceSerial';
    const name = String(first);
    return fieldOfPath[name] ?? lineFields.find((field) => field === name) ?? 'account';
  });
  return lineFields.filter((field) => named.includes(field));
}

type Judged = ReturnType<typeof entryField.parse>;

function wireEntry(judged: Judged): UploadEntry {
  const { account, direction, serialNumber, bookingDate, payerAccount, payeeAccount, amountFen } = judged;
  const { currency, status, kind, bookingTime, payeeAccountKind, reference } = judged;
  return {
    ...{ account, direction, serialNumber, bookingDate, payerAccount, payeeAccount, amountFen },
    ...{ currency, status, kind },
    ...(bookingTime === undefined ? {} : { bookingTime }),
    ...(payeeAccountKind === undefined ? {} : { payeeAccountKind }),
    ...(reference === undefined ? {} : { reference }),
  };
}
