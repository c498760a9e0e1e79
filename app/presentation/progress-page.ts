/**
 * One project's progress: its tranches with what each waits for and who must act, and the acts that the viewer's office has on
 * the project as a whole.
 */
import { can } from './progress-rights';
import type { ProgressOnlooker } from './progress-rights';
import type { DraftDocument, DraftLeg, DraftTranche } from '../models/draft-document';
import type { ProjectDocument } from '../models/project-document';
import { legChip } from './chip';
import type { ChipView } from './chip';
import { dayFigures } from './date-words';
import { figures } from './money-words';

export interface TrancheRow {
  readonly tranche: number;
  readonly legId: string;
  readonly milestone: string;
  readonly amount: string;
  readonly planned: string;
  /** 未提出, 等意见, 已同意, 已退回. */
  readonly judged: string;
  readonly chip: ChipView;
  readonly act?: { readonly href: string; readonly text: string };
}

/** The tranches of the live draft, in order. */
export function trancheRows(draft: DraftDocument, onlooker: ProgressOnlooker): readonly TrancheRow[] {
  const { say } = onlooker.speech;
  return draft.tranches.flatMap((tranche) => {
    const leg = draft.legs.find(({ legId }) => legId === tranche.legId);
    if (leg === undefined) return [];
    const act = trancheAct(draft, { tranche, leg }, onlooker);
    return [
      {
        ...{ tranche: tranche.tranche, legId: leg.legId, milestone: leg.milestone ?? '' },
        ...{ amount: figures(leg.amountFen), planned: dayFigures(leg.deadline, onlooker.now) },
        judged: say(`progress:judged.${judgementOf(tranche)}`),
        chip: legChip(tranche.accepted ? 'accepted' : leg.state, onlooker.speech),
        ...(act === undefined ? {} : { act }),
      },
    ];
  });
}

function judgementOf({ presentations, opinions }: DraftTranche): string {
  if (presentations.length === 0) return 'not-presented';
  if (opinions.length < presentations.length) return 'awaits-opinion';
  return opinions.at(-1)?.agrees === true ? 'agreed' : 'returned';
}

const pages: Readonly<Record<string, string>> = {
  presentation: 'present',
  opinion: 'opinion',
  acceptance: 'accept',
  'next-stage': 'next-stage',
};

/** What the viewer's organisation has to do on the tranche now. */
function trancheAct(
  draft: DraftDocument,
  { tranche, leg }: { readonly tranche: DraftTranche; readonly leg: DraftLeg },
  { organisationId, speech }: ProgressOnlooker,
): TrancheRow['act'] {
  const mine = draft.awaits.find(
    (awaited) =>
      awaited.legId === leg.legId && awaited.organisationId === organisationId && awaited.act in pages,
  );
  if (mine === undefined) return undefined;
  return {
    href: `/drafts/${draft._id}/tranches/${String(tranche.tranche)}/${pages[mine.act] ?? 'present'}`,
    text: speech.say(`progress:work.button-${mine.act}`),
  };
}

/** Acts on the project that the viewer's office has now; the first is the page's primary one. */
export function projectActs(
  project: ProjectDocument,
  onlooker: ProgressOnlooker,
): readonly { readonly href: string; readonly text: string }[] {
  const { say } = onlooker.speech;
  const at = `/projects/${project._id}`;
  return [
    ...(can(project, 'completion-statement', onlooker)
      ? [{ href: `${at}/completion`, text: say('progress:completion.title') }]
      : []),
    ...(can(project, 'completion-opinion', onlooker)
      ? [{ href: `${at}/completion/opinion`, text: say('progress:completion-opinion.title') }]
      : []),
    ...(can(project, 'closing', onlooker)
      ? [{ href: `${at}/close`, text: say('progress:closing.title') }]
      : []),
    ...(can(project, 'report', onlooker)
      ? [{ href: `${at}/progress/report`, text: say('progress:report.action') }]
      : []),
  ];
}
