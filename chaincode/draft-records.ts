/**
 * A draft's record lies under two keys: what its issue fixed, written once, and its course, written with every fact.
 * The first is the larger part; written again each time, it would travel through every endorsement and every block.
 */
import { strict as assert } from 'node:assert';
import type { DraftCourse, DraftOrigin, DraftRecord } from '../domain/draft';
import type { DraftId } from '../domain/identifiers';
import type { BookState, IndexState } from './book-indexes';
import { draftKey, draftOriginKey } from './state-keys';

/** The two parts of a draft's record. */
interface DraftParts {
  readonly origin: DraftOrigin;
  readonly course: DraftCourse;
}

/** A draft's record; undefined when there is none of that id. */
export async function readDraft(
  state: Pick<BookState, 'read'>,
  draftId: DraftId,
): Promise<DraftRecord | undefined> {
  const course = await state.read(draftKey(draftId));
  if (course === undefined) return undefined;
  const origin = await state.read(draftOriginKey(draftId));
  assert(origin !== undefined, `draft ${draftId} has an origin`);
  return { ...origin, ...course };
}

/** Writes a draft that was just issued, or what changed of the one that was read before. */
export function writeDraft(
  state: Pick<IndexState, 'write'>,
  before: DraftRecord | undefined,
  after: DraftRecord,
): void {
  const { draftId } = after.issued;
  const { origin, course } = draftParts(after);
  if (before === undefined) state.write(draftOriginKey(draftId), origin);
  else assert(isSameOrigin(before, after), `what the issue of draft ${draftId} fixed stands for good`);
  state.write(draftKey(draftId), course);
}

/** Divides a record as the two keys hold it. */
export function draftParts(record: DraftRecord): DraftParts {
  const { issued, county, command, implementer, issuedBy, accounts, ...course } = record;
  return { origin: { v: record.v, issued, county, command, implementer, issuedBy, accounts }, course };
}

/** Whoever changes a draft takes its origin over as it is, so the parts are the same objects. */
function isSameOrigin(before: DraftOrigin, after: DraftOrigin): boolean {
  const { issued, county, command, implementer, issuedBy, accounts } = before;
  const isSameParty = after.command === command && after.implementer === implementer;
  const isSameIssue = after.issued === issued && after.issuedBy === issuedBy && after.accounts === accounts;
  return isSameIssue && isSameParty && after.county === county;
}
