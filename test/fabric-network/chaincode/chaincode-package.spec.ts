/**
 * The package that organisations approve: the same bytes wherever it is made, other bytes as soon as anything that the
 * contracts consist of changes, and the same again when something else does.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { z } from 'zod';
import { packageCode } from '../../../fabric-network/chaincode/chaincode-package';
import { packageArchive } from '../../../fabric-network/chaincode/package-archive';
import { compiledFiles, compiledFolder, compiledModule } from './compiled-folder';

const manifestSchema = z.object({
  module: z.string(),
  files: z.record(z.string(), z.string()),
  packages: z.record(z.string(), z.object({ version: z.string(), integrity: z.string() })),
});

const packaged = (changes: Readonly<Record<string, string>> = {}) =>
  packageCode(compiledFolder({ ...compiledFiles, ...changes }), compiledModule);
const lockWith = (from: string, to: string) => ({
  'package-lock.json': (compiledFiles['package-lock.json'] ?? '').replace(from, to),
});

describe('the chaincode package', () => {
  it('is known by these bytes: whoever changes them changes every installed package', () => {
    const { label, packageId } = packaged();
    expect(label).to.equal('relief-fund_d93eb2175789');
    expect(packageId).to.equal(
      'relief-fund_d93eb2175789:6de4cb677567d98f5127bd52e45bf794e434c5fb68ce1ad79c06371dcbd658f4',
    );
  });

  it('is the same from other folders, times and orders of writing', () => {
    const reversed = Object.fromEntries(Object.entries(compiledFiles).reverse());
    const folder = compiledFolder(reversed, new Date('2001-02-03T04:05:06Z'));
    expect(packageCode(folder, compiledModule).bytes.equals(packaged().bytes)).to.equal(true);
  });

  it('lists what the module and its server load, and nothing else', () => {
    const manifest = manifestSchema.parse(JSON.parse(packaged().manifest));
    expect(manifest.module).to.equal(compiledModule);
    expect(Object.keys(manifest.files)).to.deep.equal([
      'dist/chaincode/contracts/draft.js',
      'dist/chaincode/index.js',
      'dist/domain/money.js',
      'dist/fabric-network/chaincode/chaincode-server.js',
      'dist/fabric-network/chaincode/contract-module.js',
      'dist/fabric-network/chaincode/contract-server.js',
      'dist/ledger/embedded/contract-runtime.js',
    ]);
    expect(manifest.packages).to.deep.equal({
      'node_modules/fabric-contract-api': { version: '1.0.0', integrity: 'sha512-AAAA' },
      'node_modules/fabric-shim': { version: '1.0.0', integrity: 'sha512-AAAA' },
      'node_modules/fabric-shim/node_modules/inner': { version: '1.2.3', integrity: 'sha512-BBBB' },
      'node_modules/zod': { version: '4.0.0', integrity: 'sha512-DDDD' },
    });
  });

  it('holds no path of the machine it was made on', () => {
    const folder = compiledFolder();
    expect(packageCode(folder, compiledModule).bytes.includes(folder)).to.equal(false);
  });

  it('changes with any file or package that the contracts or their server load', () => {
    const changes: Readonly<Record<string, string>>[] = [
      { 'dist/domain/money.js': 'exports.fen = 10n;\n' },
      { 'dist/fabric-network/chaincode/contract-module.js': 'exports.contractsOf = () => [];\n' },
      { 'dist/ledger/embedded/contract-runtime.js': 'exports.run = () => "other";\n' },
      lockWith('sha512-DDDD', 'sha512-EEEE'),
      lockWith('sha512-BBBB', 'sha512-EEEE'),
    ];
    const labels = [{}, ...changes].map((change) => packaged(change).label);
    expect(new Set(labels).size).to.equal(labels.length);
  });

  it('does not change with the rest of the product', () => {
    const change = {
      'dist/app/main.js': 'console.log("other");\n',
      ...lockWith('sha512-CCCC', 'sha512-EEEE'),
    };
    expect(packaged(change).packageId).to.equal(packaged().packageId);
  });

  it('is not made of code that loads what cannot be told beforehand', () => {
    const computed = [
      'require(name)',
      'require("./" + name)',
      'await import(name)',
      'module.require("./contracts/draft")',
      '(0, node_module_1.createRequire)(__filename)(name)',
    ];
    for (const text of [...computed, 'require("./missing")', 'await import("./missing.js")']) {
      const make = () => packaged({ 'dist/domain/money.js': text });
      expect(make).to.throw('dist/domain/money.js').with.property('code', 'not-packageable');
    }
  });

  it('is not made of files outside the root', () => {
    const make = () => packaged({ 'dist/domain/money.js': 'require("../../../elsewhere.js")' });
    expect(make).to.throw().with.property('code', 'not-packageable');
  });

  it('is not made on other packages than the lock pins', () => {
    const installed = () => packaged({ 'node_modules/zod/package.json': '{"version":"4.0.1"}' });
    expect(installed).to.throw('node_modules/zod is installed in version 4.0.1');
    const unpinned = () => packaged(lockWith('node_modules/zod', 'node_modules/doz'));
    expect(unpinned).to.throw('pins no version of node_modules/zod');
  });
});

describe('a package archive', () => {
  it('is read by tar as it was written', () => {
    const content = Buffer.from('钱'.repeat(50_000));
    const file = join(compiledFolder({}), 'archive.tgz');
    writeFileSync(
      file,
      packageArchive([
        { name: 'a.txt', content },
        { name: 'b', content: Buffer.alloc(512, 'b') },
      ]),
    );
    const listed = execFileSync('tar', ['tzf', file], { encoding: 'utf8' });
    expect(listed).to.equal('a.txt\nb\n');
    expect(execFileSync('tar', ['xzOf', file, 'a.txt']).equals(content)).to.equal(true);
  });

  it('gives an empty file and one of a whole block their place', () => {
    const bytes = packageArchive([
      { name: 'empty', content: Buffer.alloc(0) },
      { name: 'block', content: Buffer.alloc(512) },
    ]);
    // Two headers, one block of content, two blocks of end.
    expect(gunzipSync(bytes).length).to.equal(5 * 512);
  });

  it('has no room for a name of more than a hundred bytes', () => {
    expect(() => packageArchive([{ name: 'n'.repeat(101), content: Buffer.alloc(0) }])).to.throw(RangeError);
  });
});
