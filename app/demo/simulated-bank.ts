/**
 * The demo's banks: where a payer of the demonstration would use its online bank, a visitor presses a button. The bank
 * books the transfer and shows a serial number, as an online bank does; the line reaches the chain when the bank pushes it,
 * under the certificate of its system.
 */
import { addDays, instantOf, shanghaiDate } from '../../domain/calendar';
import type { CalendarDate } from '../../domain/calendar';
import type { Result } from '../../domain/result';
import { accepted, refused } from '../../domain/result';
import type { DraftAnswer, LegAnswer } from '../../domain/transactions/draft-answers';
import { queryDraft } from '../../domain/transactions/draft-transactions';
import { pushStatement } from '../../domain/transactions/reconciliation-transactions';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import { evaluateTransaction, submitTransaction } from '../blockchain/contract-client';
import { draftAnswer } from '../story/answer-codec';
import { backEntry, debitEntry, inventedSerial, transposedFen } from './bank-line';
import type { BankEntry } from './bank-line';
import type { DemoOrganisation } from './demo-organisations';
import { demoOrganisation } from './demo-organisations';

/** `exact`; another amount, as a clerk mistypes it; or booked on the day before the payer believes. */
export const paymentKinds = ['exact', 'other-amount', 'other-day'] as const;
export type PaymentKind = (typeof paymentKinds)[number];

export interface BankLine {
  readonly id: string;
  readonly bank: string;
  readonly draftId: string;
  readonly legId: string;
  readonly kind: PaymentKind | 'reversal';
  readonly entry: BankEntry;
  /** The date that the payer's slip bears: what the payer registers. */
  readonly slipDate: CalendarDate;
  readonly pushed: boolean;
}

export interface SimulatedBankPorts {
  readonly ledger: Ledger;
  /** Sees every draft: the leading-group office's person of the demo. */
  readonly reader: () => Promise<LedgerIdentity>;
  readonly serviceIdentity: (organisation: DemoOrganisation) => Promise<LedgerIdentity>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Lines that a bank remembers; the oldest pushed ones are forgotten first. */
const linesMax = 500;

export class SimulatedBank {
  readonly #ports: SimulatedBankPorts;
  readonly #lines: BankLine[] = [];
  #count = 0;

  constructor(ports: SimulatedBankPorts) {
    this.#ports = ports;
  }

  /** What the banks have booked, newest first. */
  lines(): readonly BankLine[] {
    return [...this.#lines].reverse();
  }

  /**
   * Books the transfer of a leg that awaits its payment; the line waits at the bank until it is pushed. Where the payer has
   * registered a serial number already, it is the line of that one. Undefined when the leg awaits none, or is not there.
   */
  async pays(draftId: string, legId: string, kind: PaymentKind): Promise<Result<BankLine | undefined>> {
    const draft = await this.#draft(draftId);
    if (!draft.ok) return draft;
    const leg = draft.value.legs.find((each) => each.legId === legId);
    if (leg === undefined || leg.state === 'settled' || leg.state === 'locked') return accepted(undefined);
    const registered = draft.value.record.registrations.find(
      (registration) => registration.legId === legId && registration.ended === undefined,
    );
    const at = instantOf(this.#ports.now());
    const slip = registered ?? { serialNumber: this.#serial(draftId), date: shanghaiDate(at) };
    const bookingDate = kind === 'other-day' ? addDays(slip.date, -1) : slip.date;
    const amountFen = kind === 'other-amount' ? transposedFen(leg.amountFen) : leg.amountFen;
    const booking = { serialNumber: slip.serialNumber, bookingDate, at };
    const entry = debitEntry({ ...leg, amountFen }, booking);
    return accepted(this.#remember({ draft: draft.value, leg, kind, entry, slipDate: slip.date }));
  }

  /** Books the reversal of a line that was pushed; undefined when there is no such line. */
  async reverses(lineId: string): Promise<Result<BankLine | undefined>> {
    const line = this.#lines.find(({ id, pushed, kind }) => id === lineId && pushed && kind !== 'reversal');
    if (line === undefined) return accepted(undefined);
    const draft = await this.#draft(line.draftId);
    if (!draft.ok) return draft;
    const leg = draft.value.legs.find(({ legId }) => legId === line.legId);
    if (leg === undefined) return accepted(undefined);
    const at = instantOf(this.#ports.now());
    const { serialNumber, bookingDate, amountFen } = line.entry;
    const booking = { serialNumber: this.#serial(line.draftId), bookingDate: shanghaiDate(at), at };
    const entry = backEntry({ ...leg, amountFen }, booking, { kind: 'reversal', serialNumber, bookingDate });
    return accepted(
      this.#remember({ draft: draft.value, leg, kind: 'reversal', entry, slipDate: shanghaiDate(at) }),
    );
  }

  /**
   * Pushes a line under the certificate of the bank's system; undefined when there is no such line. What was pushed is
   * pushed again without harm: it counts once.
   */
  async pushes(lineId: string): Promise<Result<BankLine | undefined>> {
    const index = this.#lines.findIndex(({ id }) => id === lineId);
    const line = this.#lines[index];
    if (line === undefined) return accepted(undefined);
    const identity = await this.#ports.serviceIdentity(demoOrganisation(line.bank));
    const request = { bank: line.bank, entries: [line.entry] };
    const committed = await submitTransaction(this.#ports.ledger, identity, {
      definition: pushStatement,
      request,
    });
    if (!committed.ok) return refused(committed.refusal);
    const pushed = { ...line, pushed: true };
    this.#lines[index] = pushed;
    return accepted(pushed);
  }

  async #draft(draftId: string): Promise<Result<DraftAnswer>> {
    const identity = await this.#ports.reader();
    const call = { definition: queryDraft, request: { draftId } };
    const answered = await evaluateTransaction(this.#ports.ledger, identity, call);
    return answered.ok ? accepted(draftAnswer(answered.value)) : answered;
  }

  #serial(draftId: string): string {
    return inventedSerial(`${draftId} ${String(this.#ports.now())} ${String(this.#count)}`);
  }

  #remember(told: {
    readonly draft: DraftAnswer;
    readonly leg: LegAnswer;
    readonly kind: BankLine['kind'];
    readonly entry: BankEntry;
    readonly slipDate: CalendarDate;
  }): BankLine {
    const { draft, leg, kind, entry, slipDate } = told;
    const bank = draft.record.accounts[leg.payer.account]?.bank ?? leg.payer.organisationId;
    this.#count += 1;
    const id = `B${String(this.#count)}`;
    const line = { id, bank, draftId: draft.draftId, legId: leg.legId, kind, entry, slipDate, pushed: false };
    this.#lines.push(line);
    if (this.#lines.length > linesMax) this.#lines.shift();
    return line;
  }
}
