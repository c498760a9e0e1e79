/**
 * Ends sessions that are over and notes who is still at work. A form that was sent when the session had just ended is put
 * aside for its person. Whoever has not chosen a password of their own, or enrolled a code, is led there first.
 */
import type { Request, RequestHandler } from 'express';
import type { KeptForms } from '../auth/kept-forms';
import { endOfSession, seenStepMs } from '../auth/session-rules';
import type { SessionTimes } from '../auth/session-rules';
import type { SignedInUser } from '../auth/signed-in-user';
import type { UnlockedKeys } from '../auth/unlocked-keys';

export interface SessionGuardParts {
  readonly unlocked: UnlockedKeys;
  readonly forms: KeptForms;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether a sent form carries the token of its session. */
  isOwnForm(request: Request): boolean;
  /** Whether a request is the page's own doing, as its stream of changes, and no act of a person. */
  isPassive(request: Request): boolean;
}

/** Stands after passport and before the routes. */
export function sessionGuard(parts: SessionGuardParts): RequestHandler {
  const { unlocked, now } = parts;
  return async (request, _response, next) => {
    const { user, session } = request;
    if (user === undefined) {
      unlocked.drop(request.sessionID);
      next();
      return;
    }
    const times: SessionTimes = { beganAt: session.beganAt ?? 0, seenAt: session.seenAt ?? 0 };
    if (endOfSession(times, user.viewer.role) <= now()) await endForTime(parts, request, user);
    else if (!parts.isPassive(request)) noteAct(parts, { request, user, times });
    next();
  };
}

async function endForTime(parts: SessionGuardParts, request: Request, user: SignedInUser): Promise<void> {
  const wasForm = request.method === 'POST' && parts.isOwnForm(request);
  if (wasForm) {
    await parts.forms.keepForm(user.viewer.userId, { path: request.path, fields: request.body });
  }
  parts.unlocked.drop(request.sessionID);
  const { language, size } = user.viewer;
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  delete request.user;
  Object.assign(request.session, { language, size, ended: wasForm ? 'form-kept' : 'idle' });
}

/** Writes the time of an act now and then, and keeps the key open as long. */
function noteAct(
  { unlocked, now }: SessionGuardParts,
  seen: { readonly request: Request; readonly user: SignedInUser; readonly times: SessionTimes },
): void {
  const { request, user, times } = seen;
  if (now() - times.seenAt < seenStepMs) return;
  request.session.seenAt = now();
  const endsAt = endOfSession({ ...times, seenAt: now() }, user.viewer.role);
  unlocked.extend(request.sessionID, endsAt);
}

/** Pages that somebody may see before password and code are their own. */
const welcomePaths = new Set([
  '/welcome',
  '/welcome/password',
  '/welcome/code',
  '/logout',
  '/preferences',
  '/session/keep',
  '/live',
  '/health',
  '/unlock',
]);

/** Leads to the first steps whoever has not done them; stands after the guard above. */
export const welcomeGuard: RequestHandler = (request, response, next) => {
  const { user } = request;
  if (user === undefined || welcomePaths.has(request.path)) next();
  else if (user.mustChangePassword || user.mustEnrolCode) response.redirect(303, '/welcome');
  else next();
};
