/**
 * Runs an act's pages: the form, the confirm page that lists what will be written on the chain, and the submission with the
 * person's code and key. What was typed is never lost: a form that cannot be carried out comes back as it was, with what
 * happened and what was not done.
 */
import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { Viewer } from '../auth/viewer';
import { found } from '../page-error';
import type { Handler } from '../routes/route';
import type { Say } from '../texts';
import type { Act, ActContext, FieldError, FormFields, PreparedAct } from './act';
import { newRequestId, sentForm, textFields } from './act-form';
import type { SentForm } from './act-form';
import type { ActOutcome, ActSubmission, SentOnce } from './act-submission';
import { actTrouble } from './act-trouble';

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
      if (form.step === 'submit') return this.#submit(act, sent);
      if (form.step === 'edit') return this.#formAgain(act, sent, { errors: [], status: 200 });
      const prepared = await act.prepare(context, form.fields);
      if (!prepared.ok) return this.#formAgain(act, sent, { errors: prepared.errors, status: 422 });
      return this.#confirm(act, sent, { prepared: prepared.act, status: 200 });
    };
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

  /** Carries the form out once, however often it comes, and answers each sender the same. */
  async #submit(act: Act, sent: Sent): Promise<void> {
    let outcome: ActOutcome;
    try {
      outcome = await this.#ports.submission.once(sentOnce(sent), () => this.#outcome(act, sent));
    } catch (error) {
      return this.#failed(act, sent, error);
    }
    return this.#answer(act, sent, outcome);
  }

  async #outcome(act: Act, sent: Sent): Promise<ActOutcome> {
    const { request, context, form } = sent;
    const preparation = await act.prepare(context, form.fields);
    if (!preparation.ok) return { kind: 'invalid', errors: preparation.errors };
    const prepared = preparation.act;
    if (form.shown !== '' && form.shown !== listed(prepared)) return { kind: 'changed', prepared };
    const identity = this.#ports.identityOf(request);
    if (identity === undefined) return { kind: 'locked-key' };
    const code = act.code ? await this.#ports.checkCode(context.viewer, form.code.trim()) : 'right';
    if (code !== 'right') return { kind: 'no-code', prepared, code };
    const end = await this.#ports.submission.carryOut(sentOnce(sent), prepared, identity);
    return { kind: 'done', end };
  }

  async #answer(act: Act, sent: Sent, outcome: ActOutcome): Promise<void> {
    const { request, response, context, form } = sent;
    switch (outcome.kind) {
      case 'done':
        this.#ports.tell(request, outcome.end.notice);
        response.redirect(303, outcome.end.href);
        return;
      case 'invalid':
        return this.#formAgain(act, sent, { errors: outcome.errors, status: 422 });
      case 'changed': {
        const changed = context.say('acts:confirm.changed');
        return this.#confirm(act, sent, { prepared: outcome.prepared, status: 409, changed });
      }
      case 'locked-key':
        response.redirect(303, await this.#ports.askToUnlock(request, form.fields));
        return;
      case 'no-code': {
        const codeError = context.say(`acts:code.${outcome.code}`);
        return this.#confirm(act, sent, { prepared: outcome.prepared, codeError, status: 422 });
      }
    }
  }

  /** A rule's "no" and a ledger's trouble bring the form back; whatever else goes wrong is the error boundary's. */
  async #failed(act: Act, sent: Sent, error: unknown): Promise<void> {
    const trouble = actTrouble(error, sent.context);
    if (trouble === undefined) throw error;
    if (trouble.isFault) sent.request.log.error(error);
    const { status, mayStand, isReused } = trouble;
    return this.#formAgain(act, isReused ? withNewId(sent) : sent, {
      ...{ errors: [trouble.error], status, mayStand },
    });
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
function sentOnce({
  request,
  context: { viewer, requestId },
  form: { fields, code, shown },
}: Sent): SentOnce {
  const inOrder = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const content = createHash('sha256')
    .update(JSON.stringify([request.path, inOrder]))
    .digest('hex');
  return { key: `${viewer.userId}:${requestId}`, requestId, content, attempt: `${code.trim()}:${shown}` };
}

/** The form as something new: its request id was used for something else. */
function withNewId(sent: Sent): Sent {
  const requestId = newRequestId();
  return { ...sent, context: { ...sent.context, requestId }, form: { ...sent.form, requestId } };
}

function paramsOf(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));
}
