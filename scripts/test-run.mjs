/**
 * `npm test`: the whole suite on the compiled code, then the pages in a browser and the same contracts on Fabric where their
 * programs are or can be had, the coverage gate, and one closing line with the counts. With arguments (`npm test -- test/domain/money.spec.ts`,
 * `npm test -- --grep "returned"`) mocha runs just what they name, and no coverage is asked of a part.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { coverageReport } from './coverage-gate.mjs';
import { fabricIsThere, testFabric } from './fabric-test-run.mjs';
import { mocha, printCounts } from './mocha-run.mjs';
import { root, setUp } from './set-up.mjs';
import { findBrowser } from './set-up/browser.mjs';

/** A story in the browser is one long test of many pages. */
const browserTestMsMax = '300000';
/** What mocha is given when nobody names a file. */
export const everySpecification = 'dist/test/**/*.spec.js';
const propertySpecifications = 'dist/test/properties/**/*.spec.js';
/** Need a Fabric network (`npm run test:fabric`) or a browser (`npm run test:browser`). */
export const specificationsApart = ['fabric', 'faults', 'browser'].flatMap((folder) => [
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
    : [...compiled, ...specificationsApart, everySpecification];
}

function sourcesCompiled(args) {
  return args.map((arg) => arg.replace(/^(?:\.\/)?(test\/.*\.spec)\.ts$/, 'dist/$1.js'));
}

/** Runs the pages in a browser, or of them what the arguments name; answers the exit code. */
export async function testInBrowser(args) {
  const node = await setUp();
  const counts = await browserCounts(node, { args: sourcesCompiled(args) });
  return counts !== undefined && printCounts([counts]) ? 0 : 1;
}

async function testPart(node, args) {
  return printCounts([await mocha(node, specificationsIn(args))]) ? 0 : 1;
}

async function testWhole(node) {
  rmSync(join(root, 'coverage'), { recursive: true, force: true });
  mkdirSync(join(root, 'coverage'));
  const environment = { NODE_V8_COVERAGE: join(root, 'coverage', 'raw') };
  const here = await unitCounts(node, environment);
  const inBrowser = await browserCounts(node, { environment });
  const onFabric = await fabricCounts(node, environment);
  const ran = { ranInBrowser: inBrowser !== undefined, ranOnFabric: onFabric !== undefined };
  const isCovered = await coverageReport(root, node, ran);
  if (!ran.ranInBrowser) console.log('\nNot run: the pages in a browser (see above why).');
  if (!ran.ranOnFabric) console.log('\nNot run: the suite on Hyperledger Fabric (see above why).');
  const passed = printCounts([...here, ...(ran.ranInBrowser ? [inBrowser] : []), ...(onFabric ?? [])]);
  const isWhole = (ran.ranInBrowser && ran.ranOnFabric) || !everythingIsRequired();
  return passed && isCovered && isWhole ? 0 : 1;
}

/** The properties keep one processor busy for minutes: they go on beside all the rest, and report behind it. */
async function unitCounts(node, environment) {
  const reportFile = join(root, 'coverage', 'properties.txt');
  const beside = mocha(node, [propertySpecifications], { environment, reportFile });
  const rest = [...specificationsApart, '--ignore', propertySpecifications, everySpecification];
  const counts = [await mocha(node, rest, { environment }), await beside];
  console.log(readFileSync(reportFile, 'utf8'));
  return counts;
}

/** Undefined when no browser is to be had on this machine. */
async function browserCounts(node, { args = [], environment = {} }) {
  const browser = await findBrowser();
  if (browser === undefined) return undefined;
  const named = args.length > 0 ? args : ['dist/test/browser/**/*.spec.js'];
  console.log('\n▸ The pages in a browser');
  return mocha(node, ['--timeout', browserTestMsMax, ...named], {
    environment: { ...environment, CHROMIUM_PATH: browser },
  });
}

/** Undefined when Fabric is not to be had on this machine. */
async function fabricCounts(node, environment) {
  return (await fabricIsThere(node)) ? testFabric(node, { environment }) : undefined;
}

/** Continuous integration sets it: there a suite that did not run is a suite that failed. */
function everythingIsRequired() {
  return process.env.RELIEF_SUITES === 'required';
}
