/**
 * The page of progress: what the viewer's organisation has to do on tranches and completions, and the projects that are being
 * built with their last report.
 */
import type { Awaited } from '../models/place';
import type {
  AwaitedOfProject,
  BuildingProject,
  CompletionProject,
  TrancheDraft,
  TrancheLeg,
} from '../models/progress-reader';
import { completionActs, trancheActs } from '../models/progress-reader';
import { projectWorkChip } from './chip';
import type { ChipView } from './chip';
import { dayFigures, daysBetween, dueChip } from './date-words';
import { yuan } from './money-words';
import { firstAwaited } from './project-list';
import type { Speech } from './speech';

export interface WorkView {
  readonly due: ChipView;
  readonly date: string;
  readonly what: string;
  readonly object: string;
  readonly blocks: string;
  readonly amount: string;
  readonly href: string;
  readonly button: string;
}

export interface BuildingView {
  readonly href: string;
  readonly name: string;
  readonly place: string;
  readonly implementer: string;
  readonly chip: ChipView;
  readonly percent: number;
  readonly reported: string;
  /** Where the viewer reports; empty for who does not build it. */
  readonly reportHref: string;
  readonly awaits: string;
}

export interface ListContext {
  readonly speech: Speech;
  readonly organisationId: string;
  /** ISO 8601 in UTC. */
  readonly now: string;
  organisation(organisationId: string): string;
}

const pages: Readonly<Record<string, string>> = {
  presentation: 'present',
  opinion: 'opinion',
  'next-stage': 'next-stage',
  acceptance: 'accept',
  'completion-statement': 'completion',
  'completion-opinion': 'completion/opinion',
  closing: 'close',
};

/** What the organisation has to do on the tranches of these drafts. */
export function trancheWork(drafts: readonly TrancheDraft[], context: ListContext): readonly WorkView[] {
  const isMine = ({ organisationId, act }: Awaited): boolean =>
    organisationId === context.organisationId && trancheActs.some((each) => each === act);
  return drafts.flatMap((draft) =>
    draft.awaits.filter(isMine).flatMap((awaited) => workOn(draft, awaited, context)),
  );
}

/** Acceptances that the command may give in the implementer's place. */
export function steadWork(
  drafts: readonly TrancheDraft[],
  overdue: readonly TrancheLeg[],
  context: ListContext,
): readonly WorkView[] {
  return drafts.flatMap((draft) =>
    overdue
      .filter(({ draftId }) => draftId === draft._id)
      .flatMap(({ legId }) => {
        const awaited = draft.awaits.find((each) => each.legId === legId && each.act === 'acceptance');
        return awaited === undefined
          ? []
          : workOn(draft, { ...awaited, words: 'acceptance-instead' }, context);
      }),
  );
}

function workOn(
  draft: TrancheDraft,
  { act, legId, due, words = act }: Awaited & { readonly words?: string },
  context: ListContext,
): readonly WorkView[] {
  const { say } = context.speech;
  const leg = draft.legs.find((each) => each.legId === legId);
  if (leg?.tranche === undefined) return [];
  const tranche = String(leg.tranche);
  return [
    {
      ...dueOf(due, context),
      what: say(`progress:work.${words}`, { tranche, leg: leg.legId }),
      object: draft.projectName,
      blocks: act === 'acceptance' ? '' : say('progress:work.blocks', { leg: leg.legId }),
      amount: yuan(leg.amountFen),
      href: `/drafts/${draft._id}/tranches/${tranche}/${pages[act] ?? 'present'}`,
      button: say(`progress:work.button-${act}`),
    },
  ];
}

/** What the organisation has to do to bring projects to their end. */
export function completionWork(
  projects: readonly CompletionProject[],
  context: ListContext,
): readonly WorkView[] {
  const { say } = context.speech;
  return projects.flatMap((project) =>
    project.awaits
      .filter(
        ({ organisationId, act }) =>
          organisationId === context.organisationId && completionActs.some((each) => each === act),
      )
      .map(({ act, due }) => ({
        ...dueOf(due, context),
        what: say(`progress:work.${act}`),
        object: project.name,
        blocks: '',
        amount: project.amountFen === undefined ? '' : yuan(project.amountFen),
        href: `/projects/${project._id}/${pages[act] ?? 'completion'}`,
        button: say(`progress:work.button-${act}`),
      })),
  );
}

function dueOf(
  due: string | undefined,
  { speech, now }: ListContext,
): { readonly due: ChipView; readonly date: string } {
  if (due !== undefined) return { due: dueChip(due, now, speech), date: dayFigures(due, now) };
  return { due: { tone: 'rest', icon: 'calendar3', text: speech.say('progress:work.no-due') }, date: '' };
}

/**
 * Rows of the projects that are being built.
 * @param exceptions what open exceptions wait for: it comes before the draft's own next act
 */
export function buildingRows(
  projects: readonly BuildingProject[],
  exceptions: AwaitedOfProject,
  context: ListContext,
): readonly BuildingView[] {
  const { speech, organisationId, now } = context;
  return projects.map((project) => {
    const last = project.reports.at(-1);
    const awaited = exceptions.get(project._id) ?? firstAwaited(project, organisationId);
    const days = last === undefined ? 0 : daysBetween(last.place.at, now);
    return {
      href: `/progress/${project._id}`,
      name: project.name,
      place: project.township,
      implementer: context.organisation(project.implementer),
      chip: projectWorkChip(project, speech),
      percent: project.percent,
      reported:
        last === undefined
          ? speech.say('progress:list.never')
          : speech.say(days === 0 ? 'progress:list.today' : 'progress:list.ago', {
              ...{ count: days, date: dayFigures(last.place.at, now) },
            }),
      reportHref: project.implementer === organisationId ? `/projects/${project._id}/progress/report` : '',
      awaits:
        awaited === undefined
          ? speech.say('progress:list.nobody')
          : speech.say('progress:list.awaits', {
              name: context.organisation(awaited.organisationId),
              act: actWords(awaited, speech),
            }),
    };
  });
}

/** `L2 付款并登记流水号`. */
function actWords({ act, legId }: Awaited, { say }: Speech): string {
  const words = say(`words:act.${act}`);
  return legId === undefined ? words : `${legId} ${words}`;
}
