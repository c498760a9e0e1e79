/**
 * What this process knows of sessions besides the store: what was read a moment ago, and which have ended. A request that was
 * under way when its session ended would else write it down again.
 */
import { BriefMemory } from './brief-memory';

/** Longer ago than so many ends no request is still under way. */
const endedMax = 10_000;

export class SessionMemory<Stored> extends BriefMemory<Stored> {
  /** The oldest first. */
  readonly #ended = new Set<string>();

  /** Notes that a session has ended for good; its id is never given again. */
  end(sessionId: string): void {
    this.forget(sessionId);
    this.#ended.add(sessionId);
    const [oldest] = this.#ended;
    if (oldest !== undefined && this.#ended.size > endedMax) this.#ended.delete(oldest);
  }

  hasEnded(sessionId: string): boolean {
    return this.#ended.has(sessionId);
  }
}
