/**
 * `npm start -- --ledger fabric` as a user meets it: a network is brought up and seeded, its pages answer, somebody registers a
 * transfer through them, and the next start finds it on the same network.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { codeAt } from '../../app/auth/one-time-code';
import { demoCodeSecret, demoPassword } from '../../app/demo/demo-users';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { takeDown } from '../../fabric-network/network-life';
import type { Desk } from '../app/platform/desk';
import { mainText } from '../app/platform/desk';
import { PlatformChild } from '../app/platform/platform-child';

const portBase = '18400';
const payer = 'province-finance-01';
const startMsMax = 480_000;

describe('npm start -- --ledger fabric', function () {
  this.timeout(startMsMax);
  let folder = '';
  let platform: PlatformChild;
  const started: PlatformChild[] = [];
  let slip = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'platform-fabric-'));
    platform = await start();
  });
  after(async () => {
    await Promise.all(started.map((each) => each.kill()));
    await takeDown(new NetworkLayout(join(folder, 'ledger-fabric', 'network')), () => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<PlatformChild> {
    const network = ['--ledger', 'fabric', '--profile', 'small', '--port-base', portBase];
    const child = await PlatformChild.start(folder, [...network, '--demo', 'on']);
    started.push(child);
    return child;
  }

  async function signedIn(): Promise<Desk> {
    const desk = platform.desk(() => codeAt(demoCodeSecret(payer), Date.now()));
    await desk.signIn(payer, demoPassword);
    return desk;
  }

  it('shows a seeded province to whoever signs in, and to nobody else', async () => {
    const visitor = platform.desk(() => '');
    expect((await visitor.get('/')).location).to.match(/^\/login/);
    expect(mainText(await visitor.page('/login'))).to.contain('登录');
    const desk = await signedIn();
    for (const path of ['/', '/projects', '/drafts', '/payments', '/reconciliation', '/chain']) {
      expect(mainText(await desk.page(path))).to.not.equal('');
    }
  });

  it('registers a transfer through its pages, signed by the payer and seen in the next block', async () => {
    const desk = await signedIn();
    slip = /href="(\/payments\/D-[^"/]+\/L1)"/.exec(await desk.page('/'))?.[1] ?? '';
    const before = await platform.health();
    const date = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const fields = { serialNumber: '2026FABRIC0001', transferDate: date };
    expect(await desk.act(`${slip}/register`, fields)).to.equal(slip);
    expect(mainText(await desk.page(slip))).to.contain('2026FABRIC0001');
    expect((await platform.health())?.block).to.be.greaterThan(before?.block ?? 0);
  });

  it('ends at Ctrl-C, leaves the network up, and goes on where it was', async () => {
    expect(await platform.interrupt()).to.equal(0);
    expect(platform.output).to.contain('The Fabric network stays up');
    platform = await start();
    const desk = await signedIn();
    expect(mainText(await desk.page(slip))).to.contain('2026FABRIC0001');
  });
});
