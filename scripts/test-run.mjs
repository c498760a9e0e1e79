/**
 * `npm test`: the whole suite on the compiled code, then the same contracts on Fabric where its programs are or can be
 * built, the coverage gate, and one closing line with the counts. With arguments (`npm test -- test/domain/money.spec.ts`,
 * `npm test -- --grep "returned"`) mocha runs just what they name, and no coverage is asked of a part.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { coverageReport } from './coverage-gate.mjs';
import { fabricIsThere, testFabric } from './fabric-test-run.mjs';
import { mocha, printCounts } from './mocha-run.mjs';
import { root, setUp } from './set-up.mjs';

/** What mocha is given when nobody names a file. */
export const everySpecification = 'dist/test/**/*.spec.js';
/** Needs a Fabric network: `npm run test:fabric`. */
export const fabricSpecifications = ['fabric', 'faults'].flatMap((folder) => [
  '--ignore',
  `dist/test/${folder}/**`,
]);

/** Runs the tests; answers the exit code. */
export async function test(args) {
  const node = await setUp();
  return args.length > 0 ? testPart(node, args) : testWhole(node);
}

/** Runs what needs a Fabric network, or of it what the arguments name; answers the exit code. */
export async function testOnFabric(args) {
  const node = await setUp();
  if (!(await fabricIsThere(node))) return 1;
  return printCounts(await testFabric(node, { args: sourcesCompiled(args) })) ? 0 : 1;
}

/** The arguments with sources turned into what they compile to; every specification if they name none. */
export function specificationsIn(args) {
  const compiled = sourcesCompiled(args);
  return compiled.some((arg) => arg.endsWith('.spec.js'))
    ? compiled
    : [...compiled, ...fabricSpecifications, everySpecification];
}

function sourcesCompiled(args) {
  return args.map((arg) => arg.replace(/^(?:\.\/)?(test\/.*\.spec)\.ts$/, 'dist/$1.js'));
}

async function testPart(node, args) {
  return printCounts([await mocha(node, specificationsIn(args))]) ? 0 : 1;
}

async function testWhole(node) {
  rmSync(join(root, 'coverage'), { recursive: true, force: true });
  const environment = { NODE_V8_COVERAGE: join(root, 'coverage', 'raw') };
  const here = await mocha(node, [...fabricSpecifications, everySpecification], environment);
  const onFabric = await fabricCounts(node, environment);
  const isCovered = await coverageReport(root, node, { ranOnFabric: onFabric !== undefined });
  if (onFabric === undefined) console.log('\nNot run: the suite on Hyperledger Fabric (see above why).');
  const passed = printCounts([here, ...(onFabric ?? [])]);
  return passed && isCovered && (onFabric !== undefined || !fabricIsRequired()) ? 0 : 1;
}

/** Undefined when Fabric is not to be had on this machine. */
async function fabricCounts(node, environment) {
  return (await fabricIsThere(node)) ? testFabric(node, { environment }) : undefined;
}

/** Continuous integration sets it: there a suite that did not run is a suite that failed. */
function fabricIsRequired() {
  return process.env.RELIEF_FABRIC === 'required';
}
