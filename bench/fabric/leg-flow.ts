/**
 * Legs of copied drafts on their way from registration to settlement, as a measured load takes them: each leg's payer
 * registers its serial number, then the bank pushes the line. What was done is remembered, and asked of the ledger at
 * the end: every leg whose two transactions were VALID is settled, or the measurement is worth nothing.
 */
import { strict as assert } from 'node:assert';
import type { DraftId } from '../../domain/identifiers';
import { checking } from '../../domain/transactions/reconciliation-transactions';
import { parseChecking } from '../../test/province/answers-parser';
import type { CopiedProvince } from '../draft-copies';
import { inLanes } from '../lanes';
import { fiscalTransfers, pushes, registers } from '../leg-transfers';
import type { LegTransfer } from '../leg-transfers';
import { endOf } from './load-window';
import type { Note, TransactionEnd } from './load-window';

const legsPerDraft = 2;
const readingLanes = 32;
const registeringLanes = 100;
/** As many entries as the product lets a bank push at once. */
export const entriesPerBatch = 200;

export class LegFlow {
  readonly #copied: CopiedProvince;
  readonly #waiting: LegTransfer[] = [];
  /** Registered and not pushed yet; only the open loop leaves any. */
  readonly #registered: LegTransfer[] = [];
  readonly #paid: LegTransfer[] = [];
  /** Drafts with a transaction that did not end VALID: their later legs stay closed. */
  readonly #spoiled = new Set<DraftId>();
  #registersNext = true;

  constructor(copied: CopiedProvince) {
    this.#copied = copied;
  }

  /** Copies drafts until so many legs wait; the first legs of all of them stand before the second ones. */
  async supply(legs: number): Promise<void> {
    const missing = Math.max(0, legs - this.#waiting.length);
    const drafts = await this.#copied.copies(Math.ceil(missing / legsPerDraft));
    this.#waiting.push(...fiscalTransfers(this.#copied, drafts));
  }

  /** Registers a leg and pays it. */
  async settles(note: Note): Promise<void> {
    const transfer = this.#next();
    const registered = await this.#ends(transfer, registers(this.#copied, transfer), note);
    if (!registered) return;
    if (await this.#ends(transfer, pushes(this.#copied, [transfer]), note)) this.#paid.push(transfer);
  }

  /** One transaction of legs that flow: registrations and pushes in turn, as far as there is anything to push. */
  async flows(): Promise<TransactionEnd> {
    const ready = this.#registersNext ? undefined : this.#registered.shift();
    this.#registersNext = ready !== undefined;
    const transfer = ready ?? this.#next();
    const submitted =
      ready === undefined ? registers(this.#copied, transfer) : pushes(this.#copied, [transfer]);
    const end = await endOf(submitted);
    if (end.kind !== 'valid') this.#spoiled.add(transfer.draftId);
    else (ready === undefined ? this.#registered : this.#paid).push(transfer);
    return end;
  }

  /** Pays what is registered and not paid yet. */
  async paysRegistered(): Promise<void> {
    for (const batch of this.#batches(this.#registered.splice(0))) {
      await pushes(this.#copied, batch);
      this.#paid.push(...batch);
    }
  }

  /** Registers one leg of so many drafts as fill the batches; answers the batches, to be paid in any order. */
  async registersBatches(count: number): Promise<readonly (readonly LegTransfer[])[]> {
    const legs = count * entriesPerBatch;
    const drafts = await this.#copied.copies(legs);
    const transfers = fiscalTransfers(this.#copied, drafts).slice(0, legs);
    await inLanes(transfers, registeringLanes, (transfer) => registers(this.#copied, transfer));
    return this.#batches(transfers);
  }

  /** Pays a batch of registered legs in one transaction. */
  async paysBatch(batch: readonly LegTransfer[], note: Note): Promise<void> {
    const begunMs = performance.now();
    const end = await endOf(pushes(this.#copied, batch));
    if (end.kind === 'valid') this.#paid.push(...batch);
    note(begunMs, end);
  }

  /**
   * Asks the ledger for every leg that was paid since the last time; answers how many.
   * @throws AssertionError when one is not settled
   */
  async assertSettled(): Promise<number> {
    const paid = this.#paid.splice(0).filter(({ draftId }) => !this.#spoiled.has(draftId));
    const { province } = this.#copied;
    const reader = province.offices.leadingOffice.first;
    const bank = province.offices.bank.first.organisationId;
    const transferDate = province.today();
    await inLanes(paid, readingLanes, async ({ draftId, leg, serialNumber }) => {
      const answer = await reader.asks(checking, { bank, transferDate, serialNumber });
      const { standing, results } = parseChecking(answer);
      const paysIt = standing === 'settled' && results.length === 1;
      assert(
        paysIt,
        `leg ${leg.legId} of ${draftId}, registered and paid, is not settled: ${JSON.stringify(answer)}`,
      );
    });
    return paid.length;
  }

  async #ends(transfer: LegTransfer, submitted: Promise<void>, note: Note): Promise<boolean> {
    const begunMs = performance.now();
    const end = await endOf(submitted);
    note(begunMs, end);
    if (end.kind === 'valid') return true;
    this.#spoiled.add(transfer.draftId);
    return false;
  }

  #next(): LegTransfer {
    for (;;) {
      const transfer = this.#waiting.shift();
      if (transfer === undefined) throw new Error('more legs were needed than were supplied');
      if (!this.#spoiled.has(transfer.draftId)) return transfer;
    }
  }

  #batches(transfers: readonly LegTransfer[]): readonly (readonly LegTransfer[])[] {
    const count = Math.ceil(transfers.length / entriesPerBatch);
    return Array.from({ length: count }, (_, n) =>
      transfers.slice(n * entriesPerBatch, (n + 1) * entriesPerBatch),
    );
  }
}
