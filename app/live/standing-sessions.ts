/**
 * Whether the sessions of open pages still stand. A page's stream asks nothing by itself, so it is looked at from here: it must
 * not outlive the idle time, a session that was ended elsewhere, a new password, or a person who was disabled on the chain.
 */
import type { SessionStore } from '../models/session-model';
import type { LoginDesk } from '../auth/login-desk';
import { endOfSession } from '../auth/session-rules';
import type { LiveHubParts, PageOwner } from './live-hub';

export interface StandingSessionsParts {
  readonly sessions: Pick<SessionStore, 'timesOf'>;
  readonly login: Pick<LoginDesk, 'recall'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Answers the ids of those sessions whose person would still be let in. */
export function standingSessions({ sessions, login, now }: StandingSessionsParts): LiveHubParts['standing'] {
  return async (owners) => {
    const times = await sessions.timesOf([...new Set(owners.map(({ sessionId }) => sessionId))]);
    const stands = async ({ sessionId, userId }: PageOwner): Promise<boolean> => {
      const kept = times.get(sessionId);
      if (kept === undefined) return false;
      const user = await login.recall(userId, kept.beganAt);
      return user !== undefined && endOfSession(kept, user.role) > now();
    };
    const all = await Promise.all(
      owners.map(async (owner) => ((await stands(owner)) ? [owner.sessionId] : [])),
    );
    return new Set(all.flat());
  };
}
