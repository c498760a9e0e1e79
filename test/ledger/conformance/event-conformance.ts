/** Which events come, in which order, and from where they can be taken up again, on every ledger. */
import { expect } from 'chai';
import type { ConformanceSession } from './conformance-session';
import { byPosition, freshKey, takeEvents } from './conformance-session';

export function describeEvents(session: ConformanceSession): void {
  const { harness, submit, committed, evaluated, stored, eventsOf } = session;

  describe('events', () => {
    it('come in ledger order, one for each transaction that set one', async () => {
      const startBlock = await harness().ledger.height();
      const keys = Array.from({ length: 12 }, freshKey);
      await Promise.all(keys.map((key) => committed('Put', { key, value: '1' })));
      const events = await eventsOf(12, { startBlock });
      expect(events.map(({ payload }) => payload).toSorted()).to.deep.equal(
        keys.map((key) => JSON.stringify({ key })).toSorted(),
      );
      expect(events).to.deep.equal(events.toSorted(byPosition));
    });

    it('carry the last event of a transaction, and only that', async () => {
      const startBlock = await harness().ledger.height();
      const key = freshKey();
      const { transactionId, blockNumber } = await committed('EmitTwo', { key });
      await committed('Put', { key, value: '1' });
      const [first, second] = await eventsOf(2, { startBlock });
      const payload = JSON.stringify({ key });
      expect(first).to.deep.include({ eventName: 'Second', payload, transactionId, blockNumber });
      expect(second).to.have.property('eventName', 'Put');
    });

    it('do not come from transactions that were refused, conflicted or set none', async () => {
      const startBlock = await harness().ledger.height();
      const key = freshKey();
      await submit('RefuseWith', { key });
      await Promise.allSettled([submit('ReadModifyWrite', { key }), submit('ReadModifyWrite', { key })]);
      await committed('Put', { key, value: '1' });
      const [first] = await eventsOf(1, { startBlock });
      expect(first).to.have.property('eventName', 'Put');
    });

    it('resume strictly after a checkpoint, within a block and between blocks', async () => {
      const startBlock = await harness().ledger.height();
      const keys = Array.from({ length: 6 }, freshKey);
      await Promise.all(keys.map((key) => committed('Put', { key, value: '1' })));
      await committed('Put', { key: freshKey(), value: '1' });
      const all = await eventsOf(7, { startBlock });
      for (const [index, seen] of all.slice(0, -1).entries()) {
        const checkpoint = { blockNumber: seen.blockNumber, transactionId: seen.transactionId };
        const rest = all.slice(index + 1);
        expect(await eventsOf(rest.length, { checkpoint })).to.deep.equal(rest);
      }
    });

    it('that are still to come arrive when they are committed', async () => {
      const startBlock = await harness().ledger.height();
      const waiting = eventsOf(1, { startBlock });
      const key = freshKey();
      await committed('Put', { key, value: '1' });
      expect((await waiting).map(({ payload }) => payload)).to.deep.equal([JSON.stringify({ key })]);
    });

    it('end when they are aborted', async () => {
      const abort = new AbortController();
      const startBlock = await harness().ledger.height();
      const ended = takeEvents(harness().ledger, 1, { startBlock, signal: abort.signal });
      abort.abort();
      expect(await ended).to.deep.equal([]);
    });
  });

  it('keeps state, history and events over a restart', async () => {
    const startBlock = await harness().ledger.height();
    const key = freshKey();
    await committed('Put', { key, value: 'one' });
    await committed('Put', { key, value: 'two' });
    const before = await eventsOf(2, { startBlock });
    const height = await harness().ledger.height();
    await harness().restart();
    expect(await harness().ledger.height()).to.equal(height);
    expect(await stored(key)).to.deep.equal({ value: 'two' });
    expect(await evaluated('History', { key }))
      .to.have.property('changes')
      .with.lengthOf(2);
    expect(await eventsOf(2, { startBlock })).to.deep.equal(before);
    await committed('Put', { key, value: 'three' });
    expect(await stored(key)).to.deep.equal({ value: 'three' });
  });
}
