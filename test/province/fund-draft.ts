/**
 * A draft in the invented province and what is done with it, as verbs that read like sentences:
 * `await draft.registers('L1', line)`, `await draft.isStated('L1', line)`, `await draft.pays('L2')`. A leg is
 * named by its id, a line by serial number and booking date. Every verb takes the office the rules name; where
 * a test wants someone else to try, it gives them as `by`.
 */
import { strict as assert } from 'node:assert';
import type { IssuedDraft, Leg } from '../../domain/draft';
import * as drafts from '../../domain/transactions/draft-transactions';
import {
  confirmReceipt,
  correctRegistration,
  registerTransfer,
} from '../../domain/transactions/reconciliation-transactions';
import { parseDraft, parseRegistration } from './answers-parser';
import type { ShownDraft, ShownException, ShownLeg } from './answers-parser';
import type { Office } from './founding';
import type { Officer } from './officer';
import type { ProvinceGround, WireEntry } from './province-ground';
import type { CountyName } from './province-plan';
import { resolves } from './resolutions';
import type { WireAct } from './resolutions';

/** A bank's line, as the two sides name it. */
export interface NamedLine {
  readonly serialNumber: string;
  readonly date: string;
}

/** Other shares and dates of a tranche to come, on the wire. */
export interface WireStageChange {
  readonly tranche: number;
  readonly amountFen: string;
  readonly deadline: string;
}

/** SHA-256 of a file that is not there. */
export const someFile = 'ab'.repeat(32);

export class FundDraft {
  readonly province: ProvinceGround;
  readonly issued: IssuedDraft;
  readonly county: CountyName;

  constructor(province: ProvinceGround, issued: IssuedDraft, county: CountyName) {
    this.province = province;
    this.issued = issued;
    this.county = county;
  }

  get draftId(): string {
    return this.issued.draftId;
  }

  /** A leg of the path as issued. */
  leg(legId: string): Leg {
    const leg = this.issued.planPath.find((each) => each.legId === legId);
    assert(leg !== undefined, `the path has a leg ${legId}`);
    return leg;
  }

  amountOf(legId: string): string {
    return this.leg(legId).amountFen;
  }

  payerOf(legId: string): Office {
    return this.province.officeOf(this.leg(legId).payer.organisationId);
  }

  payeeOf(legId: string): Office {
    return this.province.officeOf(this.leg(legId).payee.organisationId);
  }

  /** The bank that keeps the leg's payer account. */
  bankOf(legId: string): Office {
    return this.province.bankOf(this.leg(legId).payer.account);
  }

  /** A line nobody has used, booked today or `offset` days from today. */
  newLine(offset = 0): NamedLine {
    return { serialNumber: this.province.serial(), date: this.province.today(offset) };
  }

  /** The leg's payer registers the line. */
  async registers(
    legId: string,
    { serialNumber, date }: NamedLine,
    by: Officer = this.payerOf(legId).first,
  ): Promise<ReturnType<typeof parseRegistration>> {
    const { draftId } = this;
    const request = { draftId, legId, serialNumber, transferDate: date };
    return parseRegistration(await by.submits(registerTransfer, request));
  }

  /** The debit line that pays the leg exactly, with changes. */
  debit(legId: string, { serialNumber, date }: NamedLine, changes: Partial<WireEntry> = {}): WireEntry {
    const { payer, payee, amountFen } = this.leg(legId);
    return {
      account: payer.account,
      direction: 'debit',
      serialNumber,
      bookingDate: date,
      payerAccount: payer.account,
      payeeAccount: payee.account,
      amountFen,
      currency: 'CNY',
      status: 'booked',
      kind: 'payment',
      payeeAccountKind: 'corporate',
      ...changes,
    };
  }

  /** The credit line of the leg on its payee's account. */
  credit(legId: string, line: NamedLine, changes: Partial<WireEntry> = {}): WireEntry {
    return this.debit(legId, line, {
      account: this.leg(legId).payee.account,
      direction: 'credit',
      ...changes,
    });
  }

  /** A reversal (or what `changes` say) of the leg's debit line: it stands on the same account, as a credit. */
  reversal(legId: string, original: NamedLine, changes: Partial<WireEntry> = {}): WireEntry {
    const { payer, payee } = this.leg(legId);
    return this.debit(
      legId,
      { serialNumber: this.province.serial(), date: this.province.today() },
      {
        ...{ direction: 'credit', kind: 'reversal' },
        ...{ payerAccount: payee.account, payeeAccount: payer.account },
        reference: { serialNumber: original.serialNumber, bookingDate: original.date },
        ...changes,
      },
    );
  }

  /** The payer's bank states the line that pays the leg, with changes. */
  async isStated(legId: string, line: NamedLine, changes: Partial<WireEntry> = {}): Promise<unknown> {
    return this.province.pushes(this.debit(legId, line, changes));
  }

  /** The bank reverses (or returns) the leg's line, in full unless the changes say otherwise. */
  async isReversed(legId: string, original: NamedLine, changes: Partial<WireEntry> = {}): Promise<unknown> {
    return this.province.pushes(this.reversal(legId, original, changes));
  }

  /** The payee confirms that the line arrived. */
  async confirmsReceipt(
    legId: string,
    { serialNumber, date }: NamedLine,
    by: Officer = this.payeeOf(legId).first,
  ): Promise<unknown> {
    const { draftId } = this;
    return by.submits(confirmReceipt, { draftId, legId, serialNumber, transferDate: date });
  }

  /** Both sides of one leg, with the payee's confirmation where the payer is a bank; answers the line. */
  async pays(
    legId: string,
    line: NamedLine = this.newLine(),
    changes: Partial<WireEntry> = {},
  ): Promise<NamedLine> {
    await this.registers(legId, line);
    await this.isStated(legId, line, changes);
    if (this.payerOf(legId).first.seat.role === 'commercial-bank') await this.confirmsReceipt(legId, line);
    return line;
  }

  /** Pays several legs one after another; answers their lines in order. */
  async paysInTurn(...legIds: readonly string[]): Promise<readonly NamedLine[]> {
    const lines: NamedLine[] = [];
    for (const legId of legIds) lines.push(await this.pays(legId));
    return lines;
  }

  /** Pays every leg before the implementer. */
  async isFunded(): Promise<readonly NamedLine[]> {
    return this.paysInTurn('L1', 'L2', 'L3', 'L4');
  }

  async presents(tranche: number, nextStage?: readonly WireStageChange[]): Promise<unknown> {
    const builder = this.province.offices[`${this.county}Builder`].first;
    return builder.submits(drafts.presentTranche, {
      ...this.#act(builder),
      ...{ tranche, milestone: `Milestone ${String(tranche)} reached`, evidence: [someFile] },
      ...(nextStage === undefined ? {} : { nextStage: [...nextStage] }),
    });
  }

  async opines(tranche: number, decision: 'agree' | 'return' = 'agree'): Promise<unknown> {
    const command = this.province.offices[`${this.county}Command`].first;
    const opinion = 'Seen on site.';
    return command.submits(drafts.giveOpinion, { ...this.#act(command), tranche, decision, opinion });
  }

  async accepts(
    tranche: number,
    by: Officer = this.province.offices[`${this.county}Builder`].first,
  ): Promise<unknown> {
    return by.submits(drafts.acceptDraft, { ...this.#act(by), tranche });
  }

  /** The county command records the acceptance in the implementer's place, with evidence. */
  async acceptsForTheBuilder(tranche: number): Promise<unknown> {
    const command = this.province.offices[`${this.county}Command`].first;
    return command.submits(drafts.acceptDraft, { ...this.#act(command), tranche, evidence: [someFile] });
  }

  /** A tranche from its presentation to its acceptance; answers the line that paid it. */
  async passesTranche(tranche: number): Promise<NamedLine> {
    await this.presents(tranche);
    await this.opines(tranche);
    const line = await this.pays(`L5.${String(tranche)}`);
    await this.accepts(tranche);
    return line;
  }

  async putsNextStageInForce(tranche: number): Promise<unknown> {
    const office = this.province.offices.leadingOffice.first;
    return office.submits(drafts.confirmNextStage, { ...this.#act(office), tranche });
  }

  async isFrozen(): Promise<unknown> {
    const office = this.province.offices.leadingOffice.first;
    return office.submits(drafts.freezeDraft, { ...this.#act(office), reason: 'An audit is under way.' });
  }

  async isLifted(): Promise<unknown> {
    const { first, second } = this.province.offices.leadingOffice;
    await first.submits(drafts.proposeLift, { ...this.#act(first), reason: 'The audit is over.' });
    return second.submits(drafts.confirmLift, this.#act(second));
  }

  async isExtended(legId: string, deadline: string): Promise<unknown> {
    const { first, second } = this.province.offices.leadingOffice;
    const about = { legId, deadline };
    await first.submits(drafts.proposeExtension, { ...this.#act(first), ...about, reason: 'Heavy snow.' });
    return second.submits(drafts.confirmExtension, { ...this.#act(second), ...about });
  }

  async isCancelled(by: Officer = this.province.offices.leadingOffice.second): Promise<unknown> {
    return by.submits(drafts.cancelDraft, { ...this.#act(by), reason: 'The terraces slid.' });
  }

  async corrects(
    legId: string,
    change: { readonly from: NamedLine; readonly to: NamedLine },
    by: Officer = this.payerOf(legId).first,
  ): Promise<ReturnType<typeof parseRegistration>> {
    return parseRegistration(await by.submits(correctRegistration, { ...this.#act(by), legId, ...change }));
  }

  /** Two persons of the leading-group office resolve the exception of a registration, or of the leg as such. */
  async isResolved(legId: string, line: NamedLine | undefined, act: WireAct): Promise<unknown> {
    return resolves(this.province, this.exceptionId(legId, line), { act });
  }

  /** The draft as an officer sees it. */
  async looks(officer: Officer = this.province.offices.leadingOffice.first): Promise<ShownDraft> {
    return parseDraft(await officer.asks(drafts.queryDraft, { draftId: this.draftId }));
  }

  async status(): Promise<string> {
    return (await this.looks()).status;
  }

  async legAsIs(legId: string): Promise<ShownLeg> {
    const leg = (await this.looks()).legs.find((each) => each.legId === legId);
    assert(leg !== undefined, `the draft shows leg ${legId}`);
    return leg;
  }

  async stateOf(legId: string): Promise<ShownLeg['state']> {
    return (await this.legAsIs(legId)).state;
  }

  /** The exception of a registration, or of the leg as such when no line is named. */
  async exceptionOn(legId: string, line?: NamedLine): Promise<ShownException | undefined> {
    const { exceptions } = (await this.looks()).record.state;
    return exceptions.find((each) => each.exceptionId === this.exceptionId(legId, line));
  }

  exceptionId(legId: string, line?: NamedLine): string {
    const tail = line === undefined ? '' : `:${line.date}:${line.serialNumber}`;
    return `${this.draftId}:${legId}${tail}`;
  }

  /** The reasons that stand on a registration (or on the leg as such), in the table's order. */
  async reasonsOn(legId: string, line?: NamedLine): Promise<readonly string[]> {
    const exception = await this.exceptionOn(legId, line);
    return exception?.findings.map(({ reason }) => reason) ?? [];
  }

  #act(by: Officer): { readonly requestId: string; readonly draftId: string } {
    return { requestId: by.requestId(), draftId: this.draftId };
  }
}
