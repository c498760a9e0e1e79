/**
 * The thesis's `Add` (chapter 5) as a load: additions to an account that starts at 100, either on one key that all read
 * and write, as the thesis wrote it, or each under a key of its own, folded when the account is read. Additions that
 * committed are counted, and the account must hold exactly them.
 */
import { strict as assert } from 'node:assert';
import { z } from 'zod';
import type { Result } from '../../domain/result';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import { endOf } from './load-window';
import type { Note, TransactionEnd } from './load-window';

const contract = 'PressureMeasureContract';
/** What the thesis's account A holds at first. */
const openingBalance = 100;
const amount = 1;
const balanceField = z.object({ balance: z.string().regex(/^\d+$/) });

/** `Add`: one hot key; `AddApart`: each its own. */
export type AddTransaction = 'Add' | 'AddApart';

export interface AdditionMeans {
  readonly ledger: Ledger;
  /** Lanes take turns with them. */
  readonly callers: readonly LedgerIdentity[];
}

/** Additions to one account (a capital letter) that nobody else uses. */
export class Additions {
  readonly #means: AdditionMeans;
  readonly #transaction: AddTransaction;
  readonly #account: string;
  /** Those that ended without an answer; whether they committed is asked at the end. */
  readonly #unknown: string[] = [];
  #committed = 0;

  constructor(means: AdditionMeans, transaction: AddTransaction, account: string) {
    this.#means = means;
    this.#transaction = transaction;
    this.#account = account;
  }

  /** Adds once, by the lane's caller, without another try after a conflict. */
  async adds(note: Note, lane: number): Promise<void> {
    const begunMs = performance.now();
    const request = JSON.stringify({ account: this.#account, amount });
    const call = { contract, transaction: this.#transaction, request };
    const end = await endOf(accepted(this.#means.ledger.submit(this.#caller(lane), call)));
    this.#remember(end);
    note(begunMs, end);
  }

  /**
   * Reads the account.
   * @throws AssertionError when it holds something else than what committed
   */
  async assertBalance(): Promise<void> {
    for (const transactionId of this.#unknown.splice(0)) {
      const { status } = await this.#means.ledger.outcomeOf(transactionId);
      if (status === 'valid') this.#committed += 1;
    }
    const call = { contract, transaction: 'Query', request: JSON.stringify({ account: this.#account }) };
    const answer = await accepted(this.#means.ledger.evaluate(this.#caller(0), call));
    const { balance } = balanceField.parse(JSON.parse(answer));
    const expected = openingBalance + this.#committed * amount;
    assert.equal(Number(balance), expected, 'the account holds what it held first and all that was added');
  }

  #caller(lane: number): LedgerIdentity {
    const { callers } = this.#means;
    const caller = callers[lane % callers.length];
    assert(caller !== undefined, 'somebody calls');
    return caller;
  }

  #remember(end: TransactionEnd): void {
    if (end.kind === 'valid') this.#committed += 1;
    if (end.kind === 'failed' && end.transactionId !== undefined) this.#unknown.push(end.transactionId);
  }
}

/** A refusal is no outcome of an addition. */
async function accepted<Value>(outcome: Promise<Result<Value>>): Promise<Value> {
  const result = await outcome;
  if (!result.ok) throw new Error(`${contract} refused: ${result.refusal.code}`);
  return result.value;
}
