/**
 * The office puts a next-stage plan in force that the county command agreed to with a tranche (domain rules, section 3).
 * Nothing is filled in: what is confirmed is what the page shows.
 */
import { confirmNextStage } from '../../../domain/transactions/draft-transactions';
import type { Act, ActContext, PreparedAct } from '../act';
import { plainAct } from '../plain-act';
import { presentationSection } from './presentation-section';
import type { ProgressActPorts } from './progress-act-ports';
import { presentedOf, trancheFrame, trancheOf } from './progress-subject';
import type { TrancheSubject } from './progress-subject';
import { yuan } from '../../presentation/money-words';
import { dayWords } from '../../presentation/date-words';

/** The form at `/drafts/:draftId/tranches/:tranche/next-stage`. */
export function nextStageAct(ports: ProgressActPorts): Act {
  return plainAct<TrancheSubject, null>({
    code: true,
    view: 'progress/act',
    find: (context) => trancheOf(ports, context),
    page: async (subject, context) => ({
      ...trancheFrame(
        subject,
        context.say('progress:next-stage.title', { tranche: subject.tranche.tranche }),
        context,
      ),
      explanation: context.say('progress:next-stage.explanation'),
      presented: await presentationSection(ports, subject, context),
      inputs: [],
    }),
    blocked: (subject, context) => blockedBy(ports, subject, context),
    read: () => Promise.resolve({ ok: true, values: null }),
    prepared,
  });
}

function blockedBy(
  ports: ProgressActPorts,
  { draft, tranche }: TrancheSubject,
  { say }: ActContext,
): string | undefined {
  if (draft.status === 'cancelled') return say('progress:blocked.cancelled');
  const { presentation, opinion } = presentedOf(tranche);
  if (presentation?.nextStage === undefined)
    return say('progress:blocked.no-stage', { tranche: tranche.tranche });
  if (presentation.nextStageConfirmed !== undefined) {
    return say('progress:blocked.stage-in-force', { tranche: tranche.tranche });
  }
  if (opinion?.agrees === true) return undefined;
  return say('progress:blocked.stage-opinion', { name: ports.organisation(draft.command) });
}

function prepared({ draft, tranche }: TrancheSubject, { say, requestId, viewer }: ActContext): PreparedAct {
  const seenBy = say('progress:seen-by');
  const number = tranche.tranche;
  const changes = presentedOf(tranche).presentation?.nextStage ?? [];
  return {
    title: say('progress:next-stage.confirm'),
    rows: [
      { field: say('progress:field.draft'), content: `${draft._id} ${draft.projectName}`, seenBy },
      ...changes.map((change) => ({
        field: say('progress:stage.row', { tranche: change.tranche }),
        content: say('progress:stage.planned', {
          amount: yuan(change.amountFen),
          date: dayWords(change.deadline, viewer.language),
        }),
        seenBy,
      })),
    ],
    offChain: [],
    consequences: [say('progress:next-stage.then')],
    button: say('progress:next-stage.button'),
    call: {
      submitWith: (submit) => submit(confirmNextStage, { requestId, draftId: draft._id, tranche: number }),
    },
    after: () => ({ href: `/drafts/${draft._id}`, notice: say('progress:next-stage.done') }),
  };
}
