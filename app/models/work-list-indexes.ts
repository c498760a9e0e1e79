/** Indexes that the lists of projects and of drafts share: both are filtered, searched and ordered by urgency alike. */
import type { IndexDefinition, IndexOptions } from 'mongoose';

/**
 * Added to what a view of few asks for: such a view's indexes begin with the urgency, and one that is not named is not used for
 * counting.
 */
export const anyUrgency = { urgency: { $gte: '' } } as const;

/**
 * For what an organisation must do of some kinds. Queries name it: the planner goes by whoever asked first, and an
 * organisation that waits for nothing of the kind would have all its work looked at.
 */
export const awaitedActIndex = {
  'awaits.organisationId': 1,
  'awaits.act': 1,
  urgency: 1,
  _id: 1,
} as const;

/** Adds them to a collection whose documents have `awaits`, `urgency`, `terms`, `openExceptions`, county and parties. */
export function addWorkListIndexes(schema: {
  index(fields: IndexDefinition, options?: IndexOptions): unknown;
}): void {
  schema.index({ 'awaits.organisationId': 1, urgency: 1, _id: 1 });
  schema.index(awaitedActIndex);
  // Found in the order of the list; the status is compared in the index itself.
  schema.index({ terms: 1, urgency: 1, _id: 1, status: 1 });
  schema.index({ county: 1, terms: 1, urgency: 1, _id: 1, status: 1 });
  // Views that hold few of all: each has small indexes of its own, in the order of the list.
  const withExceptions = { partialFilterExpression: { openExceptions: { $gt: 0 } } };
  schema.index({ urgency: 1, _id: 1, openExceptions: 1 }, withExceptions);
  schema.index({ county: 1, urgency: 1, _id: 1, openExceptions: 1 }, withExceptions);
  schema.index({ parties: 1, urgency: 1, _id: 1, openExceptions: 1 }, withExceptions);
}
