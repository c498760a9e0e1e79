/**
 * The office's acts that need a reason: freezing a draft, proposing to lift a freeze, and cancelling a draft (domain rules,
 * section 4). One form, one table: what differs is when the act is possible and what follows from it.
 */
import { statementCharactersMax } from '../../../domain/project-application';
import { textOf } from '../../../domain/identifiers';
import { cancelDraft, freezeDraft, proposeLift } from '../../../domain/transactions/draft-transactions';
import type { DraftDocument } from '../../models/draft-document';
import type { Act, ActContext, FormFields, PreparedAct, Preparation } from '../act';
import { single } from '../act-form';
import { actFrame, draftOf, isSelf, otherNames } from './draft-act-ports';
import type { DraftActPorts } from './draft-act-ports';

export type ReasonedAct = 'freeze' | 'propose-lift' | 'cancel';

const definitions = { freeze: freezeDraft, 'propose-lift': proposeLift, cancel: cancelDraft } as const;

/** Freezing and cancelling weigh at once; a proposal weighs only when a second person confirms it. */
const needsCode: Readonly<Record<ReasonedAct, boolean>> = {
  freeze: true,
  'propose-lift': false,
  cancel: true,
};

const reasonField = textOf(statementCharactersMax);

/** The act's form, review and transaction. */
export function reasonAct(kind: ReasonedAct, ports: DraftActPorts): Act {
  return {
    code: needsCode[kind],
    view: 'drafts/act',
    page: async (context, fields) => {
      const draft = await draftOf(ports, context);
      return draft === undefined ? undefined : pageOf(kind, { draft, ports, context }, fields);
    },
    prepare: async (context, fields) => {
      const draft = await draftOf(ports, context);
      if (draft === undefined)
        return { ok: false, errors: [{ field: '', text: context.say('drafts:act.gone') }] };
      return prepare(kind, { draft, ports, context }, fields);
    },
  };
}

interface Situation {
  readonly draft: DraftDocument;
  readonly ports: DraftActPorts;
  readonly context: ActContext;
}

async function pageOf(
  kind: ReasonedAct,
  situation: Situation,
  fields: FormFields,
): Promise<Readonly<Record<string, unknown>>> {
  const { draft, context } = situation;
  const { say } = context;
  return {
    ...actFrame(draft, say(`drafts:act.${kind}.title`), context),
    explanation: say(`drafts:act.${kind}.explanation`),
    blocked: await blockedBy(kind, situation),
    inputs: [
      {
        ...{ kind: 'area', name: 'reason', label: say(`drafts:act.${kind}.reason`), required: true },
        ...{ max: statementCharactersMax, value: single(fields['reason']) ?? '' },
        hint: say('drafts:act.reason-hint'),
      },
    ],
    button: say('drafts:act.review'),
  };
}

/** Why the act is not possible now or not for this viewer, and who could; undefined when it is. */
async function blockedBy(
  kind: ReasonedAct,
  { draft, ports, context }: Situation,
): Promise<string | undefined> {
  const { say, viewer } = context;
  if (kind === 'propose-lift') return draft.onHold ? undefined : say('drafts:act.not-frozen');
  if (draft.status === 'cancelled') return say('drafts:act.cancelled');
  if (kind === 'freeze') return draft.onHold ? say('drafts:act.frozen') : undefined;
  const settled = draft.legs.find(({ state }) => state === 'settled');
  if (settled !== undefined) return say('drafts:act.cancel.settled', { leg: settled.legId });
  const issuer = draft.issuedPlace.by;
  if (!isSelf(viewer, issuer)) return undefined;
  return say('drafts:act.cancel.issuer', { others: await otherNames(ports, issuer, context) });
}

async function prepare(kind: ReasonedAct, situation: Situation, fields: FormFields): Promise<Preparation> {
  const { say } = situation.context;
  const blocked = await blockedBy(kind, situation);
  if (blocked !== undefined) return { ok: false, errors: [{ field: '', text: blocked }] };
  const reason = reasonField.safeParse(single(fields['reason']) ?? '');
  if (reason.success) return { ok: true, act: preparedAct(kind, situation, reason.data) };
  return {
    ok: false,
    errors: [{ field: 'reason', text: say('drafts:act.reason-fault', { max: statementCharactersMax }) }],
  };
}

function preparedAct(kind: ReasonedAct, { draft, context }: Situation, reason: string): PreparedAct {
  const { say, requestId } = context;
  const seenBy = say('drafts:seen-by.parties');
  return {
    title: say(`drafts:act.${kind}.title`),
    rows: [
      { field: say('drafts:field.draft-id'), content: `${draft._id} ${draft.projectName}`, seenBy },
      { field: say(`drafts:act.${kind}.reason`), content: reason, seenBy },
    ],
    offChain: [],
    consequences: [say(`drafts:act.${kind}.then`), say(`drafts:act.${kind}.told`)],
    button: say(`drafts:act.${kind}.button`),
    call: {
      submitWith: (submit) => submit(definitions[kind], { requestId, draftId: draft._id, reason }),
    },
    after: () => ({ href: `/drafts/${draft._id}`, notice: say(`drafts:act.${kind}.done`) }),
  };
}
