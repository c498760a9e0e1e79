/** A small compiled product in a folder of its own: two contract files, a package they need, the
 * server that runs them, and a file that neither needs. */
import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const compiledModule = 'dist/chaincode/index.js';

const pinned = { version: '1.0.0', integrity: 'sha512-AAAA' };
const lock = {
  packages: {
    '': { name: 'product', version: '0.1.0' },
    'node_modules/fabric-contract-api': pinned,
    'node_modules/fabric-shim': { ...pinned, dependencies: { inner: '^1.0.0' } },
    'node_modules/fabric-shim/node_modules/inner': { version: '1.2.3', integrity: 'sha512-BBBB' },
    'node_modules/inner': { version: '2.0.0', integrity: 'sha512-CCCC' },
    'node_modules/unneeded': pinned,
    'node_modules/zod': { version: '4.0.0', integrity: 'sha512-DDDD' },
  },
};

export const compiledFiles: Readonly<Record<string, string>> = {
  'dist/chaincode/index.js':
    'const draft_1 = require("./contracts/draft");\nexports.contracts = [draft_1.Draft];\n//# sourceMappingURL=index.js.map',
  'dist/chaincode/contracts/draft.js':
    'const node_crypto_1 = require("node:crypto");\nconst zod_1 = require("zod");\nconst money_1 = require("../../domain/money");\n',
  'dist/domain/money.js': 'exports.fen = 100n;\n',
  'dist/fabric-network/chaincode/chaincode-server.js':
    'const contract_module_1 = require("./contract-module");\nimport(\'./contract-server.js\').then(serve);\n',
  'dist/fabric-network/chaincode/contract-module.js':
    'const load = require("node:module").createRequire(__filename);\nexports.contractsOf = (file) => load(file);\n',
  'dist/fabric-network/chaincode/contract-server.js':
    'const runtime_1 = require("../../ledger/embedded/contract-runtime");\n',
  'dist/ledger/embedded/contract-runtime.js': 'const shim_1 = require("fabric-shim/lib/chaincode.js");\n',
  'dist/app/main.js': 'console.log("not a contract");\n',
  'package-lock.json': JSON.stringify(lock),
  'node_modules/fabric-contract-api/package.json': '{"version":"1.0.0"}',
  'node_modules/fabric-shim/package.json': '{"version":"1.0.0"}',
  'node_modules/fabric-shim/node_modules/inner/package.json': '{"version":"1.2.3"}',
  'node_modules/zod/package.json': '{"version":"4.0.0"}',
};

/** Writes the files in the order given, all with the same time, and answers the folder. */
export function compiledFolder(
  files: Readonly<Record<string, string>> = compiledFiles,
  time = new Date(),
): string {
  const folder = mkdtempSync(join(tmpdir(), 'compiled-'));
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, time, time);
  }
  return folder;
}
