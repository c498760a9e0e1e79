/**
 * What this platform puts into Express's requests and sessions. The session holds the user's id and times alone:
 * whatever may change in between is read from the store.
 */
import 'express-session';
import type { SignedInUser } from './signed-in-user';

declare global {
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Express merges this interface
    interface User extends SignedInUser {}
  }
}

declare module 'express-session' {
  interface SessionData {
    /** Milliseconds since 1970. */
    beganAt: number;
    seenAt: number;
    /** Path to go to after signing in. */
    returnTo: string;
    /** What a visitor chose before signing in. */
    language: 'zh-CN' | 'en';
    size: 'normal' | 'large';
    /** How the list of own sessions tells them apart. */
    device: string;
    address: string;
    /** Why the session before this one ended: the login page says it. */
    ended: 'idle' | 'form-kept';
    /** One sentence for the next page. */
    notice: string;
  }
}
