/**
 * Runs an act's pages: the form, the confirm page that lists what will be written on the chain, and the submission with the
 * person's code and key. What was typed is never lost: a form that cannot be carried out comes back as it was, with what
 * happened and what was not done.
 */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { refusalText } from '../../domain/refusals/refusal';
import type { LedgerIdentity } from '../../ledger/ledger';
import {
  LedgerConflictError,
  LedgerOutcomeUnknownError,
  LedgerUnavailableError,
} from '../../ledger/ledger-error';
import type { Viewer } from '../auth/viewer';
import { found } from '../page-error';
import type { Handler } from '../routes/route';
import type { Say } from '../texts';
import type { Act, ActContext, FieldError, FormFields, PreparedAct } from './act';
import { newRequestId, sentForm, textFields } from './act-form';
import type { SentForm } from './act-form';
import { ActInterrupted } from './act-interrupted';
import { ActRefused } from './act-refused';
import type { ActSubmission, SentOnce } from './act-submission';

/** What the pages need to know of who sends a form, and to carry it out. */
export interface ActPagePorts {
  readonly submission: ActSubmission;
  readonly now: () => Date;
  viewerOf(request: Request): Viewer;
  sayOf(request: Request): Say;
  /** The signed-in person's unlocked key; undefined when the password must be given again. */
  identityOf(request: Request): LedgerIdentity | undefined;
  /** Checks a TOTP code of the viewer; a code counts once. */
  checkCode(viewer: Viewer, code: string): Promise<'right' | 'wrong' | 'locked'>;
  /** Puts the form aside until the person has unlocked the key, and answers the page that asks for it. */
  askToUnlock(request: Request, fields: FormFields): Promise<string>;
  /** Fields that were put aside for this page; they are given once. */
  takeKept(request: Request): Promise<FormFields | undefined>;
  /** Says something on the next page. */
  tell(request: Request, notice: string): void;
}

interface Sent {
  readonly request: Request;
  readonly response: Response;
  readonly context: ActContext;
  readonly form: SentForm;
}

const confirmView = 'acts/confirm';

export class ActPages {
  readonly #ports: ActPagePorts;

  constructor(ports: ActPagePorts) {
    this.#ports = ports;
  }

  /** Answers the form page. */
  form(act: Act): Handler {
    return async (request, response) => {
      const context = this.#contextOf(request, newRequestId());
      const fields = (await this.#ports.takeKept(request)) ?? textFields(request.query);
      const page = found(await act.page(context, fields));
      response.render(act.view, { ...page, fields, requestId: context.requestId, errors: [] });
    };
  }

  /** Answers a form that was sent: reviewed, sent back for editing, or carried out. */
  sent(act: Act): Handler {
    return async (request, response) => {
      const form = sentForm(request.body);
      const context = this.#contextOf(request, form.requestId);
      const sent: Sent = { request, response, context, form };
      if (form.step === 'submit' && (await this.#isAnswered(act, sent))) return;
      if (form.step === 'edit') return this.#formAgain(act, sent, { errors: [], status: 200 });
      const prepared = await act.prepare(context, form.fields);
      if (!prepared.ok) return this.#formAgain(act, sent, { errors: prepared.errors, status: 422 });
      if (form.step === 'review') return this.#confirm(act, sent, { prepared: prepared.act, status: 200 });
      if (form.shown !== '' && form.shown !== listed(prepared.act)) {
        const changed = context.say('acts:confirm.changed');
        return this.#confirm(act, sent, { prepared: prepared.act, status: 409, changed });
      }
      return this.#submit(act, sent, prepared.act);
    };
  }

  /** Answers a form that was sent before: it leads where it led, and one that was changed since then comes back. */
  async #isAnswered(act: Act, sent: Sent): Promise<boolean> {
    try {
      const known = await this.#ports.submission.known(sentOnce(sent));
      if (known !== undefined) sent.response.redirect(303, known.href);
      return known !== undefined;
    } catch (error) {
      await this.#failed(act, sent, error);
      return true;
    }
  }

  #contextOf(request: Request, requestId: string): ActContext {
    return {
      viewer: this.#ports.viewerOf(request),
      params: paramsOf(request),
      requestId,
      say: this.#ports.sayOf(request),
      now: this.#ports.now,
      identity: this.#ports.identityOf(request),
    };
  }

  async #submit(act: Act, sent: Sent, prepared: PreparedAct): Promise<void> {
    const { request, response, context, form } = sent;
    const identity = this.#ports.identityOf(request);
    if (identity === undefined) {
      response.redirect(303, await this.#ports.askToUnlock(request, form.fields));
      return;
    }
    const codeError = act.code ? await this.#codeError(context, form.code) : undefined;
    if (codeError !== undefined) return this.#confirm(act, sent, { prepared, codeError, status: 422 });
    try {
      const end = await this.#ports.submission.carryOut(sentOnce(sent), prepared, identity);
      this.#ports.tell(request, end.notice);
      response.redirect(303, end.href);
    } catch (error) {
      await this.#failed(act, sent, error);
    }
  }

  async #codeError({ viewer, say }: ActContext, code: string): Promise<string | undefined> {
    const verdict = await this.#ports.checkCode(viewer, code.trim());
    return verdict === 'right' ? undefined : say(`acts:code.${verdict}`);
  }

  /** A rule's "no" and a ledger's trouble bring the form back; whatever else goes wrong is the error boundary's. */
  async #failed(act: Act, sent: Sent, error: unknown): Promise<void> {
    const { viewer, say } = sent.context;
    if (error instanceof ActRefused) {
      const { field = '', code } = error.refusal;
      const text = say('acts:refused', { why: refusalText(error.refusal, viewer.language) });
      const again = code === 'request-id-reused' ? withNewId(sent) : sent;
      return this.#formAgain(act, again, { errors: [{ field, text }], status: 422 });
    }
    if (error instanceof ActInterrupted) return this.#interrupted(act, sent, error);
    const told = troubleOf(error);
    if (told === undefined) throw error;
    const text = say(`acts:trouble.${told.key}`, { id: told.transactionId });
    const mayStand = told.key === 'unknown';
    return this.#formAgain(act, sent, { errors: [{ field: '', text }], status: told.status, mayStand });
  }

  /** Says what is on the chain, why the rest is not, and what to do next. */
  async #interrupted(act: Act, sent: Sent, error: ActInterrupted): Promise<void> {
    const { viewer, say } = sent.context;
    const { written = say('acts:part.written'), where = '', next } = error.told ?? {};
    const { cause } = error;
    const answer = async (status: number, rest: string, then = say('acts:part.next')): Promise<void> => {
      const text = say('acts:part.told', { written, rest, next: then });
      return this.#formAgain(act, sent, { errors: [{ field: '', text }], status, mayStand: true });
    };
    if (cause instanceof ActRefused) {
      const why = `${where}${refusalText(cause.refusal, viewer.language)}`;
      return answer(422, say('acts:part.refused', { why }), next?.refused);
    }
    sent.request.log.error(error);
    const { key, status, transactionId } = troubleOf(cause) ?? otherTrouble;
    return answer(status, say(`acts:part.${key}`, { id: transactionId }), next?.otherwise);
  }

  async #formAgain(
    act: Act,
    { response, context, form }: Sent,
    outcome: { readonly errors: readonly FieldError[]; readonly status: number; readonly mayStand?: boolean },
  ): Promise<void> {
    const page = found(await act.page(context, form.fields));
    const { errors, status, mayStand = false } = outcome;
    response
      .status(status)
      .render(act.view, { ...page, fields: form.fields, requestId: form.requestId, errors, mayStand });
  }

  async #confirm(
    act: Act,
    { request, response, context, form }: Sent,
    shown: {
      readonly prepared: PreparedAct;
      readonly status: number;
      readonly codeError?: string;
      readonly changed?: string;
    },
  ): Promise<void> {
    const { prepared, status, codeError, changed } = shown;
    const page = found(await act.page(context, form.fields));
    const { title, rows, offChain, consequences, button } = prepared;
    response.status(status).render(confirmView, {
      ...{ trail: page['trail'], live: undefined, title, rows, offChain, consequences, button, codeError },
      ...{ fields: form.fields, requestId: form.requestId, code: act.code, action: request.originalUrl },
      ...{ changed, shown: listed(prepared) },
    });
  }
}

/** What a confirm page lists, as a digest: between the page and the code somebody else may have changed it. */
function listed({ title, rows }: PreparedAct): string {
  return createHash('sha256')
    .update(JSON.stringify([title, rows]))
    .digest('hex');
}

/** What the request id of a form stands for: this person, this address, these fields. */
function sentOnce({ request, context: { viewer, requestId }, form: { fields } }: Sent): SentOnce {
  const inOrder = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const content = createHash('sha256')
    .update(JSON.stringify([request.path, inOrder]))
    .digest('hex');
  return { key: `${viewer.userId}:${requestId}`, requestId, content };
}

/** The form as something new: its request id was used for something else. */
function withNewId(sent: Sent): Sent {
  const requestId = newRequestId();
  return { ...sent, context: { ...sent.context, requestId }, form: { ...sent.form, requestId } };
}

function paramsOf(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
}

interface Trouble {
  readonly key: 'conflict' | 'unavailable' | 'unknown';
  readonly status: number;
  readonly transactionId: string;
}

/** What kept an act from its end though the ledger did not; the log tells more. */
const otherTrouble = { key: 'failed', status: 503, transactionId: '' } as const;

/** What the ledger says of a submission that did not succeed; undefined for what is not the ledger's word. */
function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof LedgerConflictError) {
    return { key: 'conflict', status: 409, transactionId: error.transactionId ?? '' };
  }
  if (error instanceof LedgerUnavailableError) return { key: 'unavailable', status: 503, transactionId: '' };
  if (error instanceof LedgerOutcomeUnknownError) {
    return { key: 'unknown', status: 202, transactionId: error.transactionId ?? '' };
  }
  return undefined;
}
