/** How a batch's changed documents move the figures. */
import { strict as assert } from 'node:assert';
import type { Share } from './figures';
import { FigureDifferences, figuresAfter, shareOfDraft, shareOfException, shareOfProject } from './figures';
import type { Shelf } from './shelf';
import type { WorkingSet } from './working-set';

/** Differences of the figures by scope. */
export function differencesOf(set: WorkingSet): ReturnType<FigureDifferences['byScope']> {
  const roleOf = (organisationId: string): ReturnType<Parameters<typeof shareOfDraft>[1]> => {
    const organisation = set.organisations.find(organisationId);
    assert(organisation !== undefined, `the register names ${organisationId}`);
    return organisation.role;
  };
  const differences = new FigureDifferences();
  gather(differences, set.projects, shareOfProject);
  gather(differences, set.drafts, (draft) => shareOfDraft(draft, roleOf));
  gather(differences, set.exceptions, shareOfException);
  return differences.byScope();
}

function gather<Document extends { readonly _id: string | number }>(
  differences: FigureDifferences,
  shelf: Shelf<Document>,
  shareOf: (document: Document) => Share,
): void {
  for (const { before, now } of shelf.changes()) {
    if (before !== undefined) differences.add(shareOf(before), -1n);
    differences.add(shareOf(now), 1n);
  }
}

/** Puts the figures of every differing scope. */
export function figuresOfChanges(
  set: WorkingSet,
  differences: ReturnType<FigureDifferences['byScope']>,
): void {
  for (const [scope, totals] of differences) {
    set.figures.put(figuresAfter(scope, set.figures.find(scope), totals));
  }
}
