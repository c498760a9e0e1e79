/**
 * The drafts, serial cells and receipt pools that one contract call touches. Handlers change facts; when the
 * book closes it carries every change to whom it concerns — a cell's entries to the drafts whose registrations
 * see them, a cancelled draft to its claims — derives the states anew, keeps the indexes and writes each key
 * once. It decides nothing: all rules are in `domain/`.
 */
import { strict as assert } from 'node:assert';
import type { Instant } from '../domain/calendar';
import { viewOfClaim } from '../domain/claim-view';
import { compareText } from '../domain/codec';
import type { DraftRecord, Registration } from '../domain/draft';
import { awaitsFit, deriveCell } from '../domain/entry-exceptions';
import type { CellChange } from '../domain/events/draft-events';
import { cellChange, draftChange } from '../domain/events/draft-events';
import type { BookChanges } from '../domain/events/reconciliation-events';
import type { DraftId, OrganisationId, SerialNumber } from '../domain/identifiers';
import type { ReceiptPool } from '../domain/receipt-pool';
import { confirmedIn, emptyPool } from '../domain/receipt-pool';
import { derive } from '../domain/reconciliation';
import { bankOfLeg } from '../domain/registration';
import type { Claim, SerialCell } from '../domain/serial-cell';
import { buryClaim } from '../domain/serial-cell';
import type { StatementLine } from '../domain/statement-entry';
import type { Thresholds } from '../domain/thresholds';
import { defaultThresholds } from '../domain/thresholds';
import { legsInForce } from '../domain/disbursement-leg';
import type { PoolPlace } from '../domain/receipt-evidence';
import type { BookState } from './book-indexes';
import {
  keepOpenExceptions,
  keepPayingLegs,
  keepWaiting,
  openExceptionsOfCell,
  openExceptionsOfDraft,
  withDue,
} from './book-indexes';
import { carryAwaited, carryCredits } from './book-receipts';
import { readDraft, writeDraft } from './draft-records';
import type { StateKey } from './state-keys';
import { cellKey, payingLegKey, receiptPoolKey, thresholdsKey } from './state-keys';

interface Page<RecordType> {
  readonly before: RecordType | undefined;
  now: RecordType | undefined;
  changed: boolean;
}

export class DraftBook {
  readonly #state: BookState;
  readonly #now: Instant;
  readonly #drafts = new Map<DraftId, Page<DraftRecord>>();
  readonly #cells = new Map<string, Page<SerialCell>>();
  readonly #pools = new Map<string, Page<ReceiptPool> & { readonly key: StateKey<ReceiptPool> }>();
  /** Subjects a sweep looks at: their place in the waiting index is set exactly. */
  readonly #swept = new Set<string>();

  constructor(work: { readonly state: BookState; readonly now: Instant }) {
    this.#state = work.state;
    this.#now = work.now;
  }

  /** A draft's record with the facts added so far in this call; undefined when there is none. */
  async draft(draftId: DraftId): Promise<DraftRecord | undefined> {
    return (await this.#draftPage(draftId)).now;
  }

  /** Takes over a draft whose facts changed, or a draft just issued. Its state is derived when the book closes. */
  changeDraft(record: DraftRecord): void {
    const page = this.#drafts.get(record.issued.draftId);
    assert(page !== undefined, `draft ${record.issued.draftId} was read before it is changed`);
    page.now = record;
    page.changed = true;
  }

  /** The cell of a bank's serial number; undefined when nothing is known of it. */
  async cell(bank: OrganisationId, serialNumber: SerialNumber): Promise<SerialCell | undefined> {
    const name = cellName(bank, serialNumber);
    let page = this.#cells.get(name);
    if (page === undefined) {
      const record = await this.#state.read(cellKey(bank, serialNumber));
      page = { before: record, now: record, changed: false };
      this.#cells.set(name, page);
    }
    return page.now;
  }

  /** Takes over a cell that changed. */
  changeCell(cell: SerialCell): void {
    const page = this.#cells.get(cellName(cell.bank, cell.serialNumber));
    assert(page !== undefined, `the cell of serial ${cell.serialNumber} was read before it is changed`);
    if (page.now === cell) return;
    page.now = cell;
    page.changed = true;
  }

  /** Changes the pool of credits and waiting legs of a pair of accounts and an amount. */
  async changePool(place: PoolPlace, change: (pool: ReceiptPool) => ReceiptPool): Promise<void> {
    const key = receiptPoolKey(place.payer, place.payee, place.amountFen);
    const name = key.attributes.join('|');
    let page = this.#pools.get(name);
    if (page === undefined) {
      const record = await this.#state.read(key);
      page = { before: record, now: record, changed: false, key };
      this.#pools.set(name, page);
    }
    const before = page.now ?? emptyPool;
    const after = change(before);
    if (after === before) return;
    page.now = after;
    page.changed = true;
  }

  /** The cells changed so far. */
  readonly changedCells = (): readonly SerialCell[] => changedPages(this.#cells).map(({ now }) => now);

  /** The receipt pools changed so far. */
  readonly changedPools = (): readonly ReceiptPool[] => changedPages(this.#pools).map(({ now }) => now);

  /** Marks a draft or cell as looked at by a sweep. */
  markSwept(name: string): void {
    this.#swept.add(name);
  }

  /** Carries changes to whom they concern, derives states, keeps the indexes and writes; answers what changed. */
  async close(): Promise<BookChanges> {
    await this.#buryCancelledClaims();
    await this.#carryCells();
    await this.#carryPools();
    const drafts = changedPages(this.#drafts).map((page) => {
      page.now = this.#closeDraft(page.before, page.now);
      return draftChange(page.before, page.now);
    });
    const cells: CellChange[] = [];
    for (const page of changedPages(this.#cells)) {
      page.now = await this.#closeCell(page.before, page.now);
      const change = cellChange(page.before, page.now);
      if (change !== undefined) cells.push(change);
    }
    for (const { key, now } of changedPages(this.#pools)) this.#state.write(key, now);
    return { drafts, cells };
  }

  async #draftPage(draftId: DraftId): Promise<Page<DraftRecord>> {
    let page = this.#drafts.get(draftId);
    if (page === undefined) {
      const record = await readDraft(this.#state, draftId);
      page = { before: record, now: record, changed: false };
      this.#drafts.set(draftId, page);
    }
    return page;
  }

  /** A draft just cancelled keeps seeing its lines, but its claims own none from now on. */
  async #buryCancelledClaims(): Promise<void> {
    for (const { before, now } of [...this.#drafts.values()]) {
      if (now?.cancelled === undefined || before?.cancelled !== undefined) continue;
      for (const registration of now.registrations.filter(({ ended }) => ended === undefined)) {
        await this.#buryClaim(now, registration);
      }
    }
  }

  async #buryClaim(record: DraftRecord, { legId, seq, serialNumber }: Registration): Promise<void> {
    const leg = record.issued.planPath.find((each) => each.legId === legId);
    assert(leg !== undefined, `registration ${String(seq)} is of a leg of its draft`);
    const cell = await this.cell(bankOfLeg(record, leg), serialNumber);
    const claim = { draftId: record.issued.draftId, registrationSeq: seq };
    if (cell !== undefined) this.changeCell(buryClaim(cell, claim));
  }

  /** Tells drafts which of their registrations a credit confirms. */
  async #carryPools(): Promise<void> {
    for (const { before, now, changed } of [...this.#pools.values()]) {
      if (!changed || now === undefined) continue;
      const concerned = [...(before?.awaited ?? []), ...now.awaited].map(({ draftId }) => draftId);
      for (const draftId of [...new Set(concerned)].sort()) {
        const was = new Set(before === undefined ? [] : confirmedIn(before, draftId));
        const confirmed = confirmedIn(now, draftId);
        if (was.size === confirmed.length && confirmed.every((seq) => was.has(seq))) continue;
        const record = await this.draft(draftId);
        assert(record !== undefined, `draft ${draftId} awaits a receipt and exists`);
        const kept = record.credited.filter((seq) => !was.has(seq));
        this.changeDraft({
          ...record,
          credited: [...new Set([...kept, ...confirmed])].sort((a, b) => a - b),
        });
      }
    }
  }

  /** Shows changed cells to the registrations that claim them. */
  async #carryCells(): Promise<void> {
    for (const { before, now } of changedPages(this.#cells)) {
      for (const claim of now.claims) {
        const shown = JSON.stringify(viewOfClaim(now, claim));
        if (shown === viewBefore(before, claim)) continue;
        await this.#show(now, claim);
      }
      await carryCredits(this, this.#state, { before, now });
    }
  }

  async #show(cell: SerialCell, claim: Claim): Promise<void> {
    const record = await this.draft(claim.draftId);
    assert(record !== undefined, `draft ${claim.draftId} claims serial ${cell.serialNumber} and exists`);
    const registration = record.registrations.find(({ seq }) => seq === claim.registrationSeq);
    const leg = legsInForce(record).find(({ legId }) => legId === claim.legId);
    assert(registration !== undefined && leg !== undefined, 'a claim is a registration of a leg');
    const view = viewOfClaim(cell, claim);
    const seen = { record, leg, registration };
    await carryAwaited(this, seen, { ...seen, registration: { ...registration, view } });
    const registrations = record.registrations.map((each) =>
      each === registration ? { ...each, view } : each,
    );
    this.changeDraft({ ...record, registrations });
  }

  #closeDraft(before: DraftRecord | undefined, facts: DraftRecord): DraftRecord {
    const { record: derived, dueAt: next } = derive(facts, this.#now);
    const { draftId } = derived.issued;
    const subject = ['D', draftId] as const;
    const dueAt = keepWaiting(this.#state, subject, {
      held: before?.dueAt,
      next,
      exact: this.#swept.has(draftId),
    });
    const record = withDue(derived, dueAt);
    keepOpenExceptions(this.#state, subject, {
      before: before?.state.exceptions ?? [],
      after: record.state.exceptions,
      open: () => openExceptionsOfDraft(record),
    });
    keepPayingLegs(this.#state, before, record);
    writeDraft(this.#state, before, record);
    return record;
  }

  async #closeCell(before: SerialCell | undefined, facts: SerialCell): Promise<SerialCell> {
    const { cell: derived, dueAt: next } = deriveCell(await this.#withFits(facts), this.#now);
    const { bank, serialNumber } = derived;
    const subject = ['C', bank, serialNumber] as const;
    const exact = this.#swept.has(cellName(bank, serialNumber));
    const cell = withDue(derived, keepWaiting(this.#state, subject, { held: before?.dueAt, next, exact }));
    keepOpenExceptions(this.#state, subject, {
      before: before?.exceptions ?? [],
      after: cell.exceptions,
      open: () => openExceptionsOfCell(cell),
    });
    this.#state.write(cellKey(bank, serialNumber), cell);
    return cell;
  }

  /** Looks up, for aged debits nobody registered, whether they pay a leg of a live draft. */
  async #withFits(cell: SerialCell): Promise<SerialCell> {
    const lines: StatementLine[] = [];
    for (const line of cell.lines) {
      lines.push(awaitsFit(cell, line) ? { ...line, fitsLeg: await this.#fitsLeg(line) } : line);
    }
    return { ...cell, lines };
  }

  /** A dedicated account's debit fits when the account pays any live leg, a general one's when a leg agrees. */
  async #fitsLeg(line: StatementLine): Promise<boolean> {
    const { payer, payee, amountFen, dedicated } = line;
    const prefix = dedicated ? payingLegKey({ payer }) : payingLegKey({ payer, payee, amountFen });
    return (await this.#state.list(prefix, 1)).length > 0;
  }

  /** The limits in force. */
  async thresholds(): Promise<Thresholds> {
    return (await this.#state.read(thresholdsKey()))?.inForce ?? defaultThresholds;
  }
}

function viewBefore(before: SerialCell | undefined, claim: Claim): string | undefined {
  const known = before?.claims.some(
    (other) => other.draftId === claim.draftId && other.registrationSeq === claim.registrationSeq,
  );
  return before !== undefined && known === true ? JSON.stringify(viewOfClaim(before, claim)) : undefined;
}

/** Names a cell within a book. */
export function cellName(bank: OrganisationId, serialNumber: SerialNumber): string {
  return `${bank}|${serialNumber}`;
}

/** Changed pages in the order of their ids, so that every peer writes and tells the same. */
function changedPages<RecordType, PageType extends Page<RecordType>>(
  pages: ReadonlyMap<string, PageType & Page<RecordType>>,
): readonly (PageType & { now: RecordType })[] {
  return [...pages.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, page]) => page)
    .filter((page): page is PageType & { now: RecordType } => page.changed && page.now !== undefined);
}
