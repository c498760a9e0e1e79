/**
 * Deployment on a real network: from nothing, again, onto names with states of their own, to a new version under load,
 * and to the end after it broke off anywhere.
 */
import { expect } from 'chai';
import { packageCode } from '../../fabric-network/chaincode/chaincode-package';
import { repositoryRoot } from '../../fabric-network/chaincode/chaincode-processes';
import { openLifecycleGateways } from '../../fabric-network/chaincode/lifecycle-gateway';
import { encodeSignaturePolicy } from '../../fabric-network/chaincode/signature-policy-codec';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { submitWithRetry } from '../../ledger/retry-policy';
import { probe, rejectionOf } from '../ledger/embedded/embedded-fixture';
import { smallNetwork } from './small-network';
import type { SmallNetwork } from './small-network';

const firstModule = 'dist/test/ledger/conformance/probe-module.js';
const changedModule = 'dist/test/fabric/changed-contracts.js';
const writersCount = 8;
const nothingDone = { committed: [], started: [], stopped: [] };

describe('a deployment on Fabric', function () {
  this.timeout(240_000);
  let small: SmallNetwork;
  const opened: GatewayLedger[] = [];

  before(async () => {
    small = await smallNetwork();
  });
  after(async () => {
    await Promise.all(opened.map((ledger) => ledger.close()));
    await small.dispose();
  });

  async function ledgerOf(chaincode: string) {
    const ledger = await small.ledger(chaincode);
    opened.push(ledger);
    return ledger;
  }
  const put = (ledger: GatewayLedger, key: string, value: string) =>
    ledger.submit(small.identity, probe('Put', { key, value }));
  const stored = (ledger: GatewayLedger, key: string) =>
    ledger.evaluate(small.identity, probe('Get', { key }));
  const answer = (value: string) => ({ ok: true, value: JSON.stringify({ value }) });

  it('starts a process at each organisation with a peer, and commits in sequence 1', async () => {
    const names = ['first', 'second'];
    const done = await small.deploy({ names, modulePath: firstModule });
    expect(done).to.deep.include({ sequences: { first: 1, second: 1 }, committed: names, stopped: [] });
    expect(done.started).to.have.length(2);
    expect(done.packageId).to.equal(packageCode(repositoryRoot, firstModule).packageId);
  });

  it('does nothing when it is run again, and says so', async () => {
    const lines: string[] = [];
    const done = await small.deploy({ names: ['first', 'second'], modulePath: firstModule }, (line) =>
      lines.push(line),
    );
    expect(done).to.deep.include(nothingDone);
    expect(lines).to.deep.equal(['nothing to deploy: all is as wanted']);
  });

  it('gives each name a state of its own, on one process', async () => {
    const [first, second] = [await ledgerOf('first'), await ledgerOf('second')];
    await put(first, 'key', 'of the first');
    expect(await stored(first, 'key')).to.deep.equal(answer('of the first'));
    expect(await stored(second, 'key')).to.deep.equal(answer(''));
  });

  it('starts a process that has died, on the port that the peer knows', async () => {
    const [service] = small.processes.list().filter(({ kind }) => kind === 'chaincode');
    await small.processes.kill(service?.name ?? '');
    const done = await small.deploy({ names: ['first'], modulePath: firstModule });
    expect(done).to.deep.include({ ...nothingDone, started: [service?.name] });
    const ledger = await ledgerOf('first');
    await put(ledger, 'again', 'v');
    expect(await stored(ledger, 'again')).to.deep.equal(answer('v'));
  });

  // Whatever is endorsed under one definition and ordered after the next has read an old definition: a conflict.
  it('changes to the next version under load, and conflicts are all that a retry has to mend', async () => {
    const ledger = await ledgerOf('first');
    let isOver = false;
    const write = async (writer: number) => {
      const keys: string[] = [];
      for (let n = 0; !isOver; n += 1) {
        const key = `load-${String(writer)}-${String(n)}`;
        await submitWithRetry(ledger, {
          identity: small.identity,
          call: probe('Put', { key, value: key }),
        });
        keys.push(key);
      }
      return keys;
    };
    const writing = Promise.all(Array.from({ length: writersCount }, (_, writer) => write(writer)));
    const done = await small.deploy({ names: ['first', 'second'], modulePath: changedModule }).finally(() => {
      isOver = true;
    });
    const keys = (await writing).flat();
    expect(done.sequences).to.deep.equal({ first: 2, second: 2 });
    expect([done.started.length, done.stopped.length]).to.deep.equal([2, 2]);
    expect(keys.length).to.be.greaterThan(writersCount);
    for (const key of keys) expect(await stored(ledger, key)).to.deep.equal(answer(key));
    const ask = { contract: 'AdditionContract', transaction: 'Ask', request: '{}' };
    expect(await ledger.evaluate(small.identity, ask)).to.have.property('ok', true);
  });

  it('keeps a process as long as another name needs it', async () => {
    await small.deploy({ names: ['third'], modulePath: firstModule });
    await small.deploy({ names: ['fourth'], modulePath: firstModule });
    const done = await small.deploy({ names: ['third'], modulePath: changedModule });
    expect(done.stopped).to.deep.equal([]);
    const fourth = await ledgerOf('fourth');
    await put(fourth, 'key', 'v');
    expect(await stored(fourth, 'key')).to.deep.equal(answer('v'));
    const last = await small.deploy({ names: ['fourth'], modulePath: changedModule });
    expect(last.stopped).to.have.length(2);
  });

  describe('that broke off', () => {
    const { packageId } = packageCode(repositoryRoot, changedModule);
    const policy = encodeSignaturePolicy("AND('ProvinceMSP.peer','BankMSP.peer')");
    const definition = (name: string) => ({ name, sequence: 1, version: '1', policy });

    it('after the installation is completed by the next', async () => {
      const chaincode = { names: ['installed'], modulePath: 'dist/chaincode/index.js' };
      const breaksOff = (line: string) => {
        if (line.includes('has installed')) throw new Error('the machine stopped');
      };
      const failure = await rejectionOf(small.deploy(chaincode, breaksOff));
      expect(failure).to.have.property('message', 'the machine stopped');
      const done = await small.deploy(chaincode);
      expect(done).to.deep.include({ sequences: { installed: 1 }, committed: ['installed'] });
    });

    it('after one approval asks only the other organisation', async () => {
      const gateways = openLifecycleGateways(small.network, small.layout);
      try {
        await gateways[1]?.approve(definition('half'), packageId);
        const done = await small.deploy({ names: ['half'], modulePath: changedModule });
        expect(done).to.deep.include({ sequences: { half: 1 }, committed: ['half'] });
        const given = await gateways[1]?.approvals();
        expect(given?.filter(({ name }) => name === 'half')).to.have.length(1);
      } finally {
        for (const gateway of gateways) gateway.close();
      }
    });

    it('after all approvals only commits', async () => {
      const gateways = openLifecycleGateways(small.network, small.layout);
      try {
        await Promise.all(gateways.map((each) => each.approve(definition('approved'), packageId)));
        const done = await small.deploy({ names: ['approved'], modulePath: changedModule });
        expect(done).to.deep.include({ sequences: { approved: 1 }, committed: ['approved'] });
      } finally {
        for (const gateway of gateways) gateway.close();
      }
    });
  });
});
