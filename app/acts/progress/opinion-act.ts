/**
 * The county command's opinion on a presented tranche: it agrees, or returns it with a reason (domain rules, section 7). The
 * evidence can be read before, and the page says what an agreement opens.
 */
import { giveOpinion } from '../../../domain/transactions/draft-transactions';
import { dayWords } from '../../presentation/date-words';
import { yuan } from '../../presentation/money-words';
import type { Act, ActContext, FormFields, PreparedAct } from '../act';
import { plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import { decisionErrors, decisionInputs, sentDecision } from './decision-form';
import type { SentDecision } from './decision-form';
import { presentationSection } from './presentation-section';
import type { ProgressActPorts } from './progress-act-ports';
import { presentedOf, trancheFrame, trancheOf } from './progress-subject';
import type { TrancheSubject } from './progress-subject';

interface OpinionRequest extends SentDecision {
  readonly requestId: string;
  readonly draftId: string;
  readonly tranche: number;
}

/** The form at `/drafts/:draftId/tranches/:tranche/opinion`. */
export function opinionAct(ports: ProgressActPorts): Act {
  return plainAct<TrancheSubject, OpinionRequest & { readonly decision: 'agree' | 'return' }>({
    code: true,
    view: 'progress/act',
    find: (context) => trancheOf(ports, context),
    page: async (subject, context, fields) => ({
      ...trancheFrame(
        subject,
        context.say('progress:opinion.title', { tranche: subject.tranche.tranche }),
        context,
      ),
      explanation: context.say('progress:opinion.explanation'),
      presented: await presentationSection(ports, subject, context),
      inputs: decisionInputs(fields, context, 'opinion'),
    }),
    blocked: (subject, context) => blockedBy(ports, subject, context),
    read: (subject, context, fields) => Promise.resolve(read(subject, context, fields)),
    prepared: (subject, context, request) => prepared(subject, context, request),
  });
}

function blockedBy(
  ports: ProgressActPorts,
  { draft, tranche }: TrancheSubject,
  { say }: ActContext,
): string | undefined {
  if (draft.status === 'cancelled') return say('progress:blocked.cancelled');
  const { presentation, opinion } = presentedOf(tranche);
  if (presentation !== undefined && opinion === undefined) return undefined;
  return say('progress:blocked.no-presentation', {
    tranche: tranche.tranche,
    name: ports.organisation(draft.implementer),
  });
}

function read(
  { draft, tranche }: TrancheSubject,
  context: ActContext,
  fields: FormFields,
): Reading<OpinionRequest & { readonly decision: 'agree' | 'return' }> {
  const { decision, opinion } = sentDecision(fields);
  const request = {
    ...{ requestId: context.requestId, draftId: draft._id, tranche: tranche.tranche, opinion },
    decision: decision === 'return' ? ('return' as const) : ('agree' as const),
  };
  const errors = requestErrors(
    giveOpinion,
    { ...request, decision },
    { fieldOf: decisionErrors(context), context },
  );
  return readAs(request, errors);
}

function prepared(
  { draft, leg }: TrancheSubject,
  { say, viewer }: ActContext,
  request: OpinionRequest & { readonly decision: 'agree' | 'return' },
): PreparedAct {
  const seenBy = say('progress:seen-by');
  const { tranche, decision } = request;
  const values = {
    ...{ tranche, leg: leg.legId, amount: yuan(leg.amountFen) },
    date: dayWords(leg.deadline, viewer.language),
  };
  return {
    title: say('progress:opinion.confirm', { tranche }),
    rows: [
      { field: say('progress:field.draft'), content: `${draft._id} ${draft.projectName}`, seenBy },
      { field: say('progress:field.tranche'), content: say('progress:tranche', values), seenBy },
      { field: say('progress:opinion.decision'), content: say(`progress:opinion.${decision}`), seenBy },
      { field: say('progress:opinion.text'), content: request.opinion, seenBy },
    ],
    offChain: [],
    consequences: [say(`progress:opinion.then-${decision}`, values)],
    button: say(`progress:opinion.button-${decision}`, { tranche }),
    call: { submitWith: (submit) => submit(giveOpinion, request) },
    after: () => ({ href: `/drafts/${draft._id}`, notice: say(`progress:opinion.done-${decision}`, values) }),
  };
}
