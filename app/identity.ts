/**
 * Everything about who is signed in, put together once: users, keys that are open, codes, kept forms, and the middleware that
 * stands before the routes.
 */
import type { Request, RequestHandler } from 'express';
import type { Connection } from 'mongoose';
import type { MspId } from '../domain/roles';
import type { IdentityIssuer } from '../ledger/identities/identity-issuer';
import { EnrolmentDesk } from './auth/enrolment';
import { KeptForms } from './auth/kept-forms';
import { LoginDesk } from './auth/login-desk';
import { loginPassport, recallUser } from './auth/login-passport';
import type { LoginPassport } from './auth/login-passport';
import { CodeDesk } from './auth/one-time-code';
import { SessionKeys } from './auth/session-keys';
import type { Standing } from './auth/standing';
import { UnlockedKeys } from './auth/unlocked-keys';
import type { LiveHubParts } from './live/live-hub';
import { standingSessions } from './live/standing-sessions';
import { csrfGuard } from './middleware/csrf';
import type { CsrfGuard } from './middleware/csrf';
import { rateLimits } from './middleware/rate-limits';
import type { RateLimits } from './middleware/rate-limits';
import { sessionGuard, welcomeGuard } from './middleware/session-guard';
import { savedBeforeRedirect } from './middleware/saved-before-redirect';
import type { StoredSession } from './middleware/remembered-sessions';
import { sessions } from './middleware/session';
import { SessionMemory } from './models/session-memory';
import { SessionStore } from './models/session-model';
import { UserStore } from './models/user-store';

export interface IdentityParts {
  readonly connection: Connection;
  readonly secrets: readonly string[];
  readonly secure: boolean;
  /** The address that browsers know; absent where no browser comes. */
  readonly publicUrl?: string;
  readonly limits: RateLimits;
  readonly standing: Standing;
  readonly issuerOf: (mspId: MspId) => IdentityIssuer | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Identity {
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly unlocked: UnlockedKeys;
  readonly keys: SessionKeys;
  readonly codes: CodeDesk;
  readonly forms: KeptForms;
  readonly login: LoginDesk;
  readonly passport: LoginPassport;
  readonly enrolment: EnrolmentDesk;
  readonly csrf: CsrfGuard;
  /** Which sessions of open pages still stand. */
  readonly standing: LiveHubParts['standing'];
  /** In the order in which a request passes them. */
  readonly middleware: readonly RequestHandler[];
  close(): void;
}

export async function openIdentity(parts: IdentityParts): Promise<Identity> {
  const { connection, standing, now } = parts;
  const users = new UserStore(connection);
  await users.prepare();
  const memory = new SessionMemory<StoredSession>();
  const ownSessions = new SessionStore(connection, memory);
  await ownSessions.prepare();
  const unlocked = new UnlockedKeys(now);
  const forms = new KeptForms(connection, now);
  const login = await LoginDesk.open({ users, standing, now });
  const passport = loginPassport(login);
  const csrf = csrfGuard(parts.publicUrl);
  const { issuerOf } = parts;
  return {
    ...{ users, unlocked, forms, login, passport, csrf, sessions: ownSessions },
    keys: new SessionKeys(unlocked, forms),
    codes: new CodeDesk({ users, unlocked, now }),
    enrolment: new EnrolmentDesk({ users, sessions: ownSessions, unlocked, issuerOf, now }),
    middleware: [
      sessions({ connection, memory, secrets: parts.secrets, secure: parts.secure }),
      savedBeforeRedirect,
      recallUser(passport),
      sessionGuard({ unlocked, forms, now, isOwnForm: (request) => csrf.isOwnForm(request), isPassive }),
      welcomeGuard,
      ...rateLimits(parts.limits),
    ],
    standing: standingSessions({ sessions: ownSessions, login, now }),
    close: () => {
      unlocked.close();
    },
  };
}

/** What an open page asks for by itself, its stream and the saving of a form; nobody is at work because of it. */
const passivePaths: readonly string[] = ['/live', '/projects/unsent/autosave'];

function isPassive({ path }: Request): boolean {
  return passivePaths.includes(path);
}
