/**
 * What an act of progress is about: a project, or a tranche of a draft with the leg that pays it, within the viewer's sight.
 * Every page of these acts opens with the same trail and facts.
 */
import { scopeOf } from '../../auth/viewer';
import type { DraftDocument, DraftLeg, DraftTranche } from '../../models/draft-document';
import type { ProjectDocument } from '../../models/project-document';
import { dayWords } from '../../presentation/date-words';
import { yuan } from '../../presentation/money-words';
import type { ActContext } from '../act';
import type { ProgressActPorts } from './progress-act-ports';

export interface TrancheSubject {
  readonly draft: DraftDocument;
  readonly tranche: DraftTranche;
  readonly leg: DraftLeg;
  /** Whether the acceptance is overdue, so that the command may accept instead. */
  readonly isNotAccepted: boolean;
}

/** The project of the path's `:projectId`. */
export async function projectOf(
  { reader }: ProgressActPorts,
  { viewer, params }: ActContext,
): Promise<ProjectDocument | undefined> {
  return reader.project(scopeOf(viewer), params['projectId'] ?? '');
}

/** The tranche of the path's `:draftId` and `:tranche`. */
export async function trancheOf(
  { reader }: ProgressActPorts,
  { viewer, params }: ActContext,
): Promise<TrancheSubject | undefined> {
  const draft = await reader.draft(scopeOf(viewer), params['draftId'] ?? '');
  const tranche = draft?.tranches.find((each) => String(each.tranche) === params['tranche']);
  const leg = draft?.legs.find(({ legId }) => legId === tranche?.legId);
  if (draft === undefined || tranche === undefined || leg === undefined) return undefined;
  const overdue = await reader.notAccepted({ draftId: draft._id });
  return { draft, tranche, leg, isNotAccepted: overdue.some(({ legId }) => legId === leg.legId) };
}

/** The tranche's latest presentation with the opinion on it, if there is one: each presentation has at most one. */
export function presentedOf({ presentations, opinions }: DraftTranche): {
  readonly presentation: DraftTranche['presentations'][number] | undefined;
  readonly opinion: DraftTranche['opinions'][number] | undefined;
} {
  const presentation = presentations.at(-1);
  const opinion = opinions.length === presentations.length ? opinions.at(-1) : undefined;
  return { presentation, opinion };
}

/** Title, trail and facts of an act's page on a project. */
export function projectFrame(
  project: ProjectDocument,
  title: string,
  { say }: ActContext,
): Readonly<Record<string, unknown>> {
  const href = `/progress/${project._id}`;
  return {
    title,
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/progress', text: say('frame:nav.progress') },
      { href, text: project.name },
      { text: title },
    ],
    live: `project:${project._id}`,
    back: href,
    facts: [
      { label: say('progress:field.project'), value: project.name, href, linkText: project._id },
      { label: say('progress:field.status'), value: say(`words:project.${project.status}`) },
      { label: say('progress:field.percent'), value: `${String(project.percent)} %` },
    ],
  };
}

/** Title, trail and facts of an act's page on a tranche. */
export function trancheFrame(
  { draft, tranche, leg }: TrancheSubject,
  title: string,
  { say, viewer }: ActContext,
): Readonly<Record<string, unknown>> {
  const href = `/drafts/${draft._id}`;
  return {
    title,
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/drafts', text: say('frame:nav.drafts') },
      { href, text: draft._id },
      { text: title },
    ],
    live: `draft:${draft._id}`,
    back: href,
    facts: [
      { label: say('progress:field.project'), value: draft.projectName, href, linkText: draft._id },
      {
        label: say('progress:field.tranche'),
        value: say('progress:tranche', { tranche: tranche.tranche, leg: leg.legId }),
      },
      ...(leg.milestone === undefined
        ? []
        : [{ label: say('progress:field.milestone'), value: leg.milestone }]),
      { label: say('progress:field.amount'), value: yuan(leg.amountFen) },
      { label: say('progress:field.deadline'), value: dayWords(leg.deadline, viewer.language) },
      {
        label: say('progress:field.state'),
        value: say(`words:leg.${tranche.accepted ? 'accepted' : leg.state}`),
      },
    ],
  };
}
