/**
 * What a project needs to know of its drafts: a project's later states are derived from them, never written
 * by a bank's entry (domain rules, section 3).
 */
import type { DraftId } from './identifiers';

export interface DraftSummary {
  readonly draftId: DraftId;
  readonly cancelled: boolean;
  readonly anyTrancheSettled: boolean;
  readonly everyTrancheAccepted: boolean;
}
