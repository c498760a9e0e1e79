/** Reads one object by its id within a scope: what lies outside is not there, as an unknown id is not. */
import type { Model } from 'mongoose';
import type { Scope } from './scope';
import { scopeFilter } from './scope';

/** What only searching needs, and what is the longest list of a document. */
const unread = { terms: 0 } as const;

/** The object without its search terms; undefined when there is none, or none that may be read. */
export async function foundWithin<Row extends { readonly _id: string }>(
  model: Model<Row>,
  scope: Scope,
  id: string,
): Promise<Row | undefined> {
  const within = scopeFilter(scope);
  if (within === undefined) return undefined;
  return (
    (await model
      .findOne()
      .where({ ...within, _id: id })
      .select(unread)
      .lean<Row>()
      .exec()) ?? undefined
  );
}
