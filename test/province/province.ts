/**
 * The invented province: nine roles in two counties, two banks, released accounts, and the verbs of those who
 * act beyond a single draft. It stands on any `Ledger`: it is given the ledger, who issues certificates, and a
 * clock — one that can be moved, or only read.
 *
 * Public: `Province.found` founds it; `province.offices.<name>.first/second` are its people; `issues` issues a
 * draft (see `FundDraft` for what can be done with it); `pushes`, `sweeps`, `openExceptions`, `serial`,
 * `today`, `waits` are said of the whole.
 */
import type { CalendarDate } from '../../domain/calendar';
import { instantOf, shanghaiDate } from '../../domain/calendar';
import { openExceptions, pushStatement, sweep } from '../../domain/transactions/reconciliation-transactions';
import type { Ledger } from '../../ledger/ledger';
import { parseExceptions, parseSweep } from './answers-parser';
import type { ShownException } from './answers-parser';
import { issueDraftIn } from './draft-issue';
import type { DraftTerms } from './draft-issue';
import { foundOffices, sweeperName } from './founding';
import type { Issuers, Office, Staff } from './founding';
import { FundDraft } from './fund-draft';
import { enrolOfficer } from './officer';
import type { Officer } from './officer';
import type { ProvinceGround, WireEntry } from './province-ground';
import { accountNames, officeNames, plannedAccounts } from './province-plan';
import type { PlannedAccount } from './province-plan';

/** The ledger's clock. Without `moveTo`, stories that need time to pass cannot be told. */
export interface ProvinceClock {
  /** Milliseconds since 1970. */
  now(): number;
  moveTo?(instant: Date): void;
}

export interface ProvinceMeans {
  readonly ledger: Ledger;
  readonly issuers: Issuers;
  readonly clock: ProvinceClock;
}

const hourMs = 3_600_000;

export class Province implements ProvinceGround {
  readonly ledger: Ledger;
  readonly offices: Staff['offices'];
  readonly admins: Staff['admins'];
  readonly issuers: Issuers;
  /** The platform's own service certificate, which sweeps. */
  readonly sweeper: Officer;
  readonly #clock: ProvinceClock;
  #serials = 0;
  #projects = 0;

  private constructor(means: ProvinceMeans, staff: Staff, sweeper: Officer) {
    this.ledger = means.ledger;
    this.issuers = means.issuers;
    this.offices = staff.offices;
    this.admins = staff.admins;
    this.sweeper = sweeper;
    this.#clock = means.clock;
  }

  /** Founds the province on a ledger whose register is empty. */
  static async found(means: ProvinceMeans): Promise<Province> {
    const staff = await foundOffices(means.ledger, means.issuers);
    const { seat } = staff.offices.leadingOffice.first;
    const sweeper = await enrolOfficer(seat, sweeperName, {
      ...{ issuer: means.issuers.ProvinceMSP, ledger: means.ledger, kind: 'service' },
    });
    return new Province(means, staff, sweeper);
  }

  /** Applies, approves and issues: a draft on the standard path, unless the terms say otherwise. */
  async issues(terms: DraftTerms = {}): Promise<FundDraft> {
    const { issued, county } = await issueDraftIn(this, terms);
    return new FundDraft(this, issued, county);
  }

  /** A serial number nobody has used here. */
  serial(): string {
    this.#serials += 1;
    return `SN-${String(this.#serials).padStart(6, '0')}`;
  }

  /** A number nobody has used for a project here. */
  projectNumber(): number {
    this.#projects += 1;
    return this.#projects;
  }

  /** The Shanghai day, `offset` days from today. */
  today(offset = 0): CalendarDate {
    return shanghaiDate(instantOf(this.#clock.now() + offset * 24 * hourMs));
  }

  /** The ledger's instant, ISO 8601 in UTC. */
  now(): ReturnType<typeof instantOf> {
    return instantOf(this.#clock.now());
  }

  /** Whether time can be moved on this ledger. */
  get movesTime(): boolean {
    return this.#clock.moveTo !== undefined;
  }

  /** Lets time pass. */
  waits(time: { readonly days?: number; readonly hours?: number; readonly ms?: number }): void {
    const byMs = ((time.days ?? 0) * 24 + (time.hours ?? 0)) * hourMs + (time.ms ?? 0);
    if (this.#clock.moveTo === undefined) throw new Error('time cannot be moved on this ledger');
    this.#clock.moveTo(new Date(this.#clock.now() + byMs));
  }

  /** The office with this organisation id. */
  officeOf(organisationId: string): Office {
    const name = officeNames.find((each) => this.offices[each].first.organisationId === organisationId);
    if (name === undefined) throw new Error(`there is no office ${organisationId} in this province`);
    return this.offices[name];
  }

  /** The bank that keeps an account of the province. */
  bankOf(accountNumber: string): Office {
    return this.offices[accountNumbered(accountNumber).bank];
  }

  /** Pushes entries, each bank those on its own accounts, in one call for each bank; answers the last answer. */
  async pushes(...entries: readonly WireEntry[]): Promise<unknown> {
    let answer: unknown;
    for (const bank of [this.offices.bank, this.offices.otherBank]) {
      const own = entries.filter(({ account }) => this.bankOf(account) === bank);
      if (own.length > 0) answer = await this.pushesAs(bank.first, own);
    }
    return answer;
  }

  /** Pushes entries under an identity of one's choice. */
  async pushesAs(banker: Officer, entries: readonly WireEntry[]): Promise<unknown> {
    return banker.submits(pushStatement, { bank: banker.organisationId, entries: [...entries] });
  }

  /** One sweep; answers how many it examined, what opened, and whether more is due. */
  async sweeps(limit = 200): Promise<ReturnType<typeof parseSweep>> {
    const request = { requestId: this.sweeper.requestId(), limit };
    return parseSweep(await this.sweeper.submits(sweep, request));
  }

  /** Lets time pass and sweeps until nothing more is due. */
  async sweepsAfter(time: Parameters<Province['waits']>[0]): Promise<void> {
    this.waits(time);
    while ((await this.sweeps()).more);
  }

  /** All open exceptions an officer sees; the leading-group office unless told otherwise. */
  async openExceptions(
    officer: Officer = this.offices.leadingOffice.first,
    limit = 200,
  ): Promise<readonly ShownException[]> {
    const found: ShownException[] = [];
    let after: string | undefined;
    do {
      const request = { limit, ...(after === undefined ? {} : { after }) };
      const page = parseExceptions(await officer.asks(openExceptions, request));
      found.push(...page.exceptions);
      after = page.next;
    } while (after !== undefined);
    return found;
  }

  /** The open exception on a serial number that stands outside every draft; undefined when there is none. */
  async entryException(serialNumber: string): Promise<ShownException | undefined> {
    const open = await this.openExceptions();
    return open.find((each) => each.draftId === undefined && each.serialNumber === serialNumber);
  }
}

function accountNumbered(number: string): PlannedAccount {
  const name = accountNames.find((each) => plannedAccounts[each].number === number);
  if (name === undefined) throw new Error(`account ${number} is not one of this province`);
  return plannedAccounts[name];
}
