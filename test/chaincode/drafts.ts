/**
 * Drafts of the test province on a ledger in memory, issued and moved by the contracts' own transactions: every
 * act on a draft as one call, by the office the rules name unless the test says otherwise.
 */
import { instantOf, shanghaiDate } from '../../domain/calendar';
import type { AccountRecord } from '../../domain/account';
import type { DraftRecord, IssuedDraft, Leg } from '../../domain/draft';
import { draftIdField } from '../../domain/identifiers';
import type { Role } from '../../domain/roles';
import { bank, composed, draftIdOf, payeeOfLeg, payerOfLeg } from './approved-projects';
import type { Plot } from './approved-projects';
import { keptDraft } from './kept-drafts';
import type { CallOutcome, MemoryLedger } from './memory-ledger';
import { hashOf } from './projects';
import type { CallerChoice } from './province';
import { callerOf, freshRequestId, organisationId, seedAccount } from './province';
import { acceptedBy } from './refused';
import { createRequest } from './seeded-drafts';
import type { TestIdentity } from './test-identities';

/** A bank's line, as the two sides name it. */
export interface NamedLine {
  readonly serialNumber: string;
  readonly date: string;
}

/** The first person of an office, or another one. */
export type By = Role | (CallerChoice & { readonly role: Role });

export const officeSecond = {
  role: 'leading-group-office',
  person: 'leading-group-office-own-second',
} as const;

function personOf(by: By): Promise<TestIdentity> {
  return typeof by === 'string' ? callerOf(by) : callerOf(by.role, by);
}

/** What is done with the draft of a plot, each verb by the office the rules name. */
export class DraftActs {
  #lines = 0;

  constructor(
    readonly ledger: MemoryLedger,
    readonly plot: Plot = 'first',
  ) {}

  get draftId(): string {
    return draftIdOf(this.plot);
  }

  /** The draft as the chain holds it. */
  get record(): DraftRecord {
    const record = keptDraft(this.ledger, draftIdField.parse(this.draftId));
    if (record === undefined) throw new Error(`draft ${this.draftId} was issued`);
    return record;
  }

  /** Puts an account into the register. */
  seeds(record: AccountRecord): void {
    seedAccount(this.ledger, record);
  }

  /** The constant fields of the draft, were it issued now. */
  composes(): IssuedDraft {
    return composed(this.ledger, this.plot);
  }

  get today(): string {
    return shanghaiDate(instantOf(this.ledger.nowMs));
  }

  /** The same draft on another ledger that goes its own way. */
  fork(): DraftActs {
    const fork = new DraftActs(this.ledger.fork(), this.plot);
    fork.#lines = this.#lines;
    return fork;
  }

  on(plot: Plot): DraftActs {
    return new DraftActs(this.ledger, plot);
  }

  waits(days: number): this {
    this.ledger.nowMs += days * 86_400_000;
    return this;
  }

  leg(legId: string): Leg {
    const leg = composed({ nowMs: 0 }, this.plot).planPath.find((each) => each.legId === legId);
    if (leg === undefined) throw new Error(`the path has no leg ${legId}`);
    return leg;
  }

  /** A line nobody has used, booked today. */
  newLine(): NamedLine {
    this.#lines += 1;
    return { serialNumber: `${this.plot}-${String(this.#lines)}`.toUpperCase(), date: this.today };
  }

  /** An act on the draft by a person of an office. */
  async acts(by: By, name: string, fields: object = {}): Promise<CallOutcome> {
    const request = { requestId: freshRequestId(), draftId: this.draftId, ...fields };
    return this.ledger.call(await personOf(by), `DraftContract:${name}`, request);
  }

  /** An act of the leading-group office's second person, who issues and confirms. */
  async confirms(name: string, fields: object = {}): Promise<CallOutcome> {
    return this.acts(officeSecond, name, fields);
  }

  /** A call of ReconciliationContract. */
  async reports(by: By, name: string, request: object): Promise<CallOutcome> {
    return this.ledger.call(await personOf(by), `ReconciliationContract:${name}`, request);
  }

  async creates(change: (issued: IssuedDraft) => IssuedDraft = (issued) => issued): Promise<CallOutcome> {
    const person = `leading-group-office-own-${this.plot === 'second' ? 'first' : 'second'}`;
    const caller = await callerOf('leading-group-office', { person });
    const issued = change(this.composes());
    return this.ledger.call(caller, 'DraftContract:Create', createRequest(caller, issued));
  }

  async registers(legId: string, line: NamedLine, choice: CallerChoice = {}): Promise<CallOutcome> {
    return this.reports({ role: payer(legId), ...choice }, 'RegisterTransfer', this.named(legId, line));
  }

  async confirmsReceipt(legId: string, line: NamedLine, choice: CallerChoice = {}): Promise<CallOutcome> {
    return this.reports({ role: payee(legId), ...choice }, 'ConfirmReceipt', this.named(legId, line));
  }

  named(legId: string, { serialNumber, date }: NamedLine): object {
    return { draftId: this.draftId, legId, serialNumber, transferDate: date };
  }

  /** The debit line that pays the leg exactly, with changes. */
  debit(legId: string, { serialNumber, date }: NamedLine, change: object = {}): object {
    const { payer: from, payee: to, amountFen } = this.leg(legId);
    return {
      ...{ account: from.account, direction: 'debit', serialNumber, bookingDate: date },
      ...{ payerAccount: from.account, payeeAccount: to.account, amountFen, currency: 'CNY' },
      ...{ status: 'booked', kind: 'payment', payeeAccountKind: 'corporate' },
      ...change,
    };
  }

  async states(...entries: readonly object[]): Promise<CallOutcome> {
    return this.reports('commercial-bank', 'PushStatement', { bank, entries });
  }

  /** Both sides of a leg that is wrong by what the change says. */
  async disputes(legId: string, change: object): Promise<NamedLine> {
    const line = this.newLine();
    await acceptedBy(this.registers(legId, line));
    await acceptedBy(this.states(this.debit(legId, line, change)));
    return line;
  }

  /** Both sides of a leg, with the payee's confirmation where the payer is the bank. */
  async pays(...legIds: readonly string[]): Promise<this> {
    for (const legId of legIds) {
      const line = await this.disputes(legId, {});
      if (payer(legId) === 'commercial-bank') await acceptedBy(this.confirmsReceipt(legId, line));
    }
    return this;
  }

  async presents(tranche: number, more: object = {}): Promise<CallOutcome> {
    const fields = { tranche, milestone: '管沟开挖完成', evidence: [hashOf('e')], ...more };
    return this.acts('implementer', 'PresentTranche', fields);
  }

  async opines(tranche: number, decision: 'agree' | 'return' = 'agree'): Promise<CallOutcome> {
    return this.acts('county-command', 'GiveOpinion', { tranche, decision, opinion: '已现场核实' });
  }

  async sweeps(): Promise<CallOutcome> {
    const request = { requestId: freshRequestId(), limit: 200 };
    const sweeper = { role: 'leading-group-office', kind: 'service', person: 'sweeper' } as const;
    return this.reports(sweeper, 'Sweep', request);
  }

  exceptionId(legId: string, line?: NamedLine): string {
    return `${this.draftId}:${legId}${line === undefined ? '' : `:${line.date}:${line.serialNumber}`}`;
  }

  async proposes(
    exceptionId: string,
    act: object,
    role: Role = 'leading-group-office',
  ): Promise<CallOutcome> {
    const request = { requestId: freshRequestId(), exceptionId, act, reason: '已与银行核对' };
    const person = `${organisationId(role, 'own')}-second`;
    return this.reports({ role, person }, 'ProposeResolution', request);
  }

  async confirmsResolution(
    exceptionId: string,
    resolutionId: string,
    by: By = 'leading-group-office',
  ): Promise<CallOutcome> {
    const request = { requestId: freshRequestId(), exceptionId, resolutionId };
    return this.reports(by, 'ConfirmResolution', request);
  }
}

function payer(legId: string): Role {
  return payerOfLeg[legId] ?? 'county-fund-company';
}

function payee(legId: string): Role {
  return payeeOfLeg[legId] ?? 'implementer';
}
