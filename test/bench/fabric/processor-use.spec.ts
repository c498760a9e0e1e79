/** What Linux says of processor time, read and compared. */
import { expect } from 'chai';
import { machineMsIn, processMsIn, processorUse } from '../../../bench/fabric/processor-use';

describe("a process's time", () => {
  it('is its user and system time, whatever its name holds', () => {
    const stat = `42 (a b) c) S 1 42 42 0 -1 4194560 500 0 3 0 250 50 7 9 20 0 12 0 100 200 300`;
    expect(processMsIn(stat)).to.equal(3_000);
  });

  it('is refused where the fields are none', () => {
    expect(() => processMsIn('42 (peer) S 1 42')).to.throw('is no number');
  });
});

describe("the machine's time", () => {
  it('is all work: neither idle, nor waiting, nor the guests that are counted as users already', () => {
    const stat = 'cpu  100 1 20 5000 300 3 4 5 60 70\ncpu0 1 1 1 1 1 1 1 1 1 1\nintr 5\n';
    expect(machineMsIn(stat)).to.equal(1_330);
  });
});

describe('the use of processors between two readings', () => {
  const before = { atMs: 0, machineMs: 10_000, byProcessMs: { peer: 1_000, client: 500 } };

  it('tells each process, and how much of all processors others used', () => {
    const after = { atMs: 1_000, machineMs: 11_500, byProcessMs: { peer: 1_800, client: 700 } };
    expect(processorUse(before, after, 2)).to.deep.equal({
      seconds: 1,
      byProcessMs: { peer: 800, client: 200 },
      foreignShare: 0.25,
      ownShare: 0.5,
    });
  });

  it('never finds less than no others', () => {
    const after = { atMs: 1_000, machineMs: 10_990, byProcessMs: { peer: 2_000, client: 500 } };
    expect(processorUse(before, after, 2).foreignShare).to.equal(0);
  });
});
