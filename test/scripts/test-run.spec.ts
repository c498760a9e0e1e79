/**
 * That a red run cannot look green: the counts come from mocha's end, the coverage gate falls when a folder or a
 * file is short, and an unknown command is an error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { callScript, root, writeFiles } from './script-functions';

const gate = 'coverage-gate.mjs';

describe('the test run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'test-run-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function runMocha(specification: string): number | null {
    writeFiles(folder, { 'x.spec.js': specification });
    const program = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
    const counting = ['--reporter-option', `countsFile=${join(folder, 'counts.json')}`];
    const args = [program, ...counting, join(folder, 'x.spec.js')];
    return spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' }).status;
  }

  it('counts what passed, failed and waits', () => {
    const status = runMocha("it('a', () => {}); it('b', () => { throw new Error(); }); it('c');");
    const counts: unknown = JSON.parse(readFileSync(join(folder, 'counts.json'), 'utf8'));
    expect(counts).to.deep.equal({ passes: 1, failures: 1, pending: 1 });
    expect(status).to.equal(1);
  });

  it('leaves no counts when it breaks off', () => {
    expect(runMocha("it('a', () => process.exit(0));")).to.equal(0);
    expect(existsSync(join(folder, 'counts.json'))).to.equal(false);
  });

  it('asks 95 % of the branches and lines of domain and chaincode, 85 % elsewhere', async () => {
    const file = (branches: number, lines = 100) => ({
      branches: { total: 100, covered: branches },
      lines: { total: 100, covered: lines },
    });
    const summary = {
      total: file(0),
      '/r/domain/a.ts': file(95),
      '/r/chaincode/a.ts': file(94),
      '/r/ledger/a.ts': file(90),
      '/r/ledger/b.ts': file(80),
      '/r/app/a.ts': file(84),
      '/r/relay/a.ts': file(100, 84),
    };
    const lines = await callScript(gate, 'coverageLines', [summary, '/r']);
    expect(JSON.stringify(lines).match(/true|false/g)).to.deep.equal([
      'true',
      'false',
      'true',
      'false',
      'false',
    ]);
  });

  it('names a file with code that no test loaded, but not one of types alone, nor what needs a Fabric that was not there', async () => {
    const mark =
      '"use strict";\n/** Types. */\nObject.defineProperty(exports, "__esModule", { value: true });\n';
    writeFiles(folder, {
      'dist/domain/types.js': mark,
      'dist/domain/code.js': `${mark}f();`,
      'dist/domain/in.js': 'f();',
      'dist/app/cli/fabric-stage.js': 'f();',
    });
    const summary = { [join(folder, 'domain/in.ts')]: {} };
    const unloaded = (ranOnFabric: boolean) =>
      callScript(gate, 'unloadedLines', [summary, folder, { ranOnFabric }]);
    const always = { text: '  domain/code.ts was never loaded short', holds: false };
    const onFabric = { text: '  app/cli/fabric-stage.ts was never loaded short', holds: false };
    expect(await unloaded(false)).to.deep.equal([always]);
    expect(await unloaded(true)).to.deep.equal([always, onFabric]);
  });

  it('runs the compiled form of the sources that are named, and all but Fabric’s and the browser’s when none is', async () => {
    const apart = ['fabric', 'faults', 'browser'].flatMap((name) => ['--ignore', `dist/test/${name}/**`]);
    const every = [...apart, 'dist/test/**/*.spec.js'];
    const cases: readonly [string[], string[]][] = [
      [['./test/a/b.spec.ts'], ['dist/test/a/b.spec.js']],
      [
        ['--grep', 'returned'],
        ['--grep', 'returned', ...every],
      ],
      [[], every],
    ];
    for (const [args, expected] of cases) {
      expect(await callScript('test-run.mjs', 'specificationsIn', [args])).to.deep.equal(expected);
    }
  });

  it('refuses an unknown command', () => {
    const answer = spawnSync(process.execPath, [join(root, 'scripts', 'run.mjs'), 'dance'], {
      encoding: 'utf8',
    });
    expect(answer.status).to.equal(1);
    expect(answer.stderr).to.include('"dance" is no command');
  });
});
