/**
 * A bank's statement entry (domain rules, section 5): its form on the wire, its identity, and the line it
 * becomes in the serial's cell. The identity is bank + account it stands on + direction + booking date +
 * serial + kind; its content is payer, payee, amount, currency and reference.
 */
import { z } from 'zod';
import type { CalendarDate, Instant } from './calendar';
import { parseInstant, shanghaiDate } from './calendar';
import type { AccountId, AccountNumber, CountyCode, OrganisationId, SerialNumber } from './identifiers';
import { accountNumberField, amountFenField, dateField, serialField } from './identifiers';
import type { FenText } from './money';
import { oneOf, requestObject } from './transactions/request-shape';

/** Largest number of entries in one transaction. */
export const entriesMax = 500;

const instantField = z
  .string('an instant with its zone, ISO 8601')
  .max(40, 'an instant with its zone, ISO 8601')
  .transform((text, context) => {
    const instant = parseInstant(text);
    if (instant !== undefined) return instant;
    context.addIssue({ code: 'custom', message: 'an instant with its zone, ISO 8601' });
    return z.NEVER;
  });

const currencyExpected = 'a currency code of three letters';

export const entryField = requestObject({
  account: accountNumberField,
  direction: oneOf(['debit', 'credit']),
  serialNumber: serialField,
  bookingDate: dateField,
  bookingTime: instantField.optional(),
  valueDate: dateField.optional(),
  payerAccount: accountNumberField,
  payeeAccount: accountNumberField,
  amountFen: amountFenField,
  currency: z.string(currencyExpected).regex(/^[A-Z]{3}$/, currencyExpected),
  status: oneOf(['booked', 'pending']),
  kind: oneOf(['payment', 'fee', 'reversal', 'return']),
  reference: requestObject({ serialNumber: serialField, bookingDate: dateField }).optional(),
  payeeAccountKind: oneOf(['corporate', 'personal']).optional(),
  payeeNameMatches: z.boolean('true or false').optional(),
})
  .refine((entry) => entry.account === entry.payerAccount || entry.account === entry.payeeAccount, {
    path: ['account'],
    message: 'the account it stands on is its payer or its payee',
  })
  .refine(
    (entry) => entry.bookingTime === undefined || shanghaiDate(entry.bookingTime) === entry.bookingDate,
    {
      path: ['bookingTime'],
      message: 'a time on its booking date (Asia/Shanghai)',
    },
  )
  .refine((entry) => entry.reference === undefined || entry.kind === 'reversal' || entry.kind === 'return', {
    path: ['reference'],
    message: 'a reference on a reversal or a return only',
  });

export type StatementEntry = z.infer<typeof entryField>;
export type EntryKind = StatementEntry['kind'];
export type Direction = StatementEntry['direction'];

export interface EntryReference {
  readonly serialNumber: SerialNumber;
  readonly bookingDate: CalendarDate;
}

/** What may not differ under one identity. */
export interface EntryContent {
  readonly payer: AccountNumber;
  readonly payee: AccountNumber;
  readonly amountFen: FenText;
  readonly currency: string;
  readonly reference?: EntryReference;
}

/** What a bank may add later; a value that differs from an earlier one is a conflict. */
export interface EntryAdditions {
  readonly time?: Instant;
  readonly valueDate?: CalendarDate;
  readonly payeeKind?: 'corporate' | 'personal';
  readonly nameMatches?: boolean;
}

/** Within a serial's cell a line is named by these four; bank and serial are the cell's own. */
export interface LineIdentity {
  readonly account: AccountNumber;
  readonly direction: Direction;
  readonly date: CalendarDate;
  readonly kind: EntryKind;
}

/** Whose account the line stands on, from the register when the line arrived. */
export interface LineHolder {
  readonly accountId: AccountId;
  readonly holder: OrganisationId;
  readonly county: CountyCode;
  readonly dedicated: boolean;
}

export interface StatementLine extends LineIdentity, EntryContent, EntryAdditions, LineHolder {
  readonly status: 'booked' | 'pending';
  /** When it first arrived booked (or pending, until then): ageing counts from here. */
  readonly arrivedAt: Instant;
  /** Whether it pays a leg of a live draft, as far as known when its cell last changed after its ageing. */
  readonly fitsLeg: boolean;
  /** Other contents reported under this identity, in order of arrival; the first stands. */
  readonly versions?: readonly EntryVersion[];
  /** Contents that a resolution set aside: reported again, they open nothing. */
  readonly setAside?: readonly EntryVersion[];
}

export type EntryVersion = EntryContent & EntryAdditions;

/** The line an entry becomes when nothing is known under its identity. */
export function lineOf(entry: StatementEntry, holder: LineHolder, arrivedAt: Instant): StatementLine {
  return {
    account: entry.account,
    direction: entry.direction,
    date: entry.bookingDate,
    kind: entry.kind,
    ...contentOf(entry),
    ...additionsOf(entry),
    accountId: holder.accountId,
    holder: holder.holder,
    county: holder.county,
    dedicated: holder.dedicated,
    status: entry.status,
    arrivedAt,
    fitsLeg: false,
  };
}

/** The content of an entry. */
export function contentOf(entry: StatementEntry): EntryContent {
  return {
    payer: entry.payerAccount,
    payee: entry.payeeAccount,
    amountFen: entry.amountFen,
    currency: entry.currency,
    ...(entry.reference === undefined
      ? {}
      : {
          reference: {
            serialNumber: entry.reference.serialNumber,
            bookingDate: entry.reference.bookingDate,
          },
        }),
  };
}

/** What the entry adds to its content. */
export function additionsOf(entry: StatementEntry): EntryAdditions {
  return {
    ...(entry.bookingTime === undefined ? {} : { time: entry.bookingTime }),
    ...(entry.valueDate === undefined ? {} : { valueDate: entry.valueDate }),
    ...(entry.payeeAccountKind === undefined ? {} : { payeeKind: entry.payeeAccountKind }),
    ...(entry.payeeNameMatches === undefined ? {} : { nameMatches: entry.payeeNameMatches }),
  };
}

/** Whether two lines stand under one identity. */
export function sameLine(a: LineIdentity, b: LineIdentity): boolean {
  return a.account === b.account && a.direction === b.direction && a.date === b.date && a.kind === b.kind;
}

/** The version of the entry: content and additions. */
export function versionOf(entry: StatementEntry): EntryVersion {
  return { ...contentOf(entry), ...additionsOf(entry) };
}

/** Whether two contents are equal. */
export function sameContent(a: EntryContent, b: EntryContent): boolean {
  return (
    a.payer === b.payer &&
    a.payee === b.payee &&
    a.amountFen === b.amountFen &&
    a.currency === b.currency &&
    a.reference?.serialNumber === b.reference?.serialNumber &&
    a.reference?.bookingDate === b.reference?.bookingDate
  );
}

/** Whether additions contradict what is already known: both present and different. */
export function contradicts(known: EntryAdditions, said: EntryAdditions): boolean {
  const differs = <Value>(a: Value | undefined, b: Value | undefined): boolean =>
    a !== undefined && b !== undefined && a !== b;
  return (
    differs(known.time, said.time) ||
    differs(known.valueDate, said.valueDate) ||
    differs(known.payeeKind, said.payeeKind) ||
    differs(known.nameMatches, said.nameMatches)
  );
}
