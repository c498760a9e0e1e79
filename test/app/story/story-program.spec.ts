/** `npm run story` as a user meets it: the compiled program as a process of its own, its output and its exit codes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { changed, root, statementText } from './story-files';

describe('npm run story', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'start-spec-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function start(...args: readonly string[]) {
    const program = join(root, 'dist', 'app', 'cli', 'story.js');
    return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });
  }

  it('plays the samples, keeps the ledger where asked, and exits with 0', () => {
    const data = join(folder, 'ledger');
    const { status, stdout, stderr } = start('--data', data);
    expect([status, stderr]).to.deep.equal([0, '']);
    expect(stdout).to.include('故事讲完了').and.include(`npm run verify -- --data ${data}`);
    const verified = spawnSync(
      process.execPath,
      [join(root, 'dist', 'ledger', 'embedded', 'verify-program.js'), '--data', data],
      { encoding: 'utf8' },
    );
    expect(verified.status).to.equal(0);
  });

  it('lists its options on standard output when asked, and as a fault otherwise, in the language named', () => {
    const help = start('--help', '--language', 'en');
    expect([help.status, help.stderr]).to.deep.equal([0, '']);
    expect(help.stdout).to.include('Usage: npm run story').and.include('--ledger');
    expect(start('--help').stdout).to.include('用法：');
    const fault = start('--unheard-of', '--language', 'en');
    expect([fault.status, fault.stdout]).to.deep.equal([2, '']);
    expect(fault.stderr).to.include('an option I do not know').and.include('Usage: npm run story');
  });

  it('exits with 3 at an exception and with 2 at a wrong file, which it says on standard error alone', () => {
    const altered = join(folder, 'altered.csv');
    writeFileSync(altered, changed(statementText, '60000.00', '66000.00'));
    expect(start('--statement', altered).status).to.equal(3);
    const missing = start('--story', 'nowhere.json');
    expect([missing.status, missing.stdout]).to.deep.equal([2, '']);
    expect(missing.stderr).to.include('找不到文件').and.include('nowhere.json');
  });
});
