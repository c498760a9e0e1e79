/**
 * Turns commands into the catalogue's calls, given the drafts of the history and what stands now. The calls
 * are the same whatever they are played on.
 */
import type { CalendarDate, Instant } from '../../domain/calendar';
import { addDays, addHours } from '../../domain/calendar';
import { legsInForce } from '../../domain/disbursement-leg';
import type { DraftRecord, Leg } from '../../domain/draft';
import { fenMax, fenOf } from '../../domain/money';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type {
  Command,
  EntrySpec,
  LineNumber,
  LineSpec,
  LineTwist,
  RegistrationTwist,
  UndoSpec,
} from './command';
import { date, instant, issue, lineAmounts } from './drafts';
import type { DraftSpec, Issue } from './drafts';
import type { Call, Executor, Snapshot } from './executor';
import { accountOf, callerOf, registered, strangeAccount } from './fund-world';

/** An entry on the wire. */
export type WireEntry = Readonly<Record<string, unknown>> & {
  readonly account: string;
  readonly direction: 'debit' | 'credit';
  readonly serialNumber: string;
  readonly bookingDate: string;
  readonly payerAccount: string;
  readonly payeeAccount: string;
  readonly amountFen: string;
  readonly currency: string;
  readonly status: 'booked' | 'pending';
  readonly kind: 'payment' | 'fee' | 'reversal' | 'return';
};

/** When histories begin: every leg's first booking day has come. */
export const historyBegins = instant('2026-04-02T02:00:00.000Z');

export class Play {
  readonly issues: readonly Issue[];
  now: Instant = historyBegins;
  #step = 0;

  constructor(specs: readonly DraftSpec[]) {
    this.issues = specs.map((spec, number) => issue(spec, number + 1));
  }

  /** The calls of a command; none where what it names is not there. */
  callsOf(command: Command, standing: Snapshot): readonly Call[] {
    this.#step += 1;
    if (command.do === 'wait') this.now = addHours(this.now, command.hours);
    const calls = this.#callsOf(command, standing);
    return calls.map((call) => ({ ...call, at: this.now }));
  }

  /** Plays a command and answers the calls that were accepted. */
  async perform(command: Command, executor: Executor): Promise<readonly PlayedCall[]> {
    const played: PlayedCall[] = [];
    const submit = async (call: Call): Promise<unknown> => {
      const outcome = await executor.submit(call);
      played.push({
        call,
        ok: outcome.ok,
        ...(outcome.ok ? { facts: outcome.facts, answer: outcome.answer } : {}),
      });
      return outcome.ok ? outcome.answer : undefined;
    };
    const standing = await executor.state();
    for (const call of this.callsOf(command, standing)) {
      const answer = await submit(call);
      const second = answer === undefined ? undefined : secondOf(call, answer, command);
      if (second !== undefined) await submit(second);
    }
    return played;
  }

  #callsOf(command: Command, standing: Snapshot): readonly Omit<Call, 'at'>[] {
    switch (command.do) {
      case 'register':
        return this.#onLine(command, (line) => [
          {
            transaction: 'RegisterTransfer',
            caller: callerOf(line.leg.payer.organisationId, 0),
            request: {
              ...line.about,
              serialNumber: line.serial(command.twist),
              transferDate: line.day(command.twist),
            },
          },
        ]);
      case 'push':
        return this.#pushes(command.entries);
      case 'correct':
        return this.#onLine(command, (line) => [
          {
            transaction: 'CorrectRegistration',
            caller: callerOf(line.leg.payer.organisationId, 0),
            request: { ...line.about, from: line.named(command.from), to: line.named(command.to) },
          },
        ]);
      case 'confirm-receipt':
        return this.#onLine(command, (line) => [
          {
            transaction: 'ConfirmReceipt',
            caller: callerOf(line.leg.payee.organisationId, 0),
            request: { ...line.about, serialNumber: line.serial('plain'), transferDate: line.day('plain') },
          },
        ]);
      case 'resolve':
        return this.#resolve(command, standing);
      case 'wait':
        return [];
      case 'sweep': {
        const request = { limit: 200 };
        return [{ transaction: 'Sweep', caller: callerOf('bank-a', 9), request }];
      }
      default:
        return this.#draftCalls(command);
    }
  }

  #draftCalls(
    command: Extract<Command, { readonly draft: number }> & { readonly do: DraftDo },
  ): readonly Omit<Call, 'at'>[] {
    const record = this.#draft(command.draft);
    const { draftId } = record.issued;
    const office = (transaction: string, person: number, more: object): Omit<Call, 'at'> => ({
      transaction,
      caller: callerOf('leading-office', person),
      request: { draftId, ...more },
    });
    const reason = 'A reason';
    switch (command.do) {
      case 'freeze':
        return [office('Freeze', 1, { reason })];
      case 'lift':
        return [office('ProposeLift', 1, { reason }), office('ConfirmLift', 2, {})];
      case 'cancel':
        return [office('Cancel', 1, { reason })];
      case 'extend': {
        const leg = record.issued.planPath[command.leg % record.issued.planPath.length];
        const extension = { legId: leg?.legId, deadline: addDays(date('2026-04-10'), command.days) };
        return [
          office('ProposeExtension', 1, { ...extension, reason }),
          office('ConfirmExtension', 2, extension),
        ];
      }
      case 'present':
        return [this.#presentation(record, command.tranche)];
      case 'opine': {
        const about = { draftId, tranche: command.tranche, decision: command.agrees ? 'agree' : 'return' };
        const request = { ...about, opinion: 'An opinion' };
        return [{ transaction: 'GiveOpinion', caller: callerOf(record.command, 0), request }];
      }
      case 'accept':
        return [this.#acceptance(record, command)];
    }
  }

  #presentation(record: DraftRecord, tranche: number): Omit<Call, 'at'> {
    const evidence = [this.#evidence()];
    const request = { draftId: record.issued.draftId, tranche, milestone: 'Reached', evidence };
    return { transaction: 'PresentTranche', caller: callerOf(record.implementer, 0), request };
  }

  #acceptance(
    record: DraftRecord,
    { tranche, byCommand }: { readonly tranche: number; readonly byCommand: boolean },
  ): Omit<Call, 'at'> {
    const caller = callerOf(byCommand ? record.command : record.implementer, 0);
    const evidence = byCommand ? { evidence: [this.#evidence()] } : {};
    return {
      transaction: 'Accept',
      caller,
      request: { draftId: record.issued.draftId, tranche, ...evidence },
    };
  }

  #evidence(): string {
    return this.#step.toString(16).padStart(64, '0');
  }

  #draft(number: number): DraftRecord {
    const found = this.issues[number % this.issues.length];
    if (found === undefined) throw new Error('a history has drafts');
    return found.record;
  }

  #line(about: LineNumber): PlannedLine {
    const record = this.#draft(about.draft);
    const { planPath } = record.issued;
    const position = about.leg % planPath.length;
    const leg = planPath[position];
    if (leg === undefined) throw new Error('a path has legs');
    return new PlannedLine(record, { leg, position, number: about, drafts: this.issues.length });
  }

  #onLine(
    about: LineNumber,
    calls: (line: PlannedLine) => readonly Omit<Call, 'at'>[],
  ): readonly Omit<Call, 'at'>[] {
    return calls(this.#line(about));
  }

  /** One call for each bank, in the order of the entries. */
  #pushes(specs: readonly EntrySpec[]): readonly Omit<Call, 'at'>[] {
    const byBank = new Map<string, WireEntry[]>();
    for (const spec of specs) {
      const entry = this.#line(spec).entry(spec);
      const bank = registered(entry.account)?.bank;
      if (bank === undefined) continue;
      byBank.set(bank, [...(byBank.get(bank) ?? []), entry]);
    }
    return [...byBank].map(([bank, entries]) => ({
      transaction: 'PushStatement',
      caller: callerOf(bank, 0),
      request: { bank, entries },
    }));
  }

  #resolve(
    command: Extract<Command, { readonly do: 'resolve' }>,
    standing: Snapshot,
  ): readonly Omit<Call, 'at'>[] {
    const open = [
      ...standing.drafts.flatMap(({ state }) => state.exceptions),
      ...standing.cells.flatMap(({ exceptions }) => exceptions),
    ];
    const exception = open[command.pick % Math.max(open.length, 1)];
    if (exception === undefined) return [];
    const record = standing.drafts.find(({ issued }) => issued.draftId === exception.draftId);
    const act = actFor(command.kind, exception, record);
    if (act === undefined) return [];
    const bank = bankOf(exception, record);
    const caller = callerOf(command.kind === 'choose-version' ? bank : 'leading-office', 1);
    const request = { exceptionId: exception.exceptionId, act, reason: 'A reason' };
    return [{ transaction: 'ProposeResolution', caller, request }];
  }
}

type DraftDo = 'freeze' | 'lift' | 'cancel' | 'extend' | 'present' | 'opine' | 'accept';

export interface PlayedCall {
  readonly call: Call;
  readonly ok: boolean;
  readonly facts?: object | undefined;
  readonly answer?: unknown;
}

/** The second person's call, where a call's answer names what is to be confirmed. */
function secondOf(call: Call, answer: unknown, command: Command): Call | undefined {
  if (call.transaction !== 'ProposeResolution' || typeof answer !== 'object' || answer === null)
    return undefined;
  const samePerson = command.do === 'resolve' && command.samePerson;
  return {
    transaction: 'ConfirmResolution',
    caller: callerOf('leading-office', samePerson ? 1 : 2),
    request: { ...answer },
    at: call.at,
  };
}

function bankOf(exception: ReconciliationException, record: DraftRecord | undefined): string {
  if (record === undefined) return exception.exceptionId.split(':')[1] ?? 'bank-a';
  const leg = record.issued.planPath.find(({ legId }) => legId === exception.legId);
  return (leg === undefined ? undefined : record.accounts[leg.payer.account]?.bank) ?? 'bank-a';
}

function actFor(
  kind: Extract<Command, { readonly do: 'resolve' }>['kind'],
  exception: ReconciliationException,
  record: DraftRecord | undefined,
): object | undefined {
  const { legId, serialNumber, transferDate: day } = exception;
  if (kind === 'write-off') return { kind };
  if (kind === 'choose-version') return { kind, version: 1 };
  if (record === undefined || legId === undefined) return undefined;
  if (kind === 'undo') return { kind, legId };
  if (serialNumber === undefined || day === undefined) return undefined;
  const line = { serialNumber, date: day };
  if (kind === 'release') return { kind, legId, line };
  const near = record.registrations.find(
    (each) => each.legId === legId && each.serialNumber === serialNumber && each.view.near?.reason === 'date',
  )?.view.near?.line.date;
  const to = { serialNumber, date: near ?? addDays(day, 1) };
  return kind === 'correct'
    ? { kind, legId, from: line, to }
    : { kind, legId, lines: [near === undefined ? line : to] };
}

/** The line that would pay a leg, and its distortions. */
class PlannedLine {
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
