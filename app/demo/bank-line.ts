/**
 * What the demo's banks write on their statements: serial numbers as an online bank shows them to the payer, entries for a
 * leg's transfer, and the amount a tired clerk types. The seed and the simulated bank write the same lines.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CalendarDate, Instant } from '../../domain/calendar';
import { instantOf, millisecondsOf, shanghaiDate } from '../../domain/calendar';
import type { LegParty } from '../../domain/draft';
import type { pushStatement } from '../../domain/transactions/reconciliation-transactions';

type PushRequest = typeof pushStatement extends { readonly request: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never;
/** An entry on the wire. */
export type BankEntry = PushRequest['entries'][number];

const serialDigits = 14;
const serialDigitsModulus = 10n ** BigInt(serialDigits);

/** A serial number that follows from what it is for: fourteen digits, not two alike in practice. */
export function inventedSerial(about: string): string {
  const digest = createHash('sha256').update(about).digest('hex').slice(0, 24);
  return (BigInt(`0x${digest}`) % serialDigitsModulus).toString().padStart(serialDigits, '1');
}

export interface PaidLeg {
  readonly payer: LegParty;
  readonly payee: LegParty;
  readonly amountFen: string;
}

export interface BankBooking {
  readonly serialNumber: string;
  readonly bookingDate: CalendarDate;
  /** When the bank says it booked; left out where that was not on the booking date. */
  readonly at?: Instant;
}

const minutesBeforeTelling = 12;

/** The payer's line for a leg's transfer. */
export function debitEntry(leg: PaidLeg, booking: BankBooking): BankEntry {
  const { serialNumber, bookingDate } = booking;
  return {
    account: leg.payer.account,
    ...{ direction: 'debit', kind: 'payment', status: 'booked', currency: 'CNY' },
    ...{ serialNumber, bookingDate, ...bookingTime(booking) },
    ...{ payerAccount: leg.payer.account, payeeAccount: leg.payee.account, amountFen: leg.amountFen },
    payeeAccountKind: 'corporate',
  };
}

/** The line by which an earlier one comes back: it stands on the same account, as a credit. */
export function backEntry(
  leg: PaidLeg,
  booking: BankBooking,
  original: {
    readonly kind: 'reversal' | 'return';
    readonly serialNumber: string;
    readonly bookingDate: string;
  },
): BankEntry {
  const { serialNumber, bookingDate } = booking;
  return {
    account: leg.payer.account,
    ...{ direction: 'credit', kind: original.kind, status: 'booked', currency: 'CNY' },
    ...{ serialNumber, bookingDate, ...bookingTime(booking) },
    ...{ payerAccount: leg.payee.account, payeeAccount: leg.payer.account, amountFen: leg.amountFen },
    reference: { serialNumber: original.serialNumber, bookingDate: original.bookingDate },
  };
}

function bookingTime({ bookingDate, at }: BankBooking): { readonly bookingTime?: string } {
  if (at === undefined) return {};
  const booked = instantOf(millisecondsOf(at) - minutesBeforeTelling * 60_000);
  return shanghaiDate(booked) === bookingDate ? { bookingTime: booked } : {};
}

/** The amount with two neighbouring digits of its yuan exchanged: the slip that is made most often. */
export function transposedFen(amountFen: string): string {
  const yuan = amountFen.slice(0, -2);
  const place = [...yuan].findIndex((digit, index) => {
    const next = yuan[index + 1];
    return index > 0 && next !== undefined && next !== digit;
  });
  if (place < 0) return (BigInt(amountFen) + 100n).toString();
  const swapped = `${yuan.slice(0, place)}${yuan[place + 1] ?? ''}${yuan[place] ?? ''}${yuan.slice(place + 2)}`;
  return `${swapped}${amountFen.slice(-2)}`;
}
