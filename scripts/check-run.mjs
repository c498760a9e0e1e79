/**
 * `npm run check`: what must be green before every commit, in at most 90 seconds: format, lint, compiler, unit
 * tests. The long forms (properties, conformance, scenarios, faults) run in `npm test`.
 */
import { join } from 'node:path';
import { root, setUp, setUpTools } from './set-up.mjs';
import { run, step } from './set-up/child-process.mjs';
import { mocha, printCounts } from './mocha-run.mjs';
import { everySpecification, specificationsApart } from './test-run.mjs';

const longTests = ['properties', 'scenarios', 'ledger/conformance'].flatMap((folder) => [
  '--ignore',
  `dist/test/${folder}/**`,
]);
const longNames = ['--ignore', 'dist/test/**/*.{properties,property,long}.spec.js'];

/** Runs the checks one after the other and stops at the first that fails; answers the exit code. */
export async function check() {
  const node = await setUpTools();
  const tool = (path, args) => run(node, [join(root, 'node_modules', path), ...args], { cwd: root });
  await step(
    { title: 'Checking the format (prettier)', done: 'Format checked', failed: 'Run `npm run format`' },
    () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  );
  await step(
    { title: 'Checking the style (eslint)', done: 'Style checked', failed: 'The style is broken; see above' },
    () => tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
  );
  await setUp();
  const counts = await mocha(node, [...longTests, ...longNames, ...specificationsApart, everySpecification]);
  return printCounts([counts]) ? 0 : 1;
}
