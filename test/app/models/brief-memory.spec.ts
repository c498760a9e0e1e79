/** What is remembered for seconds, and that no write is overlooked. */
import { expect } from 'chai';
import { BriefMemory } from '../../../app/models/brief-memory';
import { SessionMemory } from '../../../app/models/session-memory';

describe('a brief memory', () => {
  it('reads a key once within its time', async () => {
    const memory = new BriefMemory<number>({ keptMs: 60_000 });
    let reads = 0;
    const read = (): Promise<number> => Promise.resolve((reads += 1));
    expect([
      await memory.of('a', read),
      await memory.of('a', read),
      await memory.of('b', read),
    ]).to.deep.equal([1, 1, 2]);
  });

  it('reads again after its time', async () => {
    const memory = new BriefMemory<number>({ keptMs: 0 });
    let reads = 0;
    const read = (): Promise<number> => Promise.resolve((reads += 1));
    expect([await memory.of('a', read), await memory.of('a', read)]).to.deep.equal([1, 2]);
  });

  it('does not give out a reading that began before the key was written', async () => {
    const memory = new BriefMemory<string>({ keptMs: 60_000 });
    const slow = Promise.withResolvers<string>();
    const before = memory.of('a', () => slow.promise);
    memory.forget('a');
    slow.resolve('old');
    expect(await before).to.equal('old');
    expect(await memory.of('a', () => Promise.resolve('new'))).to.equal('new');
  });

  it('does not remember a failure, nor lets an older one forget what was read since', async () => {
    const memory = new BriefMemory<string>({ keptMs: 60_000 });
    const slow = Promise.withResolvers<string>();
    const failed = memory.of('a', () => slow.promise).catch(() => 'failed');
    memory.forget('a');
    await memory.of('a', () => Promise.resolve('new'));
    slow.reject(new Error('the store is away'));
    expect(await failed).to.equal('failed');
    expect(await memory.of('a', () => Promise.resolve('newer'))).to.equal('new');
  });

  it('keeps no more keys than it was told, the newest', async () => {
    const memory = new BriefMemory<string>({ keptMs: 60_000, entriesMax: 2 });
    for (const key of ['a', 'b', 'c']) await memory.of(key, () => Promise.resolve('old'));
    const known = (key: string): Promise<string> => memory.of(key, () => Promise.resolve('new'));
    expect([await known('b'), await known('c'), await known('a')]).to.deep.equal(['old', 'old', 'new']);
  });

  it('forgets all', async () => {
    const memory = new BriefMemory<string>({ keptMs: 60_000 });
    await memory.of('a', () => Promise.resolve('old'));
    memory.forgetAll();
    expect(await memory.of('a', () => Promise.resolve('new'))).to.equal('new');
  });
});

describe('the memory of sessions', () => {
  it('knows which have ended, and forgets what they held', async () => {
    const memory = new SessionMemory<string>({ keptMs: 60_000 });
    await memory.of('a', () => Promise.resolve('old'));
    memory.end('a');
    expect([memory.hasEnded('a'), memory.hasEnded('b')]).to.deep.equal([true, false]);
    expect(await memory.of('a', () => Promise.resolve('new'))).to.equal('new');
  });
});
