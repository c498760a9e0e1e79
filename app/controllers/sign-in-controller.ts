/**
 * Signing in and out, and giving the password again when the platform was restarted meanwhile: the session is still good
 * then, but its key is locked.
 */
import type { Request, Response } from 'express';
import { single, textFields } from '../acts/act-form';
import type { LoginDesk } from '../auth/login-desk';
import { unlockedKeyOf } from '../auth/login-desk';
import type { LoginPassport } from '../auth/login-passport';
import { askPassport, beginSession, endSession } from '../auth/login-passport';
import { endOfSession } from '../auth/session-rules';
import type { UnlockedKeys } from '../auth/unlocked-keys';
import type { UserDocument } from '../models/user-document';
import type { UserStore } from '../models/user-store';
import { found } from '../page-error';
import type { Say } from '../texts';
import { localPath } from './local-path';

export interface SignInPorts {
  readonly users: UserStore;
  readonly desk: LoginDesk;
  readonly passport: LoginPassport;
  readonly unlocked: UnlockedKeys;
  /** Name of the session's cookie. */
  readonly cookieName: string;
  readonly now: () => Date;
  sayOf(request: Request): Say;
  /** Ends what somebody's open pages still listen to. */
  signedOut(sessionId: string): void;
}

export class SignInController {
  readonly #ports: SignInPorts;

  constructor(ports: SignInPorts) {
    this.#ports = ports;
  }

  readonly loginPage = (request: Request, response: Response): void => {
    const next = localPath(request.query['next']);
    if (request.user !== undefined) {
      response.redirect(303, next);
      return;
    }
    const { ended } = request.session;
    delete request.session.ended;
    this.#showLogin(request, response, { next, loginName: '', refused: false, ended });
  };

  /** One answer to whoever is refused, whatever the reason. */
  readonly signIn = async (request: Request, response: Response): Promise<void> => {
    const { loginName, password, next } = credentialsOf(request);
    request.body = { loginName, password };
    const user = await askPassport(this.#ports.passport, request, response);
    if (user === undefined) {
      response.status(422);
      this.#showLogin(request, response, { next, loginName, refused: true, ended: undefined });
      return;
    }
    const stored = found(await this.#ports.users.byId(user.viewer.userId));
    const key = await unlockedKeyOf(stored, password);
    const now = this.#ports.now().getTime();
    this.#ports.unlocked.drop(request.sessionID);
    await beginSession(request, user, { now });
    this.#ports.unlocked.put(
      request.sessionID,
      key,
      endOfSession({ beganAt: now, seenAt: now }, stored.role),
    );
    await this.#ports.users.noteLogin(stored, new Date(now).toISOString());
    response.redirect(303, next);
  };

  readonly signOut = async (request: Request, response: Response): Promise<void> => {
    const { sessionID } = request;
    this.#ports.unlocked.drop(sessionID);
    this.#ports.signedOut(sessionID);
    await endSession(request);
    response.clearCookie(this.#ports.cookieName, { path: '/' });
    response.redirect(303, '/login');
  };

  readonly unlockPage = (request: Request, response: Response): void => {
    this.#showUnlock(request, response, { next: localPath(request.query['next']), refused: false });
  };

  readonly unlock = async (request: Request, response: Response): Promise<void> => {
    const { password, next } = credentialsOf(request);
    const user = await this.#ports.desk.confirm(found(request.user).viewer.userId, password);
    if (user === undefined) {
      response.status(422);
      this.#showUnlock(request, response, { next, refused: true });
      return;
    }
    await this.#openKey(request, user, password);
    response.redirect(303, next);
  };

  async #openKey(request: Request, user: UserDocument, password: string): Promise<void> {
    const { beganAt = 0 } = request.session;
    const endsAt = endOfSession({ beganAt, seenAt: this.#ports.now().getTime() }, user.role);
    this.#ports.unlocked.put(request.sessionID, await unlockedKeyOf(user, password), endsAt);
  }

  #showLogin(
    request: Request,
    response: Response,
    page: { next: string; loginName: string; refused: boolean; ended: string | undefined },
  ): void {
    const say = this.#ports.sayOf(request);
    const errors = page.refused ? [{ field: 'loginName', text: say('auth:login.refused') }] : [];
    response.render('auth/login', { title: say('auth:login.title'), ...page, errors });
  }

  #showUnlock(request: Request, response: Response, page: { next: string; refused: boolean }): void {
    const say = this.#ports.sayOf(request);
    const errors = page.refused ? [{ field: 'password', text: say('auth:unlock.refused') }] : [];
    const { loginName } = found(request.user);
    response.render('auth/unlock', { title: say('auth:unlock.title'), ...page, loginName, errors });
  }
}

/** What was typed; a field that is missing or came several times is no password. */
function credentialsOf(request: Request): {
  readonly loginName: string;
  readonly password: string;
  readonly next: string;
} {
  const fields = textFields(request.body);
  const textOf = (name: string): string => single(fields[name]) ?? '';
  return {
    loginName: textOf('loginName'),
    password: textOf('password'),
    next: localPath(textOf('next')),
  };
}
