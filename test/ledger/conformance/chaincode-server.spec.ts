/**
 * The conformance suite on contracts that run behind fabric-shim's real chaincode server, spoken to over gRPC as a
 * Fabric peer does: what the in-process runtime could hide would show here.
 */
import { expect } from 'chai';
import { serveContracts } from '../chaincode-server/chaincode-peer';
import type { ServedContracts } from '../chaincode-server/chaincode-peer';
import { messageTypes } from '../chaincode-server/chaincode-messages';
import { embeddedFixture, probe } from '../embedded/embedded-fixture';
import { describeLedgerConformance } from './ledger-conformance';
import { ProbeContract } from './probe-contract';

describeLedgerConformance("embedded, contracts behind fabric-shim's chaincode server", async () => {
  const served = await serveContracts([ProbeContract]);
  const fixture = await embeddedFixture();
  const open = () => fixture.open({ runner: served.runner });
  let ledger = await open();
  return {
    get ledger() {
      return ledger;
    },
    identity: fixture.identity,
    restart: async () => {
      await ledger.close();
      ledger = await open();
    },
    close: async () => {
      await fixture.dispose();
      served.stop();
    },
  };
});

describe("fabric-shim's chaincode server", () => {
  let served: ServedContracts;

  before(async () => {
    served = await serveContracts([ProbeContract]);
  });
  after(() => {
    served.stop();
  });

  it('registers, and asks for state over the wire and nowhere else', async () => {
    const fixture = await embeddedFixture();
    const ledger = await fixture.open({ runner: served.runner });
    await ledger.submit(fixture.identity, probe('ReadModifyWrite', { key: 'k' }));
    await fixture.dispose();
    const { REGISTER, GET_STATE, PUT_STATE, COMPLETED } = messageTypes;
    const run = [GET_STATE, PUT_STATE, COMPLETED];
    expect(served.received).to.deep.equal([REGISTER, ...run, ...run]);
  });

  it('gives the same blocks as the runtime in the process', async () => {
    const nowMs = Date.parse('2026-03-01T08:00:00Z');
    const fixture = await embeddedFixture(() => nowMs);
    const calls = [
      probe('Put', { key: 'a', value: '一' }),
      probe('RangeCount', { from: 'a', to: 'z', into: 'n' }),
      probe('PutComposite', { objectType: 'leg', attributes: ['D-1', 'L1'] }),
      probe('Delete', { key: 'a' }),
    ];
    const effects = await Promise.all(
      [{}, { runner: served.runner }].map(async (how, index) => {
        const ledger = await fixture.open({ ...how, folder: `${fixture.folder}/${String(index)}` });
        for (const call of calls) await ledger.submit(fixture.identity, call);
        return [1n, 2n, 3n, 4n].map((number) => ledger.block(number)?.transactions.map((one) => one.effects));
      }),
    );
    await fixture.dispose();
    expect(effects[1]).to.deep.equal(effects[0]);
  });
});
