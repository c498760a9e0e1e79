/**
 * Tells open pages what happens: every new block, and a change of the object a page shows. It sends no business facts, only
 * that something changed; the page asks for them again under its own rights.
 */
import { createSession } from 'better-sse';
import type { Session } from 'better-sse';
import type { Request, Response } from 'express';
import type { ChangeNotice } from '../projections/change-notice';

/** Pages of one browser may be many; more than this of one person are a fault or an attack. */
const livePagesMaxOfPerson = 12;
const livePagesMax = 2_000;

interface Follower {
  readonly session: Session;
  readonly response: Response;
  readonly userId: string;
  readonly topic: string | undefined;
}

export class LiveHub {
  readonly #followers = new Set<Follower>();

  /** Opens a page's stream; answers false when there are too many. */
  async follow(
    request: Request,
    response: Response,
    who: { readonly userId: string; readonly topic: string | undefined },
  ): Promise<boolean> {
    const own = [...this.#followers].filter(({ userId }) => userId === who.userId).length;
    if (own >= livePagesMaxOfPerson || this.#followers.size >= livePagesMax) return false;
    const session = await createSession(request, response);
    const follower = { session, response, ...who };
    this.#followers.add(follower);
    session.once('disconnected', () => this.#followers.delete(follower));
    return true;
  }

  /** Tells every open page. */
  tell({ block, at, topics }: ChangeNotice): void {
    for (const { session, topic } of this.#followers) {
      if (!session.isConnected) continue;
      session.push({ block, at }, 'block', String(block));
      if (topic !== undefined && topics.has(topic)) session.push({ block, topic }, 'changed');
    }
  }

  /** Ends every stream of one person, as at logout. */
  endOf(userId: string): void {
    for (const follower of [...this.#followers]) {
      if (follower.userId === userId) this.#end(follower);
    }
  }

  close(): void {
    for (const follower of [...this.#followers]) this.#end(follower);
  }

  #end(follower: Follower): void {
    this.#followers.delete(follower);
    follower.response.end();
  }
}
