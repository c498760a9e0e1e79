/**
 * A later deadline for a leg: proposed by its payer, the county command or the office, confirmed by another person of the
 * office (domain rules, section 4). The confirmation names the deadline that was proposed, so that nobody confirms another.
 */
import { deadlineInstant, instantOf, isCalendarDate, parseInstant } from '../../../domain/calendar';
import type { Deadline } from '../../../domain/calendar';
import { dateField, legIdField, textOf } from '../../../domain/identifiers';
import { statementCharactersMax } from '../../../domain/project-application';
import { confirmExtension, proposeExtension } from '../../../domain/transactions/draft-transactions';
import type { DraftDocument, DraftLeg } from '../../models/draft-document';
import { yuan } from '../../presentation/money-words';
import type { Act, ActContext, FieldError, FormFields, Preparation } from '../act';
import { single } from '../act-form';
import { actFrame, draftOf, isSelf, otherNames } from './draft-act-ports';
import type { DraftActPorts } from './draft-act-ports';
import { whoWords } from './lift-act';

const reasonField = textOf(statementCharactersMax);

interface Extending {
  readonly draft: DraftDocument;
  readonly leg: DraftLeg;
  readonly ports: DraftActPorts;
  readonly context: ActContext;
}

async function situationOf(ports: DraftActPorts, context: ActContext): Promise<Extending | undefined> {
  const draft = await draftOf(ports, context);
  const leg = draft?.legs.find(({ legId }) => legId === context.params['legId']);
  return draft === undefined || leg === undefined ? undefined : { draft, leg, ports, context };
}

function gone({ say }: ActContext): Preparation {
  return { ok: false, errors: [{ field: '', text: say('drafts:act.gone') }] };
}

/** The proposal's form, review and transaction. */
export function proposeExtensionAct(ports: DraftActPorts): Act {
  return {
    code: false,
    view: 'drafts/act',
    page: async (context, fields) => {
      const situation = await situationOf(ports, context);
      return situation === undefined ? undefined : proposalPage(situation, fields);
    },
    prepare: async (context, fields) => {
      const situation = await situationOf(ports, context);
      return situation === undefined ? gone(context) : preparedProposal(situation, fields);
    },
  };
}

function proposalPage(situation: Extending, fields: FormFields): Readonly<Record<string, unknown>> {
  const { draft, leg, context } = situation;
  const { say, now } = context;
  const typed = single(fields['deadline']) ?? '';
  return {
    ...actFrame(draft, say('drafts:act.extend.title', { leg: leg.legId }), context),
    explanation: say('drafts:act.extend.explanation', {
      ...{ leg: leg.legId, deadline: leg.deadline, amount: yuan(leg.amountFen) },
    }),
    blocked: unproposable(situation),
    inputs: [
      {
        ...{ kind: 'date', name: 'deadline', label: say('drafts:act.extend.deadline'), required: true },
        ...{ value: typed, earliest: instantOf(now().getTime()).slice(0, 10) },
        hint: say('drafts:act.extend.hint', { deadline: leg.deadline }),
      },
      {
        ...{ kind: 'area', name: 'reason', label: say('drafts:act.extend.reason'), required: true },
        ...{ max: statementCharactersMax, value: single(fields['reason']) ?? '' },
        hint: say('drafts:act.reason-hint'),
      },
    ],
    button: say('drafts:act.review'),
  };
}

/** The leg's payer, its county's command and the office may propose; an office of another leg is told so. */
function unproposable(situation: Extending): string | undefined {
  const { leg, ports, context } = situation;
  const { viewer, say } = context;
  const { organisationId } = leg.payer;
  const may = viewer.role === 'leading-group-office' || viewer.role === 'county-command';
  if (may || viewer.organisationId === organisationId) return impossible(situation);
  return say('drafts:act.extend.only-payer', { leg: leg.legId, office: ports.organisation(organisationId) });
}

function impossible({ draft, leg, context: { say } }: Omit<Extending, 'ports'>): string | undefined {
  if (draft.status === 'cancelled') return say('drafts:act.cancelled');
  return leg.state === 'settled' ? say('drafts:act.extend.settled', { leg: leg.legId }) : undefined;
}

function preparedProposal(situation: Extending, fields: FormFields): Preparation {
  const { draft, leg, context } = situation;
  const { say, requestId } = context;
  const blocked = unproposable(situation);
  const deadline = dateField.safeParse((single(fields['deadline']) ?? '').trim());
  const reason = reasonField.safeParse(single(fields['reason']) ?? '');
  const errors = proposalErrors(situation, { blocked, deadline: deadline.data, reason: reason.data });
  if (errors.length > 0 || deadline.data === undefined || reason.data === undefined)
    return { ok: false, errors };
  const legId = legIdField.parse(leg.legId);
  const request = { requestId, draftId: draft._id, legId, deadline: deadline.data, reason: reason.data };
  const seenBy = say('drafts:seen-by.parties');
  return {
    ok: true,
    act: {
      title: say('drafts:act.extend.title', { leg: leg.legId }),
      rows: [
        { field: say('drafts:field.draft-id'), content: `${draft._id} ${draft.projectName}`, seenBy },
        { field: say('drafts:field.leg'), content: leg.legId, seenBy },
        { field: say('drafts:act.extend.deadline'), content: `${leg.deadline} → ${deadline.data}`, seenBy },
        { field: say('drafts:act.extend.reason'), content: reason.data, seenBy },
      ],
      offChain: [],
      consequences: [
        say('drafts:act.extend.then', { office: situation.ports.organisation(draft.institutionId) }),
      ],
      button: say('drafts:act.extend.button'),
      call: { submitWith: (submit) => submit(proposeExtension, request) },
      after: () => ({ href: `/drafts/${draft._id}`, notice: say('drafts:act.extend.done') }),
    },
  };
}

function proposalErrors(
  { leg, context: { say, now } }: Extending,
  typed: {
    readonly blocked: string | undefined;
    readonly deadline: Deadline | undefined;
    readonly reason: string | undefined;
  },
): readonly FieldError[] {
  if (typed.blocked !== undefined) return [{ field: '', text: typed.blocked }];
  const late = typed.deadline !== undefined && isLater(typed.deadline, leg.deadline, now());
  return [
    ...(late
      ? []
      : [{ field: 'deadline', text: say('drafts:act.extend.deadline-fault', { deadline: leg.deadline }) }]),
    ...(typed.reason === undefined
      ? [{ field: 'reason', text: say('drafts:act.reason-fault', { max: statementCharactersMax }) }]
      : []),
  ];
}

/** Later than the deadline in force, and still to come. */
function isLater(deadline: Deadline, inForce: string, now: Date): boolean {
  const current = isCalendarDate(inForce) ? inForce : parseInstant(inForce);
  const instant = deadlineInstant(deadline);
  return instant >= instantOf(now.getTime()) && (current === undefined || instant > deadlineInstant(current));
}

/** The confirmation's page, review and transaction. */
export function confirmExtensionAct(ports: DraftActPorts): Act {
  return {
    code: true,
    view: 'drafts/act',
    page: async (context) => {
      const situation = await situationOf(ports, context);
      return situation === undefined ? undefined : confirmationPage(situation);
    },
    prepare: async (context, fields) => {
      const situation = await situationOf(ports, context);
      return situation === undefined ? gone(context) : preparedConfirmation(situation, fields);
    },
  };
}

type Proposal = DraftDocument['extensions'][number];

function proposalOf({ draft, leg }: Extending): Proposal | undefined {
  return draft.extensions.find(({ legId }) => legId === leg.legId);
}

async function confirmationPage(situation: Extending): Promise<Readonly<Record<string, unknown>>> {
  const { draft, leg, ports, context } = situation;
  const { say } = context;
  const proposal = proposalOf(situation);
  return {
    ...actFrame(draft, say('drafts:act.confirm-extension.title', { leg: leg.legId }), context),
    explanation: say('drafts:act.confirm-extension.explanation'),
    blocked: await unconfirmable(situation),
    words:
      proposal === undefined
        ? []
        : [
            {
              heading: say('drafts:act.extend.reason'),
              who: whoWords(proposal.place, ports, context),
              text: proposal.reason,
            },
          ],
    changes:
      proposal === undefined
        ? []
        : [
            {
              what: say('drafts:act.extend.of', { leg: leg.legId }),
              before: leg.deadline,
              after: proposal.deadline,
            },
          ],
    inputs: [],
    hidden: proposal === undefined ? [] : [{ name: 'deadline', value: proposal.deadline }],
    button: say('drafts:act.review'),
  };
}

async function unconfirmable(situation: Extending): Promise<string | undefined> {
  const { ports, context } = situation;
  const proposal = proposalOf(situation);
  if (proposal === undefined) return context.say('drafts:act.confirm-extension.not-proposed');
  const { by } = proposal.place;
  if (!isSelf(context.viewer, by)) return impossible(situation);
  return context.say('drafts:act.await-second', { others: await otherNames(ports, by, context) });
}

async function preparedConfirmation(situation: Extending, fields: FormFields): Promise<Preparation> {
  const { draft, leg, context } = situation;
  const { say, requestId } = context;
  const blocked = await unconfirmable(situation);
  const proposal = proposalOf(situation);
  if (blocked !== undefined || proposal === undefined) {
    return { ok: false, errors: [{ field: '', text: blocked ?? '' }] };
  }
  const { deadline, reason } = proposal;
  // Whoever confirms confirms the deadline that the page showed, not one that was proposed meanwhile.
  if (single(fields['deadline']) !== deadline) {
    return { ok: false, errors: [{ field: '', text: say('drafts:act.confirm-extension.changed') }] };
  }
  const seenBy = say('drafts:seen-by.parties');
  return {
    ok: true,
    act: {
      title: say('drafts:act.confirm-extension.title', { leg: leg.legId }),
      rows: [
        { field: say('drafts:field.draft-id'), content: `${draft._id} ${draft.projectName}`, seenBy },
        {
          field: say('drafts:act.extend.of', { leg: leg.legId }),
          content: `${leg.deadline} → ${deadline}`,
          seenBy,
        },
        { field: say('drafts:act.extend.reason'), content: reason, seenBy },
      ],
      offChain: [],
      consequences: [say('drafts:act.confirm-extension.then')],
      button: say('drafts:act.confirm-extension.button'),
      call: {
        submitWith: (submit) =>
          submit(confirmExtension, { requestId, draftId: draft._id, legId: leg.legId, deadline }),
      },
      after: () => ({ href: `/drafts/${draft._id}`, notice: say('drafts:act.confirm-extension.done') }),
    },
  };
}
