/**
 * The act of a bank's second officer: sends a statement that another officer prepared. Its lines go in portions; how far it
 * has come is noted after each, so that a crash between two is resumed by sending the rest. A portion whose note was lost is
 * sent again and changes nothing, for a line is known by its identity.
 */
import { pushAnswerOf } from '../../blockchain/statement-push';
import { organisationIdField, personField } from '../../../domain/identifiers';
import { entriesMax } from '../../../domain/statement-entry';
import { pushStatement } from '../../../domain/transactions/reconciliation-transactions';
import type { Names } from '../../presentation/names';
import type { StatementUpload, UploadLine } from '../../models/statement-upload-document';
import type { StatementUploads } from '../../models/statement-upload-model';
import { PageError, found } from '../../page-error';
import { yuan } from '../../presentation/money-words';
import { faultLines } from '../../statements/statement-forecast';
import type { Act, ActContext, ConfirmRow, Preparation, PreparedCall, SubmitCall } from '../act';
import { ActInterrupted } from '../act-interrupted';
import type { ToldPart } from '../act-interrupted';
import { ActRefused } from '../act-refused';

export interface SendStatementPorts {
  readonly uploads: StatementUploads;
  readonly names: Names;
}

/** Sends a prepared statement under the second officer's own certificate. */
export function sendStatementAct(ports: SendStatementPorts): Act {
  return {
    code: true,
    view: 'bank/send',
    page: async (context) => {
      const upload = await uploadOf(ports, context);
      return upload === undefined ? undefined : page(upload, context);
    },
    prepare: async (context) => prepare(ports, found(await uploadOf(ports, context)), context),
  };
}

function uploadOf(
  { uploads }: SendStatementPorts,
  { viewer, params }: ActContext,
): Promise<StatementUpload | undefined> {
  return uploads.find(viewer.organisationId, params['id'] ?? '');
}

function page(upload: StatementUpload, { say }: ActContext): Readonly<Record<string, unknown>> {
  const href = `/bank/statements/${upload._id}`;
  return {
    ...{ title: say('reconciliation:send.title'), live: undefined, href },
    ...{ lines: upload.lines.length, sent: upload.sent },
    trail: [
      { href: '/', text: say('frame:nav.home') },
      { href: '/bank/statements', text: say('reconciliation:statements.title') },
      { href, text: upload._id },
      { text: say('reconciliation:send.title') },
    ],
  };
}

async function prepare(
  ports: SendStatementPorts,
  upload: StatementUpload,
  context: ActContext,
): Promise<Preparation> {
  const { viewer, say } = context;
  const fault = faultOf(upload, viewer.person);
  if (fault !== undefined) {
    return Promise.resolve({ ok: false, errors: [{ field: '', text: say(`reconciliation:send.${fault}`) }] });
  }
  const href = `/bank/statements/${upload._id}`;
  return Promise.resolve({
    ok: true,
    act: {
      title: say('reconciliation:send.title'),
      rows: rowsOf(ports, upload, context),
      offChain: [say('reconciliation:send.off-chain', { hash: upload.hash })],
      consequences: [say('reconciliation:send.then-settle'), say('reconciliation:send.then-differ')],
      button: say('reconciliation:send.button'),
      call: sending(ports, upload, context),
      after: () => ({ href, notice: say('reconciliation:send.done', { lines: upload.lines.length }) }),
    },
  });
}

function faultOf(
  { status, preparedBy }: StatementUpload,
  person: string,
): 'not-open' | 'same-person' | undefined {
  if (preparedBy === person) return 'same-person';
  return status === 'waiting' || status === 'sending' ? undefined : 'not-open';
}

function rowsOf(
  { names }: SendStatementPorts,
  { bank, lines, preparedBy, sent }: StatementUpload,
  { viewer, say }: ActContext,
): readonly ConfirmRow[] {
  const sum = lines.reduce((total, { entry }) => total + BigInt(entry.amountFen), 0n);
  const row = (field: string, content: string, seenBy: string): ConfirmRow => ({
    field: say(`reconciliation:send.row.${field}`),
    content,
    seenBy: say(`reconciliation:send.seen.${seenBy}`),
  });
  return [
    row('bank', names.organisation(bank), 'all'),
    row('lines', say('reconciliation:send.lines', { count: lines.length, sum: yuan(sum) }), 'parties'),
    ...(sent === 0 ? [] : [row('sent', String(sent), 'bank')]),
    row('maker', names.person(bank, preparedBy), 'pseudonym'),
    row('checker', viewer.name, 'pseudonym'),
  ];
}

function sending(
  { uploads }: SendStatementPorts,
  { _id, preparedBy }: StatementUpload,
  context: ActContext,
): PreparedCall {
  return {
    submitWith: async (submit) => {
      const upload = await uploads.begin(_id, { person: context.viewer.person, at: context.now() });
      // Somebody else ended it in the meantime: the page shows how.
      if (upload === undefined) throw new PageError('not-found');
      for (let from = upload.sent; from < upload.lines.length; from += entriesMax) {
        await sendPortion({ submit, uploads, preparedBy, context }, upload, from);
      }
      return undefined;
    },
  };
}

/** Sends the lines from `from` on that go in one transaction, and notes it; what went before is said when it breaks off. */
async function sendPortion(
  { submit, uploads, preparedBy, context }: Sending,
  { _id, bank, lines }: StatementUpload,
  from: number,
): Promise<void> {
  const portion = lines.slice(from, from + entriesMax);
  const to = from + portion.length;
  const request = {
    bank: organisationIdField.parse(bank),
    preparedBy: personField.parse(preparedBy),
    entries: portion.map(({ entry }) => entry),
  };
  let written = from;
  try {
    const answer = await submit(pushStatement, request);
    written = to;
    await uploads.advance(_id, { from, to, counts: pushAnswerOf(answer).counts });
  } catch (error) {
    if (written === 0) throw error;
    throw new ActInterrupted(error, toldPart({ written, lines: lines.length, portion }, error, context));
  }
}

interface Sending {
  readonly submit: SubmitCall;
  readonly uploads: StatementUploads;
  readonly preparedBy: string;
  readonly context: ActContext;
}

/** How far a statement came that broke off: lines are counted from its beginning, a refusal names rows of the file. */
function toldPart(
  {
    written,
    lines,
    portion,
  }: { readonly written: number; readonly lines: number; readonly portion: readonly UploadLine[] },
  error: unknown,
  { say }: ActContext,
): ToldPart {
  const rows = error instanceof ActRefused ? faultLines(error.refusal, portion) : [];
  const where = { lines: rows.join(say('reconciliation:fault.list')) };
  return {
    written: say('reconciliation:send.part-written', { written, lines }),
    next: {
      refused: say('reconciliation:send.part-refused'),
      otherwise: say('reconciliation:send.part-otherwise'),
    },
    ...(rows.length === 0 ? {} : { where: say('reconciliation:send.part-where', where) }),
  };
}
