/** What the offices' acts on a draft are given: the draft within the viewer's sight, names, and who else could act. */
import type { Viewer } from '../../auth/viewer';
import { scopeOf } from '../../auth/viewer';
import type { DraftDocument } from '../../models/draft-document';
import type { Scope } from '../../models/scope';
import { yuan } from '../../presentation/money-words';
import type { ActContext } from '../act';

export interface DraftActPorts {
  /** A draft by its id, if the scope may read it. */
  draft(scope: Scope, draftId: string): Promise<DraftDocument | undefined>;
  organisation(organisationId: string): string;
  /** How a person of an organisation is called. */
  person(organisationId: string, person: string): string;
  /** Other persons of an organisation, by name, who could be the second. */
  othersWho(actor: { readonly organisationId: string; readonly person: string }): Promise<readonly string[]>;
}

/** The draft of the path's `:draftId`; undefined when it is not there or not the viewer's. */
export async function draftOf(
  ports: Pick<DraftActPorts, 'draft'>,
  context: ActContext,
): Promise<DraftDocument | undefined> {
  return ports.draft(scopeOf(context.viewer), context.params['draftId'] ?? '');
}

/** Trail and facts that every page of an act on a draft opens with. */
export function actFrame(
  draft: DraftDocument,
  title: string,
  { say }: ActContext,
): Readonly<Record<string, unknown>> {
  return {
    title,
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/drafts', text: say('frame:nav.drafts') },
      { href: `/drafts/${draft._id}`, text: draft._id },
      { text: title },
    ],
    live: `draft:${draft._id}`,
    back: { href: `/drafts/${draft._id}`, text: say('drafts:act.back') },
    facts: [
      {
        label: say('drafts:field.project'),
        value: draft.projectName,
        href: `/drafts/${draft._id}`,
        linkText: draft._id,
      },
      { label: say('drafts:field.amount'), value: yuan(draft.amountFen) },
      {
        label: say('drafts:field.status'),
        value: say(`words:draft.${draft.onHold ? 'frozen' : draft.status}`),
      },
    ],
  };
}

/** Whether the viewer is the person who did something. */
export function isSelf(
  viewer: Viewer,
  by: { readonly organisationId: string; readonly person: string },
): boolean {
  return viewer.organisationId === by.organisationId && viewer.person === by.person;
}

/** `陆映秋、石青岚`, or the office where nobody else is known by name. */
export async function otherNames(
  ports: DraftActPorts,
  actor: { readonly organisationId: string; readonly person: string },
  { say }: ActContext,
): Promise<string> {
  const others = await ports.othersWho(actor);
  if (others.length > 0) return others.join(say('drafts:list'));
  return say('drafts:another-of', { office: ports.organisation(actor.organisationId) });
}
