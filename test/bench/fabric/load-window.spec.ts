/** What counts of a load. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { runClosedLoop } from '../../../bench/fabric/closed-loop';
import { endOf, LoadWindow, measuredWork } from '../../../bench/fabric/load-window';
import type { TransactionEnd } from '../../../bench/fabric/load-window';
import { gapMs, runOpenLoop } from '../../../bench/fabric/open-loop';
import { LedgerConflictError, LedgerOutcomeUnknownError } from '../../../ledger/ledger-error';

const valid: TransactionEnd = { kind: 'valid' };
const window = { warmUpMs: 20, windowMs: 120 };

describe('the end of a transaction', () => {
  it('is VALID, a conflict, or a failure of the ledger with its code and transaction', async () => {
    const unknown = new LedgerOutcomeUnknownError('t2', new Error('gone'));
    expect(await endOf(Promise.resolve())).to.deep.equal(valid);
    expect(await endOf(Promise.reject(new LedgerConflictError('mvcc', 't1')))).to.deep.equal({
      kind: 'conflict',
    });
    expect(await endOf(Promise.reject(unknown))).to.deep.equal({
      ...{ kind: 'failed', code: 'outcome-unknown', transactionId: 't2' },
    });
  });

  it('is no figure when a rule refused it or the load is wrong', async () => {
    const [outcome] = await Promise.allSettled([endOf(Promise.reject(new Error('refused')))]);
    expect(outcome).to.have.property('status', 'rejected');
  });
});

describe('a measured load', () => {
  it('counts VALID transactions, and conflicts and failures apart; failures have no latency', async () => {
    const run = await measuredWork([], (note) => {
      const now = performance.now();
      note(now - 1_000, valid);
      note(now - 5_000, { kind: 'conflict' });
      note(now - 9_000, { kind: 'failed', code: 'outcome-unknown', transactionId: 't' });
      return Promise.resolve();
    });
    expect(run.valid).to.equal(1);
    expect(run.conflicts).to.equal(1);
    expect(run.failed).to.deep.equal({ 'outcome-unknown': 1 });
    expect(run.latencyMs?.count).to.equal(2);
    expect(run.latencyMs?.max).to.be.within(5_000, 8_999);
  });

  it('leaves out what ended before the window or after it', async () => {
    const loop = new LoadWindow(window, []);
    const load = async (): Promise<void> => {
      loop.note(0, valid);
      await pause(window.warmUpMs + window.windowMs / 2);
      loop.note(0, valid);
      while (!loop.isOver) await pause(1);
      loop.note(0, valid);
    };
    expect((await loop.measures(load, 'endedMs')).valid).to.equal(1);
  });

  it('fails when its load fails', async () => {
    const loop = new LoadWindow(window, []);
    const [outcome] = await Promise.allSettled([
      loop.measures(() => Promise.reject(new Error('no network')), 'endedMs'),
    ]);
    expect(outcome).to.have.nested.property('reason.message', 'no network');
  });
});

describe('a closed loop', () => {
  it('keeps each lane at one round, and lets the last rounds end', async () => {
    const underWay = [0, 0, 0];
    const round = async (_: unknown, lane: number): Promise<void> => {
      underWay[lane] = (underWay[lane] ?? 0) + 1;
      expect(underWay[lane]).to.equal(1);
      await pause(1);
      underWay[lane] = 0;
    };
    await runClosedLoop({ lanes: 3, round }, window, []);
    expect(underWay).to.deep.equal([0, 0, 0]);
  });
});

describe('an open loop', () => {
  const random = (): number => 0.5;

  it('counts a latency from the instant at which the transaction was due', async () => {
    let arrived = 0;
    const transaction = (): Promise<TransactionEnd> => {
      arrived += 1;
      // One arrival within the window holds everybody up; those who were due meanwhile feel it.
      const end = performance.now() + (arrived === 40 ? 40 : 0);
      while (performance.now() < end);
      return Promise.resolve(valid);
    };
    const run = await runOpenLoop({ perSecond: 500, transaction, random }, window, []);
    expect(run.latencyMs?.max).to.be.at.least(30);
    expect(run.latencyMs?.p95).to.be.at.least(5);
  });

  it('spaces arrivals as a Poisson process does', () => {
    expect(gapMs({ perSecond: 10, random })).to.be.closeTo(100 * Math.LN2, 1e-9);
    expect(gapMs({ perSecond: 10, random: () => 0 })).to.equal(0);
  });

  it('fails when a transaction fails otherwise than by the ledger', async () => {
    const transaction = (): Promise<TransactionEnd> => Promise.reject(new Error('refused'));
    const [outcome] = await Promise.allSettled([
      runOpenLoop({ perSecond: 500, transaction, random }, window, []),
    ]);
    expect(outcome).to.have.nested.property('reason.cause.message', 'refused');
  });
});
