/**
 * Whether a viewer's page may be told that an object changed. Even that something happened is a fact: only whoever may read
 * the object is told.
 */
import { scopeOf } from '../auth/viewer';
import type { Viewer } from '../auth/viewer';
import type { ReadModels } from '../models/read-models';
import { scopeFilter } from '../models/scope';

/** Topics that are lists, not objects: they tell no more than a new block does. */
const lists: ReadonlySet<string> = new Set(['reconciliation', 'projects', 'drafts', 'payments', 'registers']);
const topicForm = /^(draft|project|exception|organisation):(.{1,300})$/;

export type MayFollow = (viewer: Viewer, topic: string) => Promise<boolean>;

/** Asks the projected collections under the viewer's scope. */
export function mayFollowBy({
  drafts,
  projects,
  exceptions,
}: Pick<ReadModels, 'drafts' | 'projects' | 'exceptions'>): MayFollow {
  return async (viewer, topic) => {
    if (lists.has(topic)) return viewer.role !== 'admin';
    const [, kind, id] = topicForm.exec(topic) ?? [];
    if (kind === 'organisation') return id === viewer.organisationId;
    const within = scopeFilter(scopeOf(viewer));
    if (within === undefined || id === undefined) return false;
    const filter = { _id: id, ...within };
    switch (kind) {
      case 'draft':
        return (await drafts.exists(filter).exec()) !== null;
      case 'project':
        return (await projects.exists(filter).exec()) !== null;
      case 'exception':
        return (await exceptions.exists(filter).exec()) !== null;
      default:
        return false;
    }
  };
}
