/**
 * The implementer presents a tranche: what was reached, with evidence, and a plan for the stages to come if it changes (domain
 * rules, sections 3 and 7).
 */
import { milestoneCharactersMax } from '../../../domain/project-application';
import { presentTranche } from '../../../domain/transactions/draft-transactions';
import { dayWords } from '../../presentation/date-words';
import { yuan } from '../../presentation/money-words';
import type { Act, ActContext, ConfirmRow, FormFields, PreparedAct } from '../act';
import { single } from '../act-form';
import { plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import { evidenceInput, evidenceNames, sentEvidence } from './evidence-field';
import type { ProgressActPorts } from './progress-act-ports';
import { presentedOf, trancheFrame, trancheOf } from './progress-subject';
import type { TrancheSubject } from './progress-subject';
import type { StageChangeSent } from './stage-plan-form';
import { changeableLegs, planName, readStagePlan, stageRows } from './stage-plan-form';

interface PresentationRequest {
  readonly requestId: string;
  readonly draftId: string;
  readonly tranche: number;
  readonly milestone: string;
  readonly evidence: string[];
  readonly nextStage?: StageChangeSent[];
}

interface Presented {
  readonly request: PresentationRequest;
  readonly files: string;
}

/** The form at `/drafts/:draftId/tranches/:tranche/present`. */
export function presentationAct(ports: ProgressActPorts): Act {
  return plainAct<TrancheSubject, Presented>({
    code: false,
    view: 'progress/act',
    find: (context) => trancheOf(ports, context),
    page: (subject, context, fields) => pageOf(ports, subject, { context, fields }),
    blocked: (subject, context) => blockedBy(ports, subject, context),
    read: (subject, context, fields) => read(ports, subject, { context, fields }),
    prepared: (subject, context, presented) => prepared(ports, subject, { context, presented }),
  });
}

interface Filling {
  readonly context: ActContext;
  readonly fields: FormFields;
}

async function pageOf(
  ports: ProgressActPorts,
  subject: TrancheSubject,
  { context, fields }: Filling,
): Promise<Readonly<Record<string, unknown>>> {
  const { say } = context;
  const number = subject.tranche.tranche;
  const { opinion } = presentedOf(subject.tranche);
  return {
    ...trancheFrame(subject, say('progress:present.title', { tranche: number }), context),
    explanation: say('progress:present.explanation'),
    returned:
      opinion?.agrees === false ? say('progress:present.returned', { reason: opinion.text }) : undefined,
    inputs: [
      {
        ...{ kind: 'area', name: 'milestone', label: say('progress:present.milestone'), required: true },
        ...{ max: milestoneCharactersMax, value: single(fields['milestone']) ?? '', rows: 3 },
        hint: say('progress:hint.no-names'),
      },
      await evidenceInput(ports.files, fields, {
        context,
        label: say('progress:field.evidence'),
        required: true,
      }),
    ],
    stage: {
      name: planName,
      isOn: single(fields[planName]) === 'yes',
      rows: stageRows(changeableLegs(subject.draft, number), fields),
    },
    uploads: true,
  };
}

function blockedBy(
  ports: ProgressActPorts,
  { draft, tranche }: TrancheSubject,
  { viewer, say }: ActContext,
): string | undefined {
  if (draft.implementer !== viewer.organisationId) {
    return say('progress:blocked.implementer', { name: ports.organisation(draft.implementer) });
  }
  if (draft.status === 'cancelled') return say('progress:blocked.cancelled');
  const { presentation, opinion } = presentedOf(tranche);
  if (presentation !== undefined && opinion === undefined) {
    return say('progress:blocked.opinion-awaited', { name: ports.organisation(draft.command) });
  }
  if (opinion?.agrees === true) return say('progress:blocked.agreed', { tranche: tranche.tranche });
  const before = draft.tranches.find((each) => each.tranche === tranche.tranche - 1);
  if (before === undefined || presentedOf(before).opinion?.agrees === true) return undefined;
  return say('progress:blocked.order', { tranche: tranche.tranche, before: before.tranche });
}

async function read(
  ports: ProgressActPorts,
  { draft, tranche }: TrancheSubject,
  { context, fields }: Filling,
): Promise<Reading<Presented>> {
  const { say, requestId, viewer } = context;
  const evidence = await sentEvidence(ports.files, fields, context);
  const stage = readStagePlan(changeableLegs(draft, tranche.tranche), fields, context);
  const changes = stage.ok ? stage.changes : [];
  const request: PresentationRequest = {
    ...{ requestId, draftId: draft._id, tranche: tranche.tranche },
    milestone: (single(fields['milestone']) ?? '').trim(),
    evidence: [...evidence.hashes],
    ...(changes.length === 0 ? {} : { nextStage: [...changes] }),
  };
  const fieldOf = {
    milestone: { field: 'milestone', text: say('progress:fault.milestone', { max: milestoneCharactersMax }) },
    evidence: { field: 'files', text: say('progress:fault.evidence') },
  };
  const errors = [
    ...requestErrors(presentTranche, request, { fieldOf, context }),
    ...evidence.errors,
    ...(stage.ok ? [] : stage.errors),
  ];
  const files = await evidenceNames(ports.files, viewer.organisationId, evidence.hashes);
  return readAs({ request, files }, errors);
}

function prepared(
  { files }: ProgressActPorts,
  { draft, leg }: TrancheSubject,
  { context, presented }: { readonly context: ActContext; readonly presented: Presented },
): PreparedAct {
  const { say, viewer } = context;
  const seenBy = say('progress:seen-by');
  const { request } = presented;
  return {
    title: say('progress:present.confirm', { tranche: request.tranche }),
    rows: [
      { field: say('progress:field.draft'), content: `${draft._id} ${draft.projectName}`, seenBy },
      {
        ...{ field: say('progress:field.tranche'), seenBy },
        content: say('progress:tranche', { tranche: request.tranche, leg: leg.legId }),
      },
      { field: say('progress:present.milestone'), content: request.milestone, seenBy },
      { field: say('progress:field.file-hashes'), content: presented.files, seenBy },
      ...(request.nextStage ?? []).map((change) => stageRow(change, context)),
    ],
    offChain: [say('progress:off-chain-files')],
    consequences: [
      say('progress:present.then'),
      ...(request.nextStage === undefined ? [] : [say('progress:present.then-stage')]),
    ],
    button: say('progress:present.button', { tranche: request.tranche }),
    call: { submitWith: (submit) => submit(presentTranche, request) },
    beforeSubmit: () => files.keep(viewer.organisationId, request.evidence),
    after: () => ({ href: `/drafts/${draft._id}`, notice: say('progress:present.done') }),
  };
}

function stageRow(
  { tranche, amountFen, deadline }: StageChangeSent,
  { say, viewer }: ActContext,
): ConfirmRow {
  const amount = yuan(BigInt(amountFen));
  return {
    field: say('progress:stage.row', { tranche }),
    content: say('progress:stage.planned', { amount, date: dayWords(deadline, viewer.language) }),
    seenBy: say('progress:seen-by'),
  };
}
