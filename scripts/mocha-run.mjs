/**
 * Runs mocha on compiled specifications and reads how many passed. The counts come from mocha's own end: a run that
 * breaks off leaves none, and so cannot look green.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './set-up.mjs';
import { run } from './set-up/child-process.mjs';

/**
 * Runs mocha with these arguments; answers `{ passes, failures, pending }`, or undefined when it broke off. A run that goes on
 * beside another one writes its report into the file `reportFile`.
 */
export async function mocha(node, args, { environment = {}, reportFile } = {}) {
  const program = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const countsFile = join(root, 'coverage', `counts-${randomUUID()}.json`);
  const counting = ['--reporter-option', `countsFile=${countsFile}`];
  const code = await run(node, ['--enable-source-maps', program, ...counting, ...args], {
    cwd: root,
    // fabric-shim writes a line for every decorator and invocation unless told not to.
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'error', ...environment },
    outputFile: reportFile,
  });
  if (!existsSync(countsFile)) return undefined;
  const counts = JSON.parse(readFileSync(countsFile, 'utf8'));
  rmSync(countsFile);
  // Mocha can fail without a failing test: a hook that threw, a file that could not be loaded.
  return code === 0 || counts.failures > 0 ? counts : { ...counts, failures: 1 };
}

/** Prints the closing line over all runs; answers whether each came to its end, something ran and nothing failed. */
export function printCounts(runs) {
  const ended = runs.filter((counts) => counts !== undefined);
  const sum = (kind) => ended.reduce((so, counts) => so + counts[kind], 0);
  if (ended.length < runs.length) console.log('✗ The test run broke off before its end.');
  if (sum('pending') > 0) console.log(`${sum('pending')} pending`);
  console.log(`${sum('passes')} passed, ${sum('failures')} failed`);
  return ended.length === runs.length && sum('failures') === 0 && sum('passes') > 0;
}
