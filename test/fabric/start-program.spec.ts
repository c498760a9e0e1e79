/** `npm run story -- --ledger fabric` as a user meets it: from no network to the end of the story, and once more. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { takeDown } from '../../fabric-network/network-life';

const root = join(__dirname, '..', '..', '..');
const portBase = '18000';

describe('npm run story -- --ledger fabric', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'start-fabric-'));
  });
  after(async () => {
    await takeDown(new NetworkLayout(folder), () => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  function start(...args: readonly string[]) {
    const network = ['--ledger', 'fabric', '--profile', 'small', '--data', folder, '--port-base', portBase];
    const program = join(root, 'dist', 'app', 'cli', 'story.js');
    return spawnSync(process.execPath, [program, ...network, ...args], { encoding: 'utf8', cwd: folder });
  }

  it('brings up what is down, deploys, and tells the story that the network holds', () => {
    const { status, stdout, stderr } = start();
    expect([status, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.include('网络已启动').and.include('故事讲完了').and.include('各节点所存一致');
    expect(stdout).to.include(`npm run fabric:down -- --data ${folder}`);
  });

  it('plays again on the same network from an empty register, in the other language', () => {
    const { status, stdout, stderr } = start('--language', 'en');
    expect([status, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.include('everything runs already').and.include('the draft is honoured');
  });

  it('says what is wrong without a stack', () => {
    const { status, stderr } = start('--port-base', '80');
    expect(status).to.equal(1);
    expect(stderr)
      .to.match(/^✗ --port-base 80 /)
      .and.not.include('    at ');
  });
});
