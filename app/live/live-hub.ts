/**
 * Tells open pages what happens: every new block, and a change of the object a page shows. It sends no business facts, only
 * that something changed; the page asks for them again under its own rights. A stream ends with the session it belongs to.
 */
import { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSession } from 'better-sse';
import type { Session } from 'better-sse';
import type { Request, Response } from 'express';
import type { ChangeNotice } from '../projections/change-notice';

/** Pages of one browser may be many; more than this of one person are a fault or an attack. */
const livePagesMaxOfPerson = 12;
const livePagesMax = 2_000;
/** How often a silent stream gives a sign of life, and is asked whether its session still stands. */
const beatMs = 10_000;
/** A line of the protocol that says nothing. */
const signOfLife = ':\n\n';
/** Pages that are told at once; between these and the next ones requests have their turn. */
const toldAtOnce = 20;
/** Notices that are kept for pages whose stream opens late, or opens again. */
const noticesKeptMax = 50;

/** Whose page a stream belongs to. */
export interface PageOwner {
  readonly userId: string;
  readonly sessionId: string;
}

/** What a page follows. */
export interface Following extends PageOwner {
  readonly topic: string | undefined;
  /** The block that the page shows; absent when it does not say. */
  readonly since?: number | undefined;
}

interface Follower extends Following {
  readonly session: Session;
  readonly response: Response;
}

export interface LiveHubParts {
  /** Which of these sessions still stand. */
  standing(owners: readonly PageOwner[]): Promise<ReadonlySet<string>>;
  /** Takes why the sessions could not be looked at; the next beat looks again. */
  readonly onFailure: (error: unknown) => void;
  /** The block that pages show now, and its newest event's time. */
  shown(): { readonly block: number; readonly at: string | undefined };
}

export class LiveHub {
  readonly #parts: LiveHubParts;
  readonly #followers = new Set<Follower>();
  readonly #beat: NodeJS.Timeout;
  /** The newest ones, oldest first. */
  readonly #notices: ChangeNotice[] = [];
  #isClosed = false;

  constructor(parts: LiveHubParts) {
    this.#parts = parts;
    this.#beat = setInterval(() => {
      this.beat().catch(parts.onFailure);
    }, beatMs);
    this.#beat.unref();
  }

  /** How many pages are told. */
  get size(): number {
    return this.#followers.size;
  }

  /** Opens a page's stream, and tells what the page has missed; answers false when there are too many. */
  async follow(request: Request, response: Response, who: Following): Promise<boolean> {
    const own = [...this.#followers].filter(({ userId }) => userId === who.userId).length;
    if (own >= livePagesMaxOfPerson || this.#followers.size >= livePagesMax) return false;
    // The signs of life are the hub's: the library's would go on for a page that left while its stream was opened.
    const session = await createSession(request, response, { keepAlive: null });
    const follower = { ...who, session, response };
    // Who left before this is not told of again by `close`.
    if (response.destroyed) return true;
    this.#followers.add(follower);
    // A page may leave while it is told something; that it left is told by `close`.
    response.on('error', () => undefined);
    response.once('close', () => this.#followers.delete(follower));
    if (this.#isClosed) this.#end(follower);
    else this.#tellMissed(follower);
    return true;
  }

  /** Tells every open page, some of them at a time. */
  tell(notice: ChangeNotice): void {
    this.#notices.push(notice);
    if (this.#notices.length > noticesKeptMax) this.#notices.shift();
    const { block, at, scopes } = notice;
    this.#tellSome([...this.#followers], scopes === undefined ? { block, at } : notice);
  }

  #tellSome(followers: readonly Follower[], notice: Told): void {
    for (const follower of followers.slice(0, toldAtOnce)) push(follower, notice);
    const others = followers.slice(toldAtOnce);
    if (others.length > 0) setImmediate(() => this.#tellSome(others, notice));
  }

  /** Gives every stream its sign of life, and ends those whose sessions are over. */
  async beat(): Promise<void> {
    const followers = [...this.#followers];
    for (let from = 0; from < followers.length; from += toldAtOnce) {
      for (const follower of followers.slice(from, from + toldAtOnce)) {
        if (isOpen(follower)) follower.response.write(signOfLife);
      }
      await nextTurn();
    }
    for (let from = 0; from < followers.length; from += toldAtOnce) {
      const some = followers.slice(from, from + toldAtOnce);
      const standing = await this.#parts.standing(some);
      for (const follower of some) {
        if (!standing.has(follower.sessionId)) this.#end(follower);
      }
    }
  }

  /** Ends every stream of one session, as at logout. */
  endOf(sessionId: string): void {
    for (const follower of [...this.#followers]) {
      if (follower.sessionId === sessionId) this.#end(follower);
    }
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#beat);
    for (const follower of [...this.#followers]) this.#end(follower);
  }

  /** What changed between the page and its stream; where nobody knows any more, it may have been the page's own object. */
  #tellMissed(follower: Follower): void {
    const { since, topic } = follower;
    const { block: newest, at } = this.#parts.shown();
    if (since === undefined || newest <= since) return;
    const [oldest] = this.#notices;
    const missed = this.#notices.filter(({ block }) => block > since);
    // After a restart nothing was told yet, and everything before the oldest notice is forgotten.
    const isKnown = oldest !== undefined && oldest.block <= since + 1;
    const topics = new Set(missed.flatMap((notice) => [...notice.topics]));
    const isTold = isKnown && missed.every(({ scopes }) => scopes !== undefined);
    if (!isTold && topic !== undefined) topics.add(topic);
    push(follower, { block: newest, at, topics });
  }

  #end(follower: Follower): void {
    this.#followers.delete(follower);
    // Not the answer's own `end`, with which express-session writes down the session: it may have ended, and would come back.
    ServerResponse.prototype.end.bind(follower.response)();
  }
}

/** Without topics anything may have changed. */
interface Told extends Pick<ChangeNotice, 'block'> {
  readonly at: string | undefined;
  readonly topics?: ChangeNotice['topics'];
}

function push(follower: Follower, { block, at, topics }: Told): void {
  if (!isOpen(follower)) return;
  const { session, topic } = follower;
  session.push({ block, at }, 'block', String(block));
  const isChanged = topic !== undefined && (topics?.has(topic) ?? true);
  if (isChanged) session.push({ block, topic }, 'changed', String(block));
}

function isOpen({ session, response }: Follower): boolean {
  return session.isConnected && !response.writableEnded && !response.destroyed;
}
