/** What projects the drafts of a list are about: an exception knows its draft by id alone, and people know projects by name. */
import type { DraftDocument } from './draft-document';
import type { ReadModels } from './read-models';

/** Names of projects by the ids of their drafts; one that is not stored has no entry. */
export async function projectNamesOf(
  { drafts }: Pick<ReadModels, 'drafts'>,
  draftIds: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(draftIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return new Map();
  const found = await drafts
    .find({ _id: { $in: ids } }, { projectName: 1 })
    .lean<Pick<DraftDocument, '_id' | 'projectName'>[]>()
    .exec();
  return new Map(found.map(({ _id, projectName }) => [_id, projectName]));
}
