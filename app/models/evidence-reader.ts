/**
 * Whether somebody may have a file: whoever may read an object that names its hash on the chain may have the file. Only objects
 * of an organisation that handed it in are looked at; several may have handed in the same bytes, each under its own name.
 */
import type { Connection } from 'mongoose';
import { draftModel } from './draft-model';
import { projectModel } from './project-model';
import type { Scope } from './scope';
import { scopeFilter } from './scope';

export interface EvidenceReader {
  /** @param file its hash, and the organisation that handed it in */
  isNamed(scope: Scope, file: { readonly hash: string; readonly owner: string }): Promise<boolean>;
}

/** The objects as the projections keep them. */
export function evidenceReader(connection: Connection): EvidenceReader {
  const projects = projectModel(connection);
  const drafts = draftModel(connection);
  return {
    isNamed: async (scope, { hash, owner }) => {
      const within = scopeFilter(scope);
      if (within === undefined) return false;
      const named = { $and: [within, { parties: owner }, { files: hash }] };
      const [project, draft] = await Promise.all([projects.exists(named), drafts.exists(named)]);
      return project !== null || draft !== null;
    },
  };
}
