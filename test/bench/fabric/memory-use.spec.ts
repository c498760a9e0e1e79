/** What Linux says of memory. */
import { expect } from 'chai';
import { memoryIn } from '../../../bench/fabric/memory-use';

describe("a process's memory", () => {
  const rollup = '55d0-7ffd ---p 00000000 00:00 0 [rollup]\nRss:  2048 kB\nPss:  1024 kB\nPss_Anon: 512 kB\n';

  it('is told resident and proportional, in MiB', () => {
    expect(memoryIn(rollup)).to.deep.equal({ residentMiB: 2, proportionalMiB: 1 });
  });

  it('is refused where a field is missing', () => {
    expect(() => memoryIn('Rss: 2048 kB\n')).to.throw('no field Pss');
  });
});
