/**
 * What pages ask of the chain itself about drafts: the draft as it stands there, with full account numbers and its seal, and
 * the numbers of registered accounts. Every question is put under the asker's own identity, so the contracts decide what
 * the asker may see.
 */
import type { AccountNumber } from '../../domain/identifiers';
import type { Result } from '../../domain/result';
import { accepted } from '../../domain/result';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import { queryDraft } from '../../domain/transactions/draft-transactions';
import { queryAccount } from '../../domain/transactions/registry-queries';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import { evaluateTransaction } from './contract-client';
import { parseAccountAnswer, parseDraftAnswer } from './draft-answer-parser';

export class DraftClient {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /**
   * The draft as the chain has it; a refusal when the asker may not read it.
   * @throws LedgerUnavailableError when the ledger cannot be asked
   */
  async draft(identity: LedgerIdentity, draftId: string): Promise<Result<DraftAnswer>> {
    const answered = await evaluateTransaction(this.#ledger, identity, {
      definition: queryDraft,
      request: { draftId },
    });
    return answered.ok ? accepted(parseDraftAnswer(answered.value)) : answered;
  }

  /**
   * The full numbers of accounts by their ids, as the register has them; the first refusal ends it.
   * @throws LedgerUnavailableError when the ledger cannot be asked
   */
  async accountNumbers(
    identity: LedgerIdentity,
    accountIds: readonly string[],
  ): Promise<Result<ReadonlyMap<string, AccountNumber>>> {
    const numbers = new Map<string, AccountNumber>();
    for (const accountId of new Set(accountIds)) {
      const answered = await evaluateTransaction(this.#ledger, identity, {
        definition: queryAccount,
        request: { accountId },
      });
      if (!answered.ok) return answered;
      numbers.set(accountId, parseAccountAnswer(answered.value).number);
    }
    return accepted(numbers);
  }
}
