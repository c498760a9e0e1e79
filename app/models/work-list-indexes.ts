/** Indexes that the lists of projects and of drafts share: both are filtered, searched and ordered by urgency alike. */
import type { IndexDefinition, IndexOptions } from 'mongoose';

/**
 * Added to what a view of few asks for: such a view's indexes begin with the urgency, and one that is not named is not used for
 * counting.
 */
export const anyUrgency = { urgency: { $gte: '' } } as const;

/** Adds them to a collection whose documents have `urgency`, `terms`, `openExceptions`, county and parties. */
export function addWorkListIndexes(schema: {
  index(fields: IndexDefinition, options?: IndexOptions): unknown;
}): void {
  // With all that a list filters by, so that counting a township reads no document.
  schema.index({ township: 1, county: 1, type: 1, status: 1, urgency: 1, _id: 1 });
  // Found in the order of the list; the status is compared in the index itself.
  schema.index({ terms: 1, urgency: 1, _id: 1, status: 1 });
  schema.index({ county: 1, terms: 1, urgency: 1, _id: 1, status: 1 });
  // Views that hold few of all: each has small indexes of its own, in the order of the list.
  const withExceptions = { partialFilterExpression: { openExceptions: { $gt: 0 } } };
  schema.index({ urgency: 1, _id: 1, openExceptions: 1 }, withExceptions);
  schema.index({ county: 1, urgency: 1, _id: 1, openExceptions: 1 }, withExceptions);
  schema.index({ parties: 1, urgency: 1, _id: 1, openExceptions: 1 }, withExceptions);
}
