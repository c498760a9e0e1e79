/**
 * The one place where a project asks for its draft: the project's later states follow from it (domain rules,
 * section 3), and it reads nothing else of a draft.
 */
import { summariseDraft } from '../domain/draft';
import type { DraftSummary } from '../domain/draft-summary';
import type { DraftId } from '../domain/identifiers';
import { readDraft } from './draft-records';
import type { CallState } from './world-state';

/** What the chain tells of a draft; undefined when there is none of that id. */
export async function readDraftSummary(
  state: CallState,
  draftId: DraftId,
): Promise<DraftSummary | undefined> {
  const record = await readDraft(state, draftId);
  return record === undefined ? undefined : summariseDraft(record);
}
