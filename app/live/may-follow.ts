/**
 * Whether a viewer's page may be told that an object changed. Even that something happened is a fact: only whoever may read
 * the object is told.
 */
import { scopeOf } from '../auth/viewer';
import type { Viewer } from '../auth/viewer';
import type { ReadModels } from '../models/read-models';
import { scopeFilter } from '../models/scope';

/** Lists tell no more than a new block does; an administrator follows those of the registers alone. */
const registers: ReadonlySet<string> = new Set(['list:organisations', 'list:accounts', 'list:bank-keys']);
const listForm = /^list:[a-z-]{1,40}$/;
const topicForm = /^(draft|project|exception):(.{1,300})$/;

export type MayFollow = (viewer: Viewer, topic: string) => Promise<boolean>;

/** Asks the projected collections under the viewer's scope. */
export function mayFollowBy({
  drafts,
  projects,
  exceptions,
}: Pick<ReadModels, 'drafts' | 'projects' | 'exceptions'>): MayFollow {
  return async (viewer, topic) => {
    if (listForm.test(topic)) return viewer.role !== 'admin' || registers.has(topic);
    const [, kind, id] = topicForm.exec(topic) ?? [];
    const within = scopeFilter(scopeOf(viewer));
    if (within === undefined || id === undefined) return false;
    const filter = { _id: id, ...within };
    if (kind === 'draft') return (await drafts.exists(filter).exec()) !== null;
    if (kind === 'project') return (await projects.exists(filter).exec()) !== null;
    return (await exceptions.exists(filter).exec()) !== null;
  };
}
