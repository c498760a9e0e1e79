/**
 * The set-up's decisions: which Node may start it, which Node the product runs on, when node_modules is good as
 * it is, and what is cleared from dist/. That a bare clone really comes up is shown by .ci/run.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { callScript, root, writeFiles } from './script-functions';

const nodeVersion = 'set-up/node-version.mjs';

describe('set-up', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'set-up-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  describe('Node', () => {
    for (const [version, mayStart] of [
      ['18.20.8', false],
      ['20.18.3', false],
      ['20.19.0', true],
      ['v24.0.0', true],
    ] as const) {
      it(`${mayStart ? 'starts' : 'does not start'} on ${version}`, async () => {
        const fault = await callScript(nodeVersion, 'startingFault', [version]);
        if (mayStart) expect(fault).to.equal(undefined);
        else expect(fault).to.include(version).and.include('20.19');
      });
    }

    it('comes from npm where there is a package for the platform', async () => {
      const name = await callScript(nodeVersion, 'nodePackage', [process.platform, process.arch]);
      const installed = join(root, 'node_modules', String(name), 'bin');
      const found = await callScript(nodeVersion, 'projectNode', [
        root,
        { path: '/own', version: '20.19.0' },
      ]);
      if (existsSync(installed)) expect(found).to.have.property('path').that.includes(installed);
      else expect(found).to.have.property('fault').that.includes(String(name));
    });

    it('is the user’s own from 24 on, where there is no package or it does not start', async () => {
      const name = await callScript(nodeVersion, 'nodePackage', [process.platform, process.arch]);
      writeFiles(folder, { [`node_modules/${String(name)}/bin/node`]: 'no program' });
      const own = { path: '/own/node', version: '24.3.0' };
      expect(await callScript(nodeVersion, 'projectNode', [folder, own])).to.deep.equal({
        path: '/own/node',
      });
    });

    it('missing altogether is said with what to do', async () => {
      const own = { path: '/own/node', version: '22.1.0' };
      const found = await callScript(nodeVersion, 'projectNode', [folder, own]);
      expect(found).to.have.property('fault').that.includes('22.1.0').and.includes('Install Node 24');
    });
  });

  describe('the installation', () => {
    const isInstalled = (): Promise<unknown> =>
      callScript('set-up/installation.mjs', 'isInstalled', [folder]);
    const lock = { packages: { '': {}, a: { integrity: '1' }, b: { integrity: '2', optional: true } } };
    const record = { packages: { a: { integrity: '1' } } };

    it('is missing in a bare clone', async () => {
      writeFiles(folder, { 'package-lock.json': lock });
      expect(await isInstalled()).to.equal(false);
    });

    it('made by hand counts when npm finished it from this lock file', async () => {
      writeFiles(folder, { 'package-lock.json': lock, 'node_modules/.package-lock.json': record });
      expect(await isInstalled()).to.equal(true);
    });

    it('lacking a package, or holding another of its versions, does not count', async () => {
      for (const packages of [{}, { a: { integrity: '9' } }]) {
        writeFiles(folder, { 'package-lock.json': lock, 'node_modules/.package-lock.json': { packages } });
        expect(await isInstalled()).to.equal(false);
      }
    });

    it('is done again when the lock file changed', async () => {
      writeFiles(folder, { 'package-lock.json': lock, 'node_modules/.package-lock.json': record });
      expect(await isInstalled()).to.equal(true);
      writeFileSync(
        join(folder, 'package-lock.json'),
        JSON.stringify({ packages: { ...lock.packages, c: { integrity: '3' } } }),
      );
      expect(await isInstalled()).to.equal(false);
    });
  });

  describe('the compilation', () => {
    const isCompiled = (): Promise<unknown> =>
      callScript('set-up/compilation.mjs', 'isCompiled', [folder, ['a.ts']]);
    const stamp = (): string => join(folder, 'dist', '.compiled-from');

    beforeEach('a stamp of the files as they are', () => {
      const files = {
        'a.ts': 'a',
        'tsconfig.json': '{}',
        'package-lock.json': '{}',
        'dist/.tsbuildinfo': '1',
      };
      writeFiles(folder, files);
      const hash = createHash('sha256');
      for (const [path, content] of Object.entries(files)) hash.update(`${path}\0${content}\0`);
      writeFileSync(stamp(), hash.digest('hex'));
    });

    it('is left out while nothing changed', async () => expect(await isCompiled()).to.equal(true));

    for (const path of ['a.ts', 'tsconfig.json', 'package-lock.json', 'dist/.tsbuildinfo']) {
      it(`is done again when ${path} changed`, async () => {
        writeFileSync(join(folder, path), 'changed');
        expect(await isCompiled()).to.equal(false);
      });
    }

    it('is done in a bare clone', async () => {
      rmSync(stamp());
      expect(await isCompiled()).to.equal(false);
    });
  });

  it('clears compiled files whose source is gone, and nothing else', async () => {
    const kept = ['dist/a.js', 'dist/a.js.map', 'dist/.tsbuildinfo'];
    const gone = ['dist/test/old.spec.js', 'dist/test/old.spec.js.map'];
    writeFiles(folder, Object.fromEntries([...kept, ...gone].map((path) => [path, ''])));
    await callScript('set-up/compilation.mjs', 'removeLeftovers', [folder, new Set(['a.ts'])]);
    expect(kept.filter((path) => !existsSync(join(folder, path)))).to.deep.equal([]);
    expect(gone.filter((path) => existsSync(join(folder, path)))).to.deep.equal([]);
  });
});
