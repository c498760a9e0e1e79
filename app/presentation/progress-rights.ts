/** Whether the viewer's office can report on a project or bring it to its end now, as the acts themselves decide it. */
import type { ProjectDocument } from '../models/project-document';
import type { Speech } from './speech';

export interface ProgressOnlooker {
  readonly speech: Speech;
  readonly organisationId: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
}

export type ProjectProgressAct = 'report' | 'completion-statement' | 'completion-opinion' | 'closing';

/** Whether this office has this act on the project now. */
export function can(
  { implementer, status, awaits }: ProjectDocument,
  act: ProjectProgressAct,
  { organisationId }: ProgressOnlooker,
): boolean {
  if (act === 'report') {
    return implementer === organisationId && (status === 'funding' || status === 'underway');
  }
  return awaits.some((awaited) => awaited.act === act && awaited.organisationId === organisationId);
}
