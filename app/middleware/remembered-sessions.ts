/**
 * The store of sessions as express-session asks for it, with a short memory before it: a page and its stream of changes come
 * within a second, and each would read the same session again. It is never touched, only written: how long a session lasts is
 * decided by the times that are written in it, and no session outlives its twelve hours.
 */
import { Store } from 'express-session';
import type { SessionData } from 'express-session';
import type { SessionMemory } from '../models/session-memory';

/** What the store holds under a session's id; nothing when it has ended. */
export type StoredSession = SessionData | null | undefined;
type Told = (error?: unknown) => void;

export class RememberedSessions extends Store {
  readonly #kept: Store;
  readonly #memory: SessionMemory<StoredSession>;

  /** @param memory is shared with whoever ends sessions by other ways */
  constructor(kept: Store, memory: SessionMemory<StoredSession>) {
    super();
    this.#kept = kept;
    this.#memory = memory;
  }

  override get(sessionId: string, callback: (error: unknown, session?: StoredSession) => void): void {
    if (this.#memory.hasEnded(sessionId)) {
      callback(undefined, null);
      return;
    }
    this.#memory
      .of(sessionId, () => this.#read(sessionId))
      .then(
        // A request works on a copy of its own.
        (session) => {
          callback(undefined, structuredClone(session));
        },
        (error: unknown) => {
          callback(error);
        },
      );
  }

  /** A session that has ended meanwhile stays ended. */
  override set(sessionId: string, session: SessionData, callback?: Told): void {
    if (this.#memory.hasEnded(sessionId)) {
      callback?.();
      return;
    }
    this.#kept.set(sessionId, session, (error) => {
      this.#memory.forget(sessionId);
      callback?.(error);
    });
  }

  override destroy(sessionId: string, callback?: Told): void {
    this.#memory.end(sessionId);
    this.#kept.destroy(sessionId, callback);
  }

  #read(sessionId: string): Promise<StoredSession> {
    return new Promise((resolve, reject) => {
      this.#kept.get(sessionId, (error: unknown, session) => {
        if (error instanceof Error) reject(error);
        else resolve(session);
      });
    });
  }
}
