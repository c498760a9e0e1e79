/**
 * Acceptance of a settled tranche (承兑): by the implementer, or by the county command in its place with evidence, while
 * “not accepted” stands (domain rules, sections 7 and 11).
 */
import { acceptDraft } from '../../../domain/transactions/draft-transactions';
import { amountInWords, yuan } from '../../presentation/money-words';
import type { Act, ActContext, FormFields, PreparedAct } from '../act';
import { plainAct, readAs, requestErrors } from '../plain-act';
import type { Reading } from '../plain-act';
import { evidenceInput, evidenceNames, sentEvidence } from './evidence-field';
import type { ProgressActPorts } from './progress-act-ports';
import { trancheFrame, trancheOf } from './progress-subject';
import type { TrancheSubject } from './progress-subject';

interface Acceptance {
  readonly request: {
    readonly requestId: string;
    readonly draftId: string;
    readonly tranche: number;
    readonly evidence?: string[];
  };
  readonly files: string;
}

/** The form at `/drafts/:draftId/tranches/:tranche/accept`. */
export function acceptanceAct(ports: ProgressActPorts): Act {
  return plainAct<TrancheSubject, Acceptance>({
    code: true,
    view: 'progress/act',
    find: (context) => trancheOf(ports, context),
    page: (subject, context, fields) => pageOf(ports, subject, { context, fields }),
    blocked: (subject, context) => blockedBy(ports, subject, context),
    read: (subject, context, fields) => read(ports, subject, { context, fields }),
    prepared: (subject, context, acceptance) => prepared(ports, subject, { context, acceptance }),
  });
}

function isCommand({ viewer }: ActContext): boolean {
  return viewer.role === 'county-command';
}

async function pageOf(
  { files }: ProgressActPorts,
  subject: TrancheSubject,
  { context, fields }: { readonly context: ActContext; readonly fields: FormFields },
): Promise<Readonly<Record<string, unknown>>> {
  const { say } = context;
  const stead = isCommand(context);
  const label = say('progress:accept.evidence');
  return {
    ...trancheFrame(subject, say('progress:accept.title', { tranche: subject.tranche.tranche }), context),
    explanation: say(stead ? 'progress:accept.explanation-stead' : 'progress:accept.explanation'),
    inWords: amountInWords(subject.leg.amountFen),
    inputs: stead ? [await evidenceInput(files, fields, { context, label, required: true })] : [],
    uploads: stead,
  };
}

function blockedBy(
  ports: ProgressActPorts,
  { draft, tranche, leg, isNotAccepted }: TrancheSubject,
  context: ActContext,
): string | undefined {
  const { say, viewer } = context;
  const implementer = ports.organisation(draft.implementer);
  if (!isCommand(context) && draft.implementer !== viewer.organisationId) {
    return say('progress:blocked.implementer', { name: implementer });
  }
  if (draft.status === 'cancelled') return say('progress:blocked.cancelled');
  if (draft.onHold) return say('progress:blocked.frozen');
  if (tranche.accepted) return say('progress:blocked.accepted', { tranche: tranche.tranche });
  if (leg.state !== 'settled') return say('progress:blocked.not-settled', { leg: leg.legId });
  if (isCommand(context) && !isNotAccepted) return say('progress:blocked.not-overdue', { name: implementer });
  return undefined;
}

async function read(
  { files }: ProgressActPorts,
  { draft, tranche }: TrancheSubject,
  { context, fields }: { readonly context: ActContext; readonly fields: FormFields },
): Promise<Reading<Acceptance>> {
  const { requestId, viewer, say } = context;
  const request = { requestId, draftId: draft._id, tranche: tranche.tranche };
  if (!isCommand(context)) return readAs({ request, files: '' }, []);
  const evidence = await sentEvidence(files, fields, context);
  const full = { ...request, evidence: [...evidence.hashes] };
  const fieldOf = { evidence: { field: 'files', text: say('progress:fault.evidence') } };
  const errors = [...requestErrors(acceptDraft, full, { fieldOf, context }), ...evidence.errors];
  return readAs(
    { request: full, files: await evidenceNames(files, viewer.organisationId, evidence.hashes) },
    errors,
  );
}

function prepared(
  { files }: ProgressActPorts,
  { draft, leg }: TrancheSubject,
  { context, acceptance }: { readonly context: ActContext; readonly acceptance: Acceptance },
): PreparedAct {
  const { say, viewer } = context;
  const seenBy = say('progress:seen-by');
  const { request } = acceptance;
  const { tranche, evidence } = request;
  const last = draft.tranches.every((each) => each.accepted || each.tranche === tranche);
  return {
    title: say('progress:accept.confirm', { tranche }),
    rows: [
      { field: say('progress:field.draft'), content: `${draft._id} ${draft.projectName}`, seenBy },
      {
        field: say('progress:field.tranche'),
        content: say('progress:tranche', { tranche, leg: leg.legId }),
        seenBy,
      },
      {
        ...{ field: say('progress:field.amount'), seenBy },
        content: `${yuan(leg.amountFen)} ${amountInWords(leg.amountFen)}`,
      },
      {
        ...{ field: say('progress:accept.lines'), seenBy },
        content: (leg.actual?.serialNumbers ?? []).join(', '),
      },
      ...(evidence === undefined
        ? []
        : [{ field: say('progress:field.file-hashes'), content: acceptance.files, seenBy }]),
    ],
    offChain: evidence === undefined ? [] : [say('progress:off-chain-files')],
    consequences: [say(last ? 'progress:accept.then-last' : 'progress:accept.then', { next: tranche + 1 })],
    button: say('progress:accept.button', { tranche }),
    call: { submitWith: (submit) => submit(acceptDraft, request) },
    ...(evidence === undefined ? {} : { beforeSubmit: () => files.keep(viewer.organisationId, evidence) }),
    after: () => ({ href: `/drafts/${draft._id}`, notice: say('progress:accept.done', { tranche }) }),
  };
}
