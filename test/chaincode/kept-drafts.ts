/** Drafts as the memory ledger keeps them, put there or looked at past every contract. */
import { draftParts } from '../../chaincode/draft-records';
import { draftKey, draftOriginKey } from '../../chaincode/state-keys';
import type { DraftRecord } from '../../domain/draft';
import type { DraftId } from '../../domain/identifiers';
import type { MemoryLedger } from './memory-ledger';

/** Puts a draft on the ledger. */
export function seedDraftRecord(ledger: MemoryLedger, record: DraftRecord): void {
  const { origin, course } = draftParts(record);
  ledger.seed(draftOriginKey(record.issued.draftId), origin);
  ledger.seed(draftKey(record.issued.draftId), course);
}

/** A draft that the ledger keeps; undefined when there is none of that id. */
export function keptDraft(ledger: MemoryLedger, draftId: DraftId): DraftRecord | undefined {
  const origin = ledger.record(draftOriginKey(draftId));
  const course = ledger.record(draftKey(draftId));
  return origin === undefined || course === undefined ? undefined : { ...origin, ...course };
}
