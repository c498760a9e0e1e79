/**
 * Confirming a resolution: another person puts in force what the first proposed. The maker's words stand unchanged; what
 * changes is shown before and after. A proposal whose exception has changed is void and can only be read.
 */
import { refusalText } from '../../../domain/refusals/refusal';
import {
  confirmResolution,
  resolutionIdField,
} from '../../../domain/transactions/reconciliation-transactions';
import { isExceptionId } from '../../../domain/reconciliation-exception';
import { evaluateTransaction } from '../../blockchain/contract-client';
import type { ResolutionTold } from '../../models/exception-document';
import { PageError, found } from '../../page-error';
import { exceptionHref, exceptionTitle } from '../../presentation/exception-words';
import { minuteWords } from '../../presentation/date-words';
import { mayConfirm, proposalStanding } from '../../presentation/resolution-kinds';
import { beforeAfter, resolutionSentence } from '../../presentation/resolution-words';
import type { Names } from '../../presentation/names';
import type { Act, ActContext, ConfirmRow, Preparation } from '../act';
import { subjectOf } from './propose-resolution-act';
import type { ResolutionPorts, Subject } from './propose-resolution-act';
import { resolutionActRows, resolutionRow, resolutionTrail } from './resolution-page';

export interface ConfirmationPorts extends ResolutionPorts {
  readonly names: Names;
}

interface Confirmation extends Subject {
  readonly proposal: ResolutionTold;
}

/** Puts a proposed resolution in force. */
export function confirmResolutionAct(ports: ConfirmationPorts): Act {
  return {
    code: true,
    view: 'reconciliation/confirm',
    page: async (context) => {
      const confirmation = await confirmationOf(ports, context);
      return confirmation === undefined ? undefined : page(ports, confirmation, context);
    },
    prepare: async (context) => prepare(ports, found(await confirmationOf(ports, context)), context),
  };
}

async function confirmationOf(
  ports: ConfirmationPorts,
  context: ActContext,
): Promise<Confirmation | undefined> {
  const subject = await subjectOf(ports, context);
  const proposal = subject?.exception.proposals.find(
    ({ resolutionId }) => resolutionId === context.params['resolutionId'],
  );
  return subject === undefined || proposal === undefined ? undefined : { ...subject, proposal };
}

function page(
  { names }: ConfirmationPorts,
  { exception, draft, proposal }: Confirmation,
  context: ActContext,
): Readonly<Record<string, unknown>> {
  const { viewer, say } = context;
  const speech = { language: viewer.language, say };
  const payer = draft?.legs.find(({ legId }) => legId === exception.legId)?.payer.organisationId;
  if (!mayConfirm(proposal, { payer, viewer }))
    throw new PageError('denied', { roles: 'leading-group-office' });
  const href = exceptionHref(exception._id);
  const { by, at, block } = proposal.place;
  return {
    ...{ title: say('reconciliation:confirm.title'), live: `exception:${exception._id}`, href },
    standing: proposalStanding(proposal, exception),
    about: exceptionTitle(exception, speech),
    maker: say('reconciliation:confirm.maker', {
      ...{ name: names.person(by.organisationId, by.person), office: names.organisation(by.organisationId) },
      ...{ at: minuteWords(at, viewer.language), block },
    }),
    words: proposal.reason,
    sentence: resolutionSentence(proposal.act, speech),
    changes: beforeAfter(proposal.act, exception, speech),
    trail: resolutionTrail(exception, context, say('reconciliation:confirm.title')),
  };
}

async function prepare(
  ports: ConfirmationPorts,
  { exception, proposal }: Confirmation,
  context: ActContext,
): Promise<Preparation> {
  const { viewer, say, requestId, identity } = context;
  const { _id: exceptionId } = exception;
  if (proposalStanding(proposal, exception) !== 'open' || !isExceptionId(exceptionId)) {
    return { ok: false, errors: [{ field: '', text: say('reconciliation:confirm.void') }] };
  }
  const request = { requestId, exceptionId, resolutionId: resolutionIdField.parse(proposal.resolutionId) };
  if (identity !== undefined) {
    const asked = await evaluateTransaction(ports.ledger, identity, {
      definition: confirmResolution,
      request,
    });
    if (!asked.ok) {
      const why = refusalText(asked.refusal, viewer.language);
      return { ok: false, errors: [{ field: '', text: say('acts:refused', { why }) }] };
    }
  }
  return {
    ok: true,
    act: {
      title: say('reconciliation:confirm.title'),
      rows: rowsOf(ports, { exception, proposal }, context),
      offChain: [],
      consequences: [say(`reconciliation:confirm.then.${proposal.kind}`)],
      button: say('reconciliation:confirm.button'),
      call: { submitWith: (submit) => submit(confirmResolution, request) },
      after: () => ({ href: exceptionHref(exceptionId), notice: say('reconciliation:confirm.done') }),
    },
  };
}

function rowsOf(
  { names }: ConfirmationPorts,
  { exception, proposal }: Pick<Confirmation, 'exception' | 'proposal'>,
  context: ActContext,
): readonly ConfirmRow[] {
  const { viewer, say } = context;
  const { by } = proposal.place;
  const row = (field: string, content: string): ConfirmRow => resolutionRow(context, [field, content]);
  return [
    row('exception', exceptionTitle(exception, { language: viewer.language, say })),
    ...resolutionActRows(exception, proposal.act, context),
    row('reason', proposal.reason),
    row('maker', names.person(by.organisationId, by.person)),
    row('checker', viewer.name),
  ];
}
