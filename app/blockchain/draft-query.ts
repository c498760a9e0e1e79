/**
 * Asks DraftContract for a draft with everything its reader may see, full account numbers among it, under the reader's own
 * identity.
 */
import { draftIdField } from '../../domain/identifiers';
import { queryDraft } from '../../domain/transactions/draft-transactions';
import type { DraftAnswer } from '../../domain/transactions/draft-answers';
import type { Ledger, LedgerIdentity } from '../../ledger/ledger';
import { evaluateTransaction } from './contract-client';
import { draftAnswerOf } from './draft-answer-codec';

/**
 * The draft; undefined where the contract does not let this reader see it.
 * @throws as the ledger port's `evaluate` does
 */
export async function draftQuery(
  ledger: Ledger,
  identity: LedgerIdentity,
  draftId: string,
): Promise<DraftAnswer | undefined> {
  const request = { draftId: draftIdField.parse(draftId) };
  const asked = await evaluateTransaction(ledger, identity, { definition: queryDraft, request });
  return asked.ok ? draftAnswerOf(asked.value) : undefined;
}
