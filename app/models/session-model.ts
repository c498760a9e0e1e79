/**
 * The sessions in the store as their owner may see them. express-session writes them; here they are listed and ended.
 * A session's id is its key and never shown: what stands for it on a page is its digest.
 */
import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import type { SessionMemory } from './session-memory';

export const sessionCollection = 'sessions';
const sessionsListedMax = 100;
const digestCharacters = 32;

/** When a session began and when its person last did something, in milliseconds since 1970. */
export type KeptTimes = z.infer<typeof keptTimes>['session'];

const keptTimes = z.object({
  _id: z.string(),
  session: z.object({ beganAt: z.number().default(0), seenAt: z.number().default(0) }),
});
const storedSession = z.object({
  _id: z.string(),
  session: z.object({
    beganAt: z.number().default(0),
    seenAt: z.number().default(0),
    device: z.string().default(''),
    address: z.string().default(''),
  }),
});

export interface OwnSession {
  /** Stands for the session on pages. */
  readonly digest: string;
  readonly sessionId: string;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  readonly seenAt: number;
  readonly device: string;
  readonly address: string;
}

const userField = 'session.passport.user';
const timesFields = { 'session.beganAt': 1, 'session.seenAt': 1 } as const;

/** Who must know of a session that is ended here. */
export type ToldOfEnds = Pick<SessionMemory<unknown>, 'end' | 'forgetAll'>;

export class SessionStore {
  readonly #connection: Connection;
  readonly #memory: ToldOfEnds;

  /** @param memory what requests remember of sessions */
  constructor(connection: Connection, memory: ToldOfEnds) {
    this.#connection = connection;
    this.#memory = memory;
  }

  /** Makes the index by user; `connect-mongo` makes the one that lets sessions end. */
  async prepare(): Promise<void> {
    await this.#sessions().createIndexes([{ key: { [userField]: 1 } }]);
  }

  /** A user's sessions, the one that was seen last first. */
  async ofUser(userId: string): Promise<readonly OwnSession[]> {
    const found = await this.#sessions()
      .find({ [userField]: userId, expires: { $gt: new Date() } })
      .sort({ 'session.seenAt': -1 })
      .limit(sessionsListedMax)
      .toArray();
    return found.map((document) => {
      const { _id, session } = storedSession.parse(document);
      return { digest: sessionDigest(_id), sessionId: _id, ...session };
    });
  }

  /** When each of these sessions began and was seen last; those that are over are not in it. */
  async timesOf(sessionIds: readonly string[]): Promise<ReadonlyMap<string, KeptTimes>> {
    const found = await this.#sessions()
      .find({ _id: { $in: [...sessionIds] } }, { projection: timesFields })
      .toArray();
    return new Map(
      found.map((document) => {
        const { _id, session } = keptTimes.parse(document);
        return [_id, session];
      }),
    );
  }

  /** Ends one session. */
  async end(sessionId: string): Promise<void> {
    this.#memory.end(sessionId);
    await this.#sessions().deleteOne({ _id: sessionId });
  }

  /** Ends all sessions of a user but for one. */
  async endAllOf(userId: string, exceptSessionId = ''): Promise<void> {
    await this.#sessions().deleteMany({ [userField]: userId, _id: { $ne: exceptSessionId } });
    this.#memory.forgetAll();
  }

  #sessions(): SessionCollection {
    return this.#connection.collection<{ _id: string }>(sessionCollection);
  }
}

type SessionCollection = ReturnType<typeof Connection.prototype.collection<{ _id: string }>>;

/** What stands for a session on its owner's page. */
function sessionDigest(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('hex').slice(0, digestCharacters);
}
