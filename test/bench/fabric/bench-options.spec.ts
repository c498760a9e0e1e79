/** The words behind `npm run bench -- fabric`. */
import { expect } from 'chai';
import { BenchOptionError, readBenchOptions } from '../../../bench/fabric/bench-options';

describe('the options of the Fabric benchmark', () => {
  it('measure both profiles in full unless they say otherwise, batches on small alone', () => {
    const options = readBenchOptions([]);
    expect(options.profiles).to.deep.equal(['small', 'province']);
    expect(options.parts.small).to.deep.equal(['start', 'add', 'mixed', 'batches']);
    expect(options.parts.province).to.deep.equal(['start', 'add', 'mixed']);
    expect(options.short).to.equal(false);
  });

  it('name profiles and parts, which keep the order in which they are measured', () => {
    const words = ['--profile', 'province', '--only', 'batches,add', '--short', '--port-base', '25000'];
    const options = readBenchOptions(words);
    expect(options.profiles).to.deep.equal(['province']);
    expect(options.parts.province).to.deep.equal(['add', 'batches']);
    expect(options.short).to.equal(true);
    expect(options.portBase).to.equal(25_000);
  });

  for (const words of [
    ['--profile', 'big'],
    ['--only', 'add,subtract'],
    ['--port-base', '65500'],
    ['--port-base', 'x'],
    ['--fast'],
    ['small'],
  ]) {
    it(`refuse ${words.join(' ')} and say what there is`, () => {
      expect(() => readBenchOptions(words)).to.throw(BenchOptionError, '--only start,add,mixed,batches');
    });
  }
});
