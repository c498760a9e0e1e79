/**
 * A person's own password and code: chosen at the first login, and changed later from the profile. Both ways are the same
 * forms; they differ in where they lead.
 */
import type { Request, Response } from 'express';
import QRCode from 'qrcode';
import { single, textFields } from '../acts/act-form';
import type { FieldError } from '../acts/act';
import type { LoginDesk } from '../auth/login-desk';
import { beginSession } from '../auth/login-passport';
import type { CodeDesk } from '../auth/one-time-code';
import { codeAddress, isCodeSecret, newCodeSecret } from '../auth/one-time-code';
import { changePassword, enrolCode } from '../auth/own-secrets';
import { passwordCharactersMax, passwordCharactersMin } from '../auth/password';
import type { SessionKeys } from '../auth/session-keys';
import { endOfSession } from '../auth/session-rules';
import { signedInUser } from '../auth/signed-in-user';
import type { UnlockedKey, UnlockedKeys } from '../auth/unlocked-keys';
import type { SessionStore } from '../models/session-model';
import type { UserDocument } from '../models/user-document';
import type { UserStore } from '../models/user-store';
import { found } from '../page-error';
import type { Handler } from '../routes/route';
import type { Say } from '../texts';

/** `welcome`: the first steps; `profile`: a later change. */
export type SecretsWay = 'welcome' | 'profile';

export interface OwnSecretsPorts {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly desk: LoginDesk;
  readonly codes: CodeDesk;
  readonly unlocked: UnlockedKeys;
  readonly keys: SessionKeys;
  readonly now: () => Date;
  sayOf(request: Request): Say;
}

const codeView = 'auth/code';

export class OwnSecretsController {
  readonly #ports: OwnSecretsPorts;

  constructor(ports: OwnSecretsPorts) {
    this.#ports = ports;
  }

  /** Leads to the first step that is still to be done. */
  readonly welcome = (request: Request, response: Response): void => {
    const { mustChangePassword, mustEnrolCode } = found(request.user);
    if (mustChangePassword) response.redirect(303, '/welcome/password');
    else response.redirect(303, mustEnrolCode ? '/welcome/code' : '/');
  };

  passwordPage(way: SecretsWay): Handler {
    return (request, response) => {
      this.#showPassword(request, response, { way, errors: [] });
    };
  }

  /** Changes the password; every other session of the person ends, and this one goes on under a new id. */
  changePassword(way: SecretsWay): Handler {
    return async (request, response) => {
      const textOf = typedIn(request);
      const typed = { current: textOf('current'), chosen: textOf('chosen'), repeated: textOf('repeated') };
      const say = this.#ports.sayOf(request);
      if (typed.chosen !== typed.repeated) {
        const errors = [{ field: 'repeated', text: say('auth:password.fault.different') }];
        this.#showPassword(request, response, { way, errors });
        return;
      }
      const user = await this.#ports.desk.confirm(found(request.user).viewer.userId, typed.current);
      if (user === undefined) {
        const errors = [{ field: 'current', text: say('auth:password.fault.current') }];
        this.#showPassword(request, response, { way, errors });
        return;
      }
      const { users, now } = this.#ports;
      const changed = await changePassword({ users, now: () => now().getTime() }, user, typed);
      if (!changed.ok) {
        const values = { min: passwordCharactersMin, max: passwordCharactersMax };
        const text = say(`auth:password.fault.${changed.fault}`, values);
        this.#showPassword(request, response, { way, errors: [{ field: 'chosen', text }] });
        return;
      }
      await this.#beginAnew(request, user, changed.key);
      request.session.notice = say('auth:password.done');
      response.redirect(303, way === 'welcome' ? '/welcome' : '/profile');
    };
  }

  codePage(way: SecretsWay): Handler {
    return async (request, response) => {
      await this.#showCode(request, response, { way, errors: [], secret: newCodeSecret() });
    };
  }

  /** Enrols the telephone whose code was typed; a later change asks for a code of the one before, too. */
  enrolCode(way: SecretsWay): Handler {
    return async (request, response) => {
      const key = this.#ports.keys.keyOf(request);
      if (key === undefined) {
        response.redirect(303, await this.#ports.keys.askToUnlock(request, {}));
        return;
      }
      const textOf = typedIn(request);
      const sent = textOf('secret');
      const secret = isCodeSecret(sent) ? sent : newCodeSecret();
      const say = this.#ports.sayOf(request);
      const fault = await this.#enrol(key, { secret, code: textOf('code'), before: textOf('before') });
      if (fault !== undefined) {
        const errors = [{ field: fault.field, text: say(`auth:code.fault.${fault.name}`) }];
        await this.#showCode(request, response, { way, errors, secret });
        return;
      }
      this.#ports.unlocked.put(
        request.sessionID,
        { ...key, codeSecret: secret },
        this.#endOf(request, found(request.user).viewer.role),
      );
      request.session.notice = say('auth:code.done');
      response.redirect(303, way === 'welcome' ? '/' : '/profile');
    };
  }

  async #enrol(
    key: UnlockedKey,
    typed: { readonly secret: string; readonly code: string; readonly before: string },
  ): Promise<{ readonly field: string; readonly name: string } | undefined> {
    const { users, codes, now } = this.#ports;
    const user = found(await users.byId(key.userId));
    // A session whose key was opened before another one enrolled a code knows nothing of it; the user does.
    if (key.codeSecret !== undefined || !user.mustEnrolCode) {
      const verdict = await codes.check(key.userId, typed.before);
      if (verdict !== 'right') return { field: 'before', name: verdict };
    }
    const enrolled = await enrolCode({ users, now: () => now().getTime() }, { user, key }, typed);
    return enrolled.ok ? undefined : { field: 'code', name: enrolled.fault };
  }

  async #beginAnew(request: Request, user: UserDocument, key: UnlockedKey): Promise<void> {
    const { unlocked, sessions, now } = this.#ports;
    unlocked.dropUser(user._id);
    const at = now().getTime();
    await beginSession(request, { ...signedInUser(user), mustChangePassword: false }, { now: at });
    await sessions.endAllOf(user._id, request.sessionID);
    unlocked.put(request.sessionID, key, this.#endOf(request, user.role));
  }

  #endOf(request: Request, role: UserDocument['role']): number {
    const { beganAt = 0 } = request.session;
    return endOfSession({ beganAt, seenAt: this.#ports.now().getTime() }, role);
  }

  #showPassword(
    request: Request,
    response: Response,
    page: { readonly way: SecretsWay; readonly errors: readonly FieldError[] },
  ): void {
    const say = this.#ports.sayOf(request);
    const { loginName } = found(request.user);
    const rule = say('auth:password.rule', { min: passwordCharactersMin });
    const title = say(`auth:password.title.${page.way}`);
    if (page.errors.length > 0) response.status(422);
    response.render('auth/password', { ...page, title, loginName, rule });
  }

  async #showCode(
    request: Request,
    response: Response,
    page: { readonly way: SecretsWay; readonly errors: readonly FieldError[]; readonly secret: string },
  ): Promise<void> {
    const say = this.#ports.sayOf(request);
    const { loginName, mustEnrolCode } = found(request.user);
    const address = codeAddress(page.secret, { issuer: say('frame:platform'), loginName });
    const picture = await QRCode.toString(address, { type: 'svg', margin: 2 });
    if (page.errors.length > 0) response.status(422);
    response.set('cache-control', 'no-store').render(codeView, {
      ...page,
      title: say(`auth:code.title.${page.way}`),
      hasCode: !mustEnrolCode,
      qr: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}`,
      shownSecret: page.secret.match(/.{1,4}/g)?.join(' ') ?? '',
    });
  }
}

/** The named fields, each one text; a field that is missing is empty. */
function typedIn(request: Request): (name: string) => string {
  const fields = textFields(request.body);
  return (name) => single(fields[name]) ?? '';
}
