/**
 * A draft on its way: payers register what their slips say, the bank pushes its lines, payees confirm, tranches are
 * presented and accepted. After every act the ledger is asked where the draft stands; nothing is concluded here.
 */
import type { CalendarDate } from '../../domain/calendar';
import type { DraftId } from '../../domain/identifiers';
import type { ReconciliationException } from '../../domain/reconciliation-exception';
import type { DraftAnswer, LegAnswer } from '../../domain/transactions/draft-answers';
import {
  acceptDraft,
  giveOpinion,
  presentTranche,
  queryDraft,
} from '../../domain/transactions/draft-transactions';
import {
  checking,
  confirmReceipt,
  openExceptions,
  pushStatement,
  registerTransfer,
  sweep,
} from '../../domain/transactions/reconciliation-transactions';
import { checkingResults, draftAnswer, entryOutcomes, exceptionsAnswer } from './answer-codec';
import { implementer, officer } from './project-acts';
import type { StatementLine } from '../statements/statement-parser';
import type { StoryTransfer } from './story';
import { organisationOf, personOf } from './story';
import type { StoryPerformance } from './story-performance';
import { systemOf } from './story-performance';
import type { Doer, LineMeaning, PushedLine } from './story-step';

const pageLimit = 200;
const entriesAtOnce = 500;

export class DraftCourse {
  readonly #performance: StoryPerformance;
  readonly #draftId: DraftId;
  #settled: readonly string[] = [];
  #accepted = 0;

  constructor(performance: StoryPerformance, draftId: DraftId) {
    this.#performance = performance;
    this.#draftId = draftId;
  }

  /** The draft as the leading-group office sees it. */
  async query(): Promise<DraftAnswer> {
    const reader = officer(this.#performance.story, 'leading-group-office');
    const request = { draftId: this.#draftId };
    return draftAnswer(await this.#performance.evaluate(reader, { definition: queryDraft, request }));
  }

  /** What stands open anywhere, as the leading-group office sees it. */
  async exceptions(): Promise<readonly ReconciliationException[]> {
    const reader = officer(this.#performance.story, 'leading-group-office');
    const request = { limit: pageLimit };
    return exceptionsAnswer(
      await this.#performance.evaluate(reader, { definition: openExceptions, request }),
    );
  }

  /** Writes the picture down when legs came to be settled, or a tranche accepted, since the last one. */
  async tellPicture(): Promise<DraftAnswer> {
    const draft = await this.query();
    const settled = draft.legs.filter(({ state }) => state === 'settled').map(({ legId }) => legId);
    const news = settled.filter((legId) => !this.#settled.includes(legId));
    const { acceptedTranches } = draft.record.state;
    if (news.length > 0 || this.#settled.length > settled.length) {
      const picture = { status: draft.status, legs: draft.legs, acceptedTranches };
      this.#performance.steps.push({ kind: 'picture', picture, settled: news });
    }
    this.#settled = settled;
    this.#accepted = acceptedTranches.length;
    return draft;
  }

  /** The payer registers the serial number on its slip. */
  async register(transfer: StoryTransfer): Promise<void> {
    const leg = await this.#leg(transfer.leg);
    const payer = organisationOf(this.#performance.story, leg.payer.organisationId);
    const doer = { organisationId: payer.id, person: personOf(payer, 0) };
    const request = {
      draftId: this.#draftId,
      ...{ legId: transfer.leg, serialNumber: transfer.serial, transferDate: transfer.date },
    };
    const values = {
      legId: transfer.leg,
      serial: transfer.serial,
      amount: { fen: leg.amountFen },
      payee: { organisation: leg.payee.organisationId },
      date: { date: transfer.date },
    };
    await this.#performance.act(
      doer,
      { definition: registerTransfer, request },
      { act: 'register-transfer', values },
    );
  }

  /** A bank's system pushes lines of accounts it keeps. */
  async push(bank: string, lines: readonly StatementLine[]): Promise<void> {
    for (let start = 0; start < lines.length; start += entriesAtOnce) {
      await this.#pushSome(bank, lines.slice(start, start + entriesAtOnce));
    }
  }

  async #pushSome(bank: string, lines: readonly StatementLine[]): Promise<void> {
    const entries = lines.map(({ entry }) => entry);
    const committed = await this.#performance.submitAsService(bank, {
      definition: pushStatement,
      request: { bank, entries },
    });
    const outcomes = entryOutcomes(committed.answer);
    const draft = await this.query();
    const told = lines.map((line, index) => pushedLine(line, meaningOf(line, outcomes[index], draft)));
    this.#performance.steps.push({
      kind: 'statement',
      at: this.#performance.now(),
      doer: systemOf(bank),
      lines: told,
      block: committed.blockNumber,
    });
  }

  /** Where the payer is the bank itself, the payee confirms the money it sees on its account. */
  async confirmReceipts(transfers: readonly StoryTransfer[]): Promise<void> {
    for (const transfer of transfers) {
      const leg = await this.#leg(transfer.leg);
      const payee = organisationOf(this.#performance.story, leg.payee.organisationId);
      const doer = { organisationId: payee.id, person: personOf(payee, 0) };
      const awaits = leg.next?.act === 'receipt' && (await this.#hasCome(doer, leg, transfer));
      if (awaits) await this.#confirm(doer, leg, transfer);
    }
  }

  async #hasCome(reader: Doer, leg: LegAnswer, transfer: StoryTransfer): Promise<boolean> {
    const draft = await this.query();
    const bank = draft.record.accounts[leg.payer.account]?.bank ?? leg.payer.organisationId;
    const request = { bank, transferDate: transfer.date, serialNumber: transfer.serial };
    const results = checkingResults(
      await this.#performance.evaluate(reader, { definition: checking, request }),
    );
    return results.some(({ ActualAmount }) => ActualAmount === leg.amountFen);
  }

  async #confirm(doer: Doer, leg: LegAnswer, transfer: StoryTransfer): Promise<void> {
    const request = {
      draftId: this.#draftId,
      ...{ legId: leg.legId, serialNumber: transfer.serial, transferDate: transfer.date },
    };
    const values = {
      ...{ legId: leg.legId, serial: transfer.serial, amount: { fen: leg.amountFen } },
      payer: { organisation: leg.payer.organisationId },
    };
    await this.#performance.act(
      doer,
      { definition: confirmReceipt, request },
      { act: 'confirm-receipt', values },
    );
  }

  /** The implementer presents a tranche. */
  async present(tranche: number): Promise<void> {
    const { story } = this.#performance;
    const milestone = story.application.tranches[tranche - 1]?.milestone ?? '';
    const evidence = story.tranches[tranche - 1]?.evidence ?? [];
    const request = { ...this.#about(), tranche, milestone, evidence };
    const values = { tranche: String(tranche), milestone, files: String(evidence.length) };
    await this.#performance.act(
      implementer(story),
      { definition: presentTranche, request },
      { act: 'present', values },
    );
  }

  /** The county command gives its opinion on a presented tranche. */
  async opine(tranche: number): Promise<void> {
    const { story } = this.#performance;
    const opinion = story.tranches[tranche - 1]?.opinion ?? '';
    const request = { ...this.#about(), tranche, decision: 'agree' as const, opinion };
    await this.#performance.act(
      officer(story, 'county-command', 1),
      { definition: giveOpinion, request },
      { act: 'opinion', values: { tranche: String(tranche), opinion } },
    );
  }

  /** The next tranche that is settled and not accepted; undefined when there is none. */
  async acceptableTranche(): Promise<number | undefined> {
    const { legs } = await this.query();
    const tranches = legs.filter(({ kind }) => kind === 'tranche');
    const index = tranches.findIndex(({ state, next }) => state === 'settled' && next?.act === 'acceptance');
    return index < 0 ? undefined : index + 1;
  }

  /** The implementer accepts a settled tranche. */
  async accept(tranche: number): Promise<void> {
    const leg = await this.#leg(`L5.${String(tranche)}`);
    const request = { ...this.#about(), tranche };
    const values = {
      tranche: String(tranche),
      amount: { fen: leg.amountFen },
      accepted: String(this.#accepted + 1),
      tranches: String(this.#performance.story.tranches.length),
    };
    const doer = implementer(this.#performance.story);
    await this.#performance.act(doer, { definition: acceptDraft, request }, { act: 'accept', values });
  }

  /** The platform's system lets come to light what time has made true. */
  async sweep(): Promise<void> {
    const office = officer(this.#performance.story, 'leading-group-office').organisationId;
    const request = { requestId: this.#performance.nextRequestId(), limit: pageLimit };
    const committed = await this.#performance.submitAsService(office, { definition: sweep, request });
    const found = await this.exceptions();
    if (found.length > 0) this.#performance.tell(systemOf(office), { act: 'sweep' }, committed.blockNumber);
  }

  #about(): { readonly requestId: string; readonly draftId: string } {
    return { requestId: this.#performance.nextRequestId(), draftId: this.#draftId };
  }

  async #leg(legId: string): Promise<LegAnswer> {
    const leg = (await this.query()).legs.find((each) => each.legId === legId);
    if (leg === undefined) throw new Error(`the story was checked to have no leg but the draft's: ${legId}`);
    return leg;
  }
}

function pushedLine(line: StatementLine, meaning: LineMeaning): PushedLine {
  const { serialNumber, direction, kind, amountFen } = line.entry;
  return { serialNumber, direction, entryKind: kind, amountFen, meaning };
}

/** What the ledger's answers say of a line: whether it is new, and which leg's registration sees it. */
function meaningOf(
  { entry }: StatementLine,
  outcome: 'new' | 'known' | 'conflict' | undefined,
  draft: DraftAnswer,
): LineMeaning {
  if (outcome === 'known' || outcome === 'conflict') return { kind: outcome };
  const registration = draft.record.registrations.find(
    ({ serialNumber, date, ended }) =>
      serialNumber === entry.serialNumber && date === entry.bookingDate && ended === undefined,
  );
  if (registration === undefined || entry.kind !== 'payment') return { kind: 'unrelated' };
  const pays = registration.view.line?.account === entry.account && entry.direction === 'debit';
  return { kind: pays ? 'pays' : 'evidence', legId: registration.legId };
}

/** The lines of a day by the bank that keeps their accounts. */
export function linesByBank(
  performance: StoryPerformance,
  lines: readonly StatementLine[],
): ReadonlyMap<string, readonly StatementLine[]> {
  const banks = new Map<string, string>(performance.story.accounts.map(({ number, bank }) => [number, bank]));
  return Map.groupBy(lines, ({ entry }) => banks.get(entry.account) ?? '');
}

/** Days on which the bank booked something, in order. */
export function bookingDays(lines: readonly StatementLine[]): readonly CalendarDate[] {
  return [...new Set(lines.map(({ entry }) => entry.bookingDate))].sort();
}
