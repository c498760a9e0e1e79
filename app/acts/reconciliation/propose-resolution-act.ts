/**
 * Proposing a resolution: its owner, the payer or the leading-group office says how an exception should be closed, and why.
 * Before the confirm page the contract is asked whether the act fits; it is the same call, only evaluated.
 */
import { refusalText } from '../../../domain/refusals/refusal';
import { proposeResolution } from '../../../domain/transactions/reconciliation-transactions';
import type { Ledger } from '../../../ledger/ledger';
import { evaluateTransaction } from '../../blockchain/contract-client';
import type { Viewer } from '../../auth/viewer';
import type { DraftDocument } from '../../models/draft-document';
import type { ExceptionDocument } from '../../models/exception-document';
import { PageError, found } from '../../page-error';
import { exceptionHref, exceptionTitle } from '../../presentation/exception-words';
import { proposableKinds } from '../../presentation/resolution-kinds';
import { alsoSecond, versionTexts } from '../../presentation/resolution-words';
import type { Act, ActContext, ConfirmRow, FormFields, Preparation } from '../act';
import { matchedLinesMax, readProposal, reasonCharactersMax } from './resolution-form';
import type { ProposeWire } from './resolution-form';
import { resolutionActRows, resolutionRow, resolutionTrail } from './resolution-page';

export interface ResolutionPorts {
  readonly ledger: Ledger;
  exception(viewer: Viewer, id: string): Promise<ExceptionDocument | undefined>;
  draft(viewer: Viewer, id: string): Promise<DraftDocument | undefined>;
  /** Names of those who can be the second person. */
  secondPersons(viewer: Viewer, exception: ExceptionDocument): Promise<string>;
}

export interface Subject {
  readonly exception: ExceptionDocument;
  readonly draft: DraftDocument | undefined;
}

/** The exception that an act's path names, within the viewer's scope. */
export async function subjectOf(
  ports: ResolutionPorts,
  { viewer, params }: ActContext,
): Promise<Subject | undefined> {
  const exception = await ports.exception(viewer, params['id'] ?? '');
  if (exception === undefined) return undefined;
  const { draftId } = exception;
  return { exception, draft: draftId === undefined ? undefined : await ports.draft(viewer, draftId) };
}

/** Proposes how an exception is closed. */
export function proposeResolutionAct(ports: ResolutionPorts): Act {
  return {
    code: false,
    view: 'reconciliation/propose',
    page: async (context, fields) => {
      const subject = await subjectOf(ports, context);
      return subject === undefined ? undefined : page(ports, subject, { context, fields });
    },
    prepare: async (context, fields) => {
      const subject = found(await subjectOf(ports, context));
      return prepare(ports, subject, { context, fields });
    },
  };
}

async function page(
  ports: ResolutionPorts,
  { exception, draft }: Subject,
  { context, fields }: { readonly context: ActContext; readonly fields: FormFields },
): Promise<Readonly<Record<string, unknown>>> {
  const { viewer, say } = context;
  const speech = { language: viewer.language, say };
  const kinds = proposableKinds(exception, { draft, viewer });
  if (kinds.length === 0) throw new PageError('denied', { roles: 'leading-group-office' });
  const href = exceptionHref(exception._id);
  return {
    ...{ title: say('reconciliation:propose.title'), live: `exception:${exception._id}`, href },
    ...{ reasonMax: reasonCharactersMax, linesMax: matchedLinesMax },
    about: exceptionTitle(exception, speech),
    kinds: kinds.map((kind) => ({
      value: kind,
      text: say(`reconciliation:kind.${kind}`),
      hint: say(`reconciliation:kind-hint.${kind}`),
    })),
    chosen: typeof fields['kind'] === 'string' ? fields['kind'] : kinds[0],
    own: { serialNumber: exception.serialNumber, date: exception.transferDate },
    versions: versionTexts(exception, speech).map((text, index) => ({ value: String(index), text })),
    second: await secondOf(ports, { exception, draft }, context),
    trail: resolutionTrail(exception, context, say('reconciliation:propose.title')),
  };
}

async function secondOf(
  ports: ResolutionPorts,
  { exception, draft }: Subject,
  { viewer, say }: ActContext,
): Promise<string> {
  const payer = draft?.legs.find(({ legId }) => legId === exception.legId)?.payer.organisationId;
  const colleagues = await ports.secondPersons(viewer, exception);
  return alsoSecond(colleagues, payer === viewer.organisationId, { language: viewer.language, say });
}

async function prepare(
  ports: ResolutionPorts,
  { exception, draft }: Subject,
  { context, fields }: { readonly context: ActContext; readonly fields: FormFields },
): Promise<Preparation> {
  const { viewer, say, requestId } = context;
  const kinds = proposableKinds(exception, { draft, viewer });
  const reading = readProposal(fields, { exception, kinds, requestId, say });
  if (!reading.ok) return reading;
  const { request } = reading;
  const refusedText = await previewRefusal(ports, context, request);
  if (refusedText !== undefined) {
    return { ok: false, errors: [{ field: 'kind', text: say('acts:refused', { why: refusedText }) }] };
  }
  const href = exceptionHref(exception._id);
  return {
    ok: true,
    act: {
      title: say('reconciliation:propose.title'),
      rows: proposalRows(exception, request, context),
      offChain: [say('reconciliation:propose.off-chain')],
      consequences: [
        say('reconciliation:propose.then-second', {
          who: await secondOf(ports, { exception, draft }, context),
        }),
        say('reconciliation:propose.then-void'),
      ],
      button: say('reconciliation:propose.button'),
      call: { submitWith: (submit) => submit(proposeResolution, request) },
      after: () => ({ href, notice: say('reconciliation:propose.done') }),
    },
  };
}

/** What the contract would refuse; undefined when it would not, or cannot be asked while the key is locked. */
async function previewRefusal(
  { ledger }: ResolutionPorts,
  { viewer, identity }: ActContext,
  request: ProposeWire,
): Promise<string | undefined> {
  if (identity === undefined) return undefined;
  const asked = await evaluateTransaction(ledger, identity, { definition: proposeResolution, request });
  return asked.ok ? undefined : refusalText(asked.refusal, viewer.language);
}

function proposalRows(
  exception: ExceptionDocument,
  request: ProposeWire,
  context: ActContext,
): readonly ConfirmRow[] {
  const { viewer, say } = context;
  const row = (field: string, content: string): ConfirmRow => resolutionRow(context, [field, content]);
  const { act, reason } = proposeResolution.request.parse(request);
  return [
    row('exception', exceptionTitle(exception, { language: viewer.language, say })),
    row('kind', say(`reconciliation:kind.${act.kind}`)),
    ...resolutionActRows(exception, act, context),
    row('reason', reason),
  ];
}
