/** What a settled leg costs in state operations: on Fabric each is a round trip between contract and peer. */
import { expect } from 'chai';
import type { EmbeddedProvince } from '../../province/embedded-province';
import { openEmbeddedProvince } from '../../province/embedded-province';

describe('a settled leg', () => {
  let opened: EmbeddedProvince;

  before(async () => {
    opened = await openEmbeddedProvince();
  });
  after(() => opened.close());

  for (const first of ['registration', 'statement'] as const) {
    it(`costs at most 13 state operations over both transactions (${first} first)`, async () => {
      const { province, simulated } = opened;
      const draft = await province.issues();
      await draft.pays('L1');
      const line = draft.newLine();
      const begin = simulated.length;
      if (first === 'registration') await draft.registers('L2', line);
      await draft.isStated('L2', line);
      if (first === 'statement') await draft.registers('L2', line);
      expect(await draft.stateOf('L2')).to.equal('settled');
      expect(operations(simulated.slice(begin))).to.be.at.most(13);
    });
  }
});

/** Gets, puts, deletes and ranges of the submitted transactions among the reports. */
function operations(reports: EmbeddedProvince['simulated']): number {
  return reports
    .filter(({ transaction }) => transaction === 'RegisterTransfer' || transaction === 'PushStatement')
    .reduce((sum, { counts }) => sum + counts.gets + counts.puts + counts.deletes + counts.ranges, 0);
}
