/** The store of sessions with its memory: what is read once, and that no session comes back once it has ended. */
import { expect } from 'chai';
import { Cookie, MemoryStore } from 'express-session';
import type { SessionData } from 'express-session';
import { RememberedSessions } from '../../../app/middleware/remembered-sessions';
import type { StoredSession } from '../../../app/middleware/remembered-sessions';
import { SessionMemory } from '../../../app/models/session-memory';

const blank: Omit<SessionData, 'cookie' | 'seenAt'> = {
  beganAt: 0,
  returnTo: '',
  language: 'zh-CN',
  size: 'normal',
  device: '',
  address: '',
  ended: 'idle',
  notice: '',
};

describe('the sessions of requests', () => {
  let kept: MemoryStore;
  let memory: SessionMemory<StoredSession>;
  let sessions: RememberedSessions;

  beforeEach(() => {
    kept = new MemoryStore();
    memory = new SessionMemory({ keptMs: 60_000 });
    sessions = new RememberedSessions(kept, memory);
  });

  it('are each request’s own copy, and new after a write', async () => {
    await written(sessions, { seenAt: 1 });
    const first = await read(sessions);
    if (first) first.seenAt = 99;
    expect((await read(sessions))?.seenAt).to.equal(1);
    await written(sessions, { seenAt: 2 });
    expect((await read(sessions))?.seenAt).to.equal(2);
  });

  it('do not come back when a request that was under way writes one down that has ended', async () => {
    await written(sessions, { seenAt: 1 });
    await new Promise<void>((resolve) => {
      sessions.destroy('a', () => {
        resolve();
      });
    });
    await written(sessions, { seenAt: 2 });
    expect(await read(kept)).to.equal(undefined);
  });

  it('are over at once where another one ended them, even if the store still gives them', async () => {
    await written(sessions, { seenAt: 1 });
    memory.end('a');
    expect(await read(kept)).to.include({ seenAt: 1 });
    expect(await read(sessions)).to.equal(null);
  });
});

function written(store: RememberedSessions, times: Pick<SessionData, 'seenAt'>): Promise<void> {
  return new Promise((resolve, reject) => {
    store.set('a', { ...blank, cookie: new Cookie(), ...times }, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

function read(store: Pick<MemoryStore, 'get'> | RememberedSessions): Promise<StoredSession> {
  return new Promise((resolve) => {
    store.get('a', (_error: unknown, session?: StoredSession) => {
      resolve(session);
    });
  });
}
