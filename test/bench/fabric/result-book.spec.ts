/** How a part of the results reads: rates, tables and bars, from runs that are made up. */
import { expect } from 'chai';
import { addBars, batchBars } from '../../../bench/fabric/fabric-bars';
import type { LoadRun } from '../../../bench/fabric/load-window';
import type { Measurement } from '../../../bench/fabric/measurement';
import { orderedRates, validRates } from '../../../bench/fabric/measurement';
import { partLines } from '../../../bench/fabric/result-book';

function runOf(valid: number, conflicts: number, p50: number): LoadRun {
  return {
    seconds: 2,
    valid,
    conflicts,
    failed: { 'outcome-unknown': 1 },
    latencyMs: { count: valid, p50, p95: 2 * p50, p99: 3 * p50, max: 4 * p50 },
    processors: {
      seconds: 2,
      byProcessMs: { 'peer-bank': 200, client: 400, idle: 0 },
      ownShare: 0.15,
      foreignShare: 0.05,
    },
  };
}

const hot: Measurement = {
  name: 'Add, one hot key',
  load: '50 clients',
  unit: 'transactions',
  unitsPerTransaction: 1,
  runs: [runOf(10, 90, 30), runOf(20, 180, 10), runOf(30, 70, 20)],
};

describe('a measurement', () => {
  it('tells VALID and ordered transactions apart, run by run', () => {
    expect(validRates(hot)).to.deep.equal([5, 10, 15]);
    expect(orderedRates(hot)).to.deep.equal([50, 100, 50]);
  });

  it('counts legs where a transaction settles many', () => {
    expect(validRates({ ...hot, unit: 'legs', unitsPerTransaction: 200 })).to.deep.equal([
      1_000, 2_000, 3_000,
    ]);
  });
});

describe('the text of a part', () => {
  it('shows medians of the runs, the time of each process, and the bars', () => {
    const bars = addBars('small', hot);
    const result = { profile: 'small', part: 'add', bars, measurements: [hot], starts: [] };
    expect(partLines(result, '2026-11-21')).to.deep.equal([
      '== small, add, 2026-11-21',
      '-- Add, one hot key',
      '      load  ordered/s  valid/s  conflicts  failed  p50 ms  p95 ms  p99 ms  CPU ms each  own CPU  foreign CPU',
      '50 clients       50.0     10.0       90 %       1      20      40      60         6.00     15 %          5 %',
      '    ms for each transaction: client 4.00, peer-bank 2.00',
      'small-add-200 10.00 transactions/s ≥380 short',
    ]);
  });
});

describe('the bars', () => {
  it('ask for batches on small alone', () => {
    expect(batchBars('small', hot).map(({ bar }) => bar)).to.deep.equal([500]);
    expect(batchBars('province', hot)).to.deep.equal([]);
  });
});
