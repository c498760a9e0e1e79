/**
 * An organisation whose chaincode process lies: it registers under the approved package and writes other values. Two
 * results that differ satisfy no policy that asks for both, so nothing of it reaches the chain.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { NonDeterminismError } from '../../ledger/ledger-error';
import { smallNetwork } from '../fabric/small-network';
import type { SmallNetwork } from '../fabric/small-network';
import { probe, rejectionOf } from '../ledger/embedded/embedded-fixture';

const deployed = { names: ['lied-about'], modulePath: 'dist/test/ledger/conformance/probe-module.js' };

describe('a chaincode process that lies', function () {
  this.timeout(240_000);
  let small: SmallNetwork;
  let ledger: GatewayLedger;

  before(async () => {
    small = await smallNetwork();
    await small.deploy(deployed);
    ledger = await small.ledger('lied-about');
  });
  after(async () => {
    await ledger.close();
    await small.dispose();
  });

  const put = (value: string) => ledger.submit(small.identity, probe('Put', { key: 'k', value }));
  const stored = () => ledger.evaluate(small.identity, probe('Get', { key: 'k' }));
  const answer = (value: string) => ({ ok: true, value: JSON.stringify({ value }) });

  for (const organisation of ['bank', 'province']) {
    it(`at ${organisation} alone gets no transaction through`, async () => {
      const name = small.processes
        .list()
        .find((each) => each.kind === 'chaincode' && each.organisation === organisation)?.name;
      await put('before');
      const height = await ledger.height();
      const liar = await replaced(small, name ?? '');
      try {
        for (let n = 0; n < 5; n += 1) {
          expect(await rejectionOf(put(`lie ${String(n)}`))).to.be.instanceOf(NonDeterminismError);
        }
      } finally {
        await ended(liar);
      }
      expect(await ledger.height()).to.equal(height);
      const done = await small.deploy(deployed);
      expect(done.started).to.deep.equal([name]);
      expect(await stored()).to.deep.equal(answer('before'));
      await put('after');
      expect(await stored()).to.deep.equal(answer('after'));
    });
  }
});

/** Stops an organisation's process and puts a liar in its place, at its address and with its keys. */
async function replaced({ processes }: SmallNetwork, name: string): Promise<ChildProcess> {
  const args = processes.find(name)?.arguments ?? [];
  const own = args.slice(args.indexOf('--module'));
  await processes.stop(name);
  const liar = spawn(process.execPath, [join(__dirname, 'lying-server.js'), ...own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(liar.stdout, 'data');
  return liar;
}

async function ended(liar: ChildProcess): Promise<void> {
  const exit = once(liar, 'exit');
  liar.kill('SIGTERM');
  await exit;
}
