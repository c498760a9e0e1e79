/**
 * Confirming that a freeze is lifted: the second person of the office reads the first one's words unchanged and what will
 * change (domain rules, section 4).
 */
import { confirmLift } from '../../../domain/transactions/draft-transactions';
import type { DraftDocument } from '../../models/draft-document';
import { minuteWords } from '../../presentation/date-words';
import type { Act, ActContext, PreparedAct } from '../act';
import { actFrame, draftOf, isSelf, otherNames } from './draft-act-ports';
import type { DraftActPorts } from './draft-act-ports';

/** The confirmation's page, review and transaction. */
export function confirmLiftAct(ports: DraftActPorts): Act {
  return {
    code: true,
    view: 'drafts/act',
    page: async (context) => {
      const draft = await draftOf(ports, context);
      return draft === undefined ? undefined : pageOf(draft, ports, context);
    },
    prepare: async (context) => {
      const draft = await draftOf(ports, context);
      const { say } = context;
      if (draft === undefined) return { ok: false, errors: [{ field: '', text: say('drafts:act.gone') }] };
      const blocked = await blockedBy(draft, ports, context);
      if (blocked !== undefined) return { ok: false, errors: [{ field: '', text: blocked }] };
      return { ok: true, act: preparedLift(draft, ports, context) };
    },
  };
}

async function blockedBy(
  draft: DraftDocument,
  ports: DraftActPorts,
  context: ActContext,
): Promise<string | undefined> {
  const { say, viewer } = context;
  const proposer = draft.hold?.liftProposedBy?.by;
  if (!draft.onHold) return say('drafts:act.not-frozen');
  if (proposer === undefined) return say('drafts:act.confirm-lift.not-proposed');
  if (!isSelf(viewer, proposer)) return undefined;
  return say('drafts:act.await-second', { others: await otherNames(ports, proposer, context) });
}

async function pageOf(
  draft: DraftDocument,
  ports: DraftActPorts,
  context: ActContext,
): Promise<Readonly<Record<string, unknown>>> {
  const { say } = context;
  return {
    ...actFrame(draft, say('drafts:act.confirm-lift.title'), context),
    explanation: say('drafts:act.confirm-lift.explanation'),
    blocked: await blockedBy(draft, ports, context),
    words: [...wordsOfHold(draft, ports, context), ...wordsOfProposal(draft, ports, context)],
    changes: [
      {
        what: say('drafts:field.status'),
        before: say('words:draft.frozen'),
        after: say(`words:draft.${draft.status}`),
      },
    ],
    inputs: [],
    button: say('drafts:act.review'),
  };
}

interface SpokenWords {
  readonly heading: string;
  readonly who: string;
  readonly text: string;
}

function wordsOfHold(
  { hold }: DraftDocument,
  ports: DraftActPorts,
  context: ActContext,
): readonly SpokenWords[] {
  if (hold === undefined) return [];
  const heading = context.say('drafts:act.freeze.reason');
  return [{ heading, who: whoWords(hold.place, ports, context), text: hold.reason }];
}

/** The proposer's reason stands in the draft's history, as every word on the chain does. */
function wordsOfProposal(
  { hold, history }: DraftDocument,
  ports: DraftActPorts,
  context: ActContext,
): readonly SpokenWords[] {
  const place = hold?.liftProposedBy;
  if (place === undefined) return [];
  const line = history.findLast(({ event }) => event === 'LiftProposed');
  const heading = context.say('drafts:act.propose-lift.reason');
  return [{ heading, who: whoWords(place, ports, context), text: line?.text ?? '' }];
}

/** `省领导小组办公室 陆映秋，11月18日 10:20`. */
export function whoWords(
  place: { readonly at: string; readonly by: { readonly organisationId: string; readonly person: string } },
  ports: DraftActPorts,
  { say, viewer }: ActContext,
): string {
  const { organisationId, person } = place.by;
  return say('drafts:who', {
    office: ports.organisation(organisationId),
    person: ports.person(organisationId, person),
    at: minuteWords(place.at, viewer.language),
  });
}

function preparedLift(draft: DraftDocument, ports: DraftActPorts, context: ActContext): PreparedAct {
  const { say, requestId } = context;
  const seenBy = say('drafts:seen-by.parties');
  const spoken = [...wordsOfHold(draft, ports, context), ...wordsOfProposal(draft, ports, context)];
  return {
    title: say('drafts:act.confirm-lift.title'),
    rows: [
      { field: say('drafts:field.draft-id'), content: `${draft._id} ${draft.projectName}`, seenBy },
      ...spoken.map(({ heading, text }) => ({ field: heading, content: text, seenBy })),
    ],
    offChain: [],
    consequences: [say('drafts:act.confirm-lift.then')],
    button: say('drafts:act.confirm-lift.button'),
    call: { submitWith: (submit) => submit(confirmLift, { requestId, draftId: draft._id }) },
    after: () => ({ href: `/drafts/${draft._id}`, notice: say('drafts:act.confirm-lift.done') }),
  };
}
