/** The line that would pay a leg, what registers it, and every way of distorting or undoing it. */
import type { CalendarDate } from '../../domain/calendar';
import { addDays } from '../../domain/calendar';
import { legsInForce } from '../../domain/disbursement-leg';
import type { DraftRecord, Leg } from '../../domain/draft';
import { fenMax, fenOf } from '../../domain/money';
import type { EntrySpec, LineNumber, LineSpec, LineTwist, RegistrationTwist, UndoSpec } from './command';
import { date, lineAmounts } from './drafts';
import type { WireEntry } from './executor';
import { accountOf, strangeAccount } from './fund-world';

/** A planned line: its serial and day follow from its place in the history's drafts. */
export class PlannedLine {
  readonly leg: Leg;
  readonly about: { readonly draftId: string; readonly legId: string };
  readonly #record: DraftRecord;
  readonly #name: string;
  readonly #nextName: string;
  readonly #day: CalendarDate;
  readonly #amountFen: bigint;

  constructor(
    record: DraftRecord,
    place: {
      readonly leg: Leg;
      readonly position: number;
      readonly number: LineNumber;
      readonly drafts: number;
    },
  ) {
    const { leg, position, number, drafts } = place;
    const amounts = lineAmounts(record, leg);
    this.leg = legsInForce(record).find(({ legId }) => legId === leg.legId) ?? leg;
    this.about = { draftId: record.issued.draftId, legId: leg.legId };
    this.#record = record;
    const draft = number.draft % drafts;
    this.#name = `S${String(draft)}-${String(position)}-${String(number.part)}`;
    this.#nextName = `S${String((draft + 1) % drafts)}-${String(position)}-${String(number.part)}`;
    this.#day = addDays(date('2026-03-04'), 2 * position);
    this.#amountFen = fenOf(amounts[number.part % amounts.length] ?? leg.amountFen);
  }

  serial(twist: RegistrationTwist): string {
    if (twist === 'serial-of-next-draft') return this.#nextName;
    return twist === 'wrong-serial' ? `W${this.#name}` : this.#name;
  }

  day(twist: RegistrationTwist | LineTwist): CalendarDate {
    if (twist === 'day-later') return addDays(this.#day, 1);
    return twist === 'three-weeks-later' ? addDays(this.#day, 21) : this.#day;
  }

  named(twist: RegistrationTwist): { readonly serialNumber: string; readonly date: CalendarDate } {
    return { serialNumber: this.serial(twist), date: this.day(twist) };
  }

  entry(spec: EntrySpec): WireEntry {
    return 'undo' in spec ? this.#undo(spec) : this.#payment(spec);
  }

  #payment({ twist }: LineSpec): WireEntry {
    const { payer, payee } = this.leg;
    const base: WireEntry = {
      ...{
        account: payer.account,
        direction: 'debit',
        serialNumber: this.#name,
        bookingDate: this.day(twist),
      },
      ...{ payerAccount: payer.account, payeeAccount: payee.account, amountFen: this.#amountFen.toString() },
      ...{ currency: 'CNY', status: 'booked', kind: 'payment' },
    };
    return { ...base, ...this.#twisted(twist) };
  }

  #twisted(twist: LineTwist): Partial<WireEntry> {
    const { payer, payee } = this.leg;
    const more = (this.#amountFen < fenMax ? this.#amountFen + 1n : this.#amountFen - 1n).toString();
    const builder = accountOf(this.#record.implementer).number;
    const finance = accountOf(this.#record.command.replace('command', 'finance')).number;
    const other = finance === payer.account ? accountOf('province-finance').number : finance;
    const twists: Readonly<Record<LineTwist, Partial<WireEntry>>> = {
      plain: {},
      time: { bookingTime: `${this.#day}T09:00:00+08:00` },
      'other-time': { bookingTime: `${this.#day}T15:00:00+08:00` },
      'one-more': { amountFen: more },
      half: { amountFen: ((this.#amountFen + 1n) / 2n).toString() },
      'other-payee': {
        payeeAccount: builder === payee.account ? accountOf('province-finance').number : builder,
      },
      'strange-payee': { payeeAccount: strangeAccount },
      'other-payer': { account: other, payerAccount: other },
      dollars: { currency: 'USD' },
      'day-later': {},
      'three-weeks-later': {},
      credit: { account: payee.account, direction: 'credit' },
      'credit-of-more': { account: payee.account, direction: 'credit', amountFen: more },
      'credit-on-payer': { account: payer.account, direction: 'credit' },
      pending: { status: 'pending' },
      'pending-of-more': { status: 'pending', amountFen: more },
      fee: { kind: 'fee' },
      personal: { payeeAccountKind: 'personal' },
      'other-name': { payeeNameMatches: false },
      'same-name': { payeeNameMatches: true, payeeAccountKind: 'corporate' },
    };
    return twists[twist];
  }

  /** The other direction on the same account, referring to the planned line. */
  #undo(spec: UndoSpec): WireEntry {
    const { payer, payee } = this.leg;
    const isDebit = spec.of === 'debit';
    const worths = {
      half: (this.#amountFen + 1n) / 2n,
      whole: this.#amountFen,
      excess: this.#amountFen + 1n,
    };
    const worth = worths[spec.worth] > fenMax ? fenMax : worths[spec.worth];
    const bookingDate = addDays(this.#day, spec.reference === 'other-day' ? 1 : 0);
    return {
      account: isDebit ? payer.account : payee.account,
      direction: isDebit ? 'credit' : 'debit',
      serialNumber: spec.number === 0 ? this.#name : `U${String(spec.number)}${this.#name}`,
      bookingDate: addDays(this.#day, 3 + (spec.number % 8)),
      ...{ payerAccount: payee.account, payeeAccount: payer.account, amountFen: worth.toString() },
      ...{ currency: spec.currency, status: 'booked', kind: spec.undo },
      ...(spec.reference === 'none' ? {} : { reference: { serialNumber: this.#name, bookingDate } }),
    };
  }
}
