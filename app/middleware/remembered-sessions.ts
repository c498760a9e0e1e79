/**
 * The store of sessions as express-session asks for it, with a short memory before it: a page and its stream of changes come
 * within a second, and each would read the same session again. It is never touched, only written: how long a session lasts is
 * decided by the times that are written in it, and no session outlives its twelve hours.
 */
import { Store } from 'express-session';
import type { SessionData } from 'express-session';
import type { BriefMemory } from '../models/brief-memory';

/** What the store holds under a session's id; nothing when it has ended. */
export type StoredSession = SessionData | null | undefined;
type Told = (error?: unknown) => void;

export class RememberedSessions extends Store {
  readonly #kept: Store;
  readonly #memory: BriefMemory<StoredSession>;

  /** @param memory is shared with whoever ends sessions by other ways */
  constructor(kept: Store, memory: BriefMemory<StoredSession>) {
    super();
    this.#kept = kept;
    this.#memory = memory;
  }

  override get(sessionId: string, callback: (error: unknown, session?: StoredSession) => void): void {
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

  override set(sessionId: string, session: SessionData, callback?: Told): void {
    this.#kept.set(sessionId, session, this.#forgetting(sessionId, callback));
  }

  override destroy(sessionId: string, callback?: Told): void {
    this.#kept.destroy(sessionId, this.#forgetting(sessionId, callback));
  }

  #read(sessionId: string): Promise<StoredSession> {
    return new Promise((resolve, reject) => {
      this.#kept.get(sessionId, (error: unknown, session) => {
        if (error instanceof Error) reject(error);
        else resolve(session);
      });
    });
  }

  #forgetting(sessionId: string, callback: Told | undefined): Told {
    return (error) => {
      this.#memory.forget(sessionId);
      callback?.(error);
    };
  }
}
