/**
 * `npm test`: the whole suite on the compiled code, the coverage gate, and one closing line with the counts.
 * With arguments (`npm test -- test/domain/money.spec.ts`, `npm test -- --grep "returned"`) mocha runs just what
 * they name, and no coverage is asked of a part.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { coverageReport } from './coverage-gate.mjs';
import { root, setUp } from './set-up.mjs';
import { run } from './set-up/child-process.mjs';

/** What mocha is given when nobody names a file. */
export const everySpecification = 'dist/test/**/*.spec.js';
const countsFile = join(root, 'coverage', 'counts.json');

/** Runs the tests; answers the exit code. */
export async function test(args) {
  const node = await setUp();
  return args.length > 0 ? testPart(node, args) : testWhole(node);
}

/** The arguments with sources turned into what they compile to; every specification if they name none. */
export function specificationsIn(args) {
  const compiled = args.map((arg) => arg.replace(/^(?:\.\/)?(test\/.*\.spec)\.ts$/, 'dist/$1.js'));
  return compiled.some((arg) => arg.endsWith('.spec.js')) ? compiled : [...compiled, everySpecification];
}

/** Runs mocha with these arguments; answers its exit code. */
export function mocha(node, args, environment = {}) {
  const program = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  rmSync(countsFile, { force: true });
  const counting = ['--reporter-option', `countsFile=${countsFile}`];
  return run(node, ['--enable-source-maps', program, ...counting, ...args], {
    cwd: root,
    // fabric-shim writes a line for every decorator and invocation unless told not to.
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'error', ...environment },
  });
}

/** Prints the closing line; answers whether there was a run to count and nothing failed. */
export function printCounts() {
  if (!existsSync(countsFile)) {
    console.log('✗ The test run broke off before its end.');
    return false;
  }
  const { passes, failures, pending } = JSON.parse(readFileSync(countsFile, 'utf8'));
  if (pending > 0) console.log(`${pending} pending`);
  console.log(`${passes} passed, ${failures} failed`);
  return failures === 0 && passes > 0;
}

async function testPart(node, args) {
  const code = await mocha(node, specificationsIn(args));
  return printCounts() ? code : 1;
}

async function testWhole(node) {
  rmSync(join(root, 'coverage'), { recursive: true, force: true });
  const raw = join(root, 'coverage', 'raw');
  const code = await mocha(node, [everySpecification], { NODE_V8_COVERAGE: raw });
  const isCovered = await coverageReport(root, node);
  return printCounts() && isCovered ? code : 1;
}
