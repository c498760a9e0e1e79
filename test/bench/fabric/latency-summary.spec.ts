/** Percentiles by nearest rank. */
import { expect } from 'chai';
import { latencySummary } from '../../../bench/fabric/latency-summary';

describe('a summary of latencies', () => {
  it('names figures that somebody waited for, whatever order they came in', () => {
    const waited = Array.from({ length: 200 }, (_, position) => 200 - position);
    expect(latencySummary(waited)).to.deep.equal({ count: 200, p50: 100, p95: 190, p99: 198, max: 200 });
  });

  it('takes the longest of a few as their 99th percentile', () => {
    expect(latencySummary([7, 3])).to.deep.equal({ count: 2, p50: 3, p95: 7, p99: 7, max: 7 });
  });

  it('is none where nobody waited', () => {
    expect(latencySummary([])).to.equal(undefined);
  });
});
