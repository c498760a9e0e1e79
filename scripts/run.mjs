/**
 * The one door of package.json's scripts: `node scripts/run.mjs <command> [arguments]`. It sets up what is
 * missing and then runs the command's program on the project's own Node, with the arguments as they came.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './set-up.mjs';
import { StepError, run } from './set-up/child-process.mjs';
import { check } from './check-run.mjs';
import { test, testInBrowser, testOnFabric } from './test-run.mjs';

/** Programs by command: the compiled file, and what it is for where it is not there yet. */
const programs = {
  start: { file: 'dist/app/main.js', purpose: 'runs the platform', nodeWords: platformNodeWords() },
  story: { file: 'dist/app/cli/story.js', purpose: 'plays the story of a draft' },
  mvcb: { file: 'dist/app/cli/mvcb.js', purpose: 'administers an installation' },
  bench: { file: 'dist/bench/main.js', purpose: 'measures the core' },
  verify: {
    file: 'dist/ledger/embedded/verify-program.js',
    purpose: 'verifies a chain with all its signatures',
  },
  docs: {
    file: 'dist/scripts/transactions-page.js',
    purpose: 'writes docs/transactions.md from the catalogue',
  },
  ...fabricPrograms(),
};

/** One program runs the network; the word after the colon is its command. */
function fabricPrograms() {
  const file = 'dist/fabric-network/main.js';
  const purpose = 'runs the Fabric network';
  const words = ['tools', 'up', 'down', 'status', 'clean', 'deploy', 'revoke'];
  return Object.fromEntries(words.map((word) => [`fabric:${word}`, { file, purpose, args: [word] }]));
}

/** The benchmark starts the platform with the same words. */
function platformNodeWords() {
  return JSON.parse(readFileSync(join(root, 'scripts', 'platform-node.json'), 'utf8')).words;
}

async function runProgram({ file, purpose, args: ownArgs = [], nodeWords = [] }, args) {
  const node = await setUp();
  const program = join(root, file);
  if (!existsSync(program)) {
    const source = file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    throw new StepError(`The program that ${purpose} is not part of this version: ${source} is not there.`);
  }
  // The program's paths are the caller's: npm runs its scripts in the root, the user may stand elsewhere.
  return run(node, ['--enable-source-maps', ...nodeWords, program, ...ownArgs, ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    // fabric-shim reads this when it is loaded, and would otherwise log every transaction that the contracts declare.
    env: { CORE_CHAINCODE_LOGGING_LEVEL: 'error', ...process.env },
  });
}

async function main([command = '', ...args]) {
  if (command === 'build') return setUp().then(() => 0);
  if (command === 'test') return test(args);
  if (command === 'test:fabric') return testOnFabric(args);
  if (command === 'test:browser') return testInBrowser(args);
  if (command === 'check') return check();
  if (Object.hasOwn(programs, command)) return runProgram(programs[command], args);
  const known = ['build', 'test', 'test:browser', 'test:fabric', 'check', ...Object.keys(programs)].join(
    ', ',
  );
  throw new StepError(`"${command}" is no command; there are ${known}.`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  console.error(`✗ ${error.message}`);
  process.exitCode = 1;
}
