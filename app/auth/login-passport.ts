/**
 * Passport with its local strategy: it asks the login desk, rotates the session's id when somebody signs in, and finds
 * the signed-in user again with every request. Nothing of the session before survives but what is carried over here.
 */
import { strict as assert } from 'node:assert';
import type { Request, RequestHandler, Response } from 'express';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';
import type { LoginDesk } from './login-desk';
import { signedInUser } from './signed-in-user';
import type { SignedInUser } from './signed-in-user';

const strategyName = 'local';

export type LoginPassport = InstanceType<typeof Passport>;

/** A passport of its own, asking this desk. */
export function loginPassport(desk: LoginDesk): LoginPassport {
  const passport = new Passport();
  passport.use(
    strategyName,
    new Strategy({ usernameField: 'loginName', passwordField: 'password' }, (loginName, password, done) => {
      desk.check(loginName, password).then(
        (user) => {
          done(null, user === undefined ? false : signedInUser(user));
        },
        (error: unknown) => {
          done(error);
        },
      );
    }),
  );
  passport.serializeUser<string>((user, done) => {
    done(null, user.viewer.userId);
  });
  passport.deserializeUser<string>((request: Request, userId: string, done: RecallDone) => {
    desk.recall(userId, request.session.beganAt ?? 0).then(
      (user) => {
        done(null, user === undefined ? false : signedInUser(user));
      },
      (error: unknown) => {
        done(error);
      },
    );
  });
  return passport;
}

type RecallDone = (error: unknown, user?: SignedInUser | false) => void;

/** Whom the posted login name and password belong to; undefined when they are refused. */
export function askPassport(
  passport: LoginPassport,
  request: Request,
  response: Response,
): Promise<SignedInUser | undefined> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, user?: SignedInUser | false | null): void => {
      if (error instanceof Error) reject(error);
      else resolve(user === false || user === null ? undefined : user);
    };
    void handlerOf(passport.authenticate(strategyName, answer))(request, response, reject);
  });
}

/** Finds the signed-in user of a request's session. */
export function recallUser(passport: LoginPassport): RequestHandler {
  return handlerOf(passport.session());
}

/** Passport's declarations do not say what its functions answer. */
function handlerOf(made: unknown): RequestHandler {
  assert(isHandler(made), 'passport makes request handlers');
  return made;
}

function isHandler(made: unknown): made is RequestHandler {
  return typeof made === 'function';
}

/** What is noted of a new session besides its user. */
export interface SessionBeginning {
  /** Milliseconds since 1970. */
  readonly now: number;
}

const deviceCharactersMax = 200;

/** Begins a session of this user under a new id. */
export async function beginSession(
  request: Request,
  user: SignedInUser,
  { now }: SessionBeginning,
): Promise<void> {
  const { returnTo } = request.session;
  await new Promise<void>((resolve, reject) => {
    request.logIn(user, { session: true, keepSessionInfo: false }, (error: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  request.session.beganAt = now;
  request.session.seenAt = now;
  request.session.device = (request.get('user-agent') ?? '').slice(0, deviceCharactersMax);
  request.session.address = request.ip ?? '';
  if (returnTo !== undefined) request.session.returnTo = returnTo;
}

/** Ends the session in the store; the browser's cookie then names nothing. */
export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}
