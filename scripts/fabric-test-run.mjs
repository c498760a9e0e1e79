/**
 * `npm run test:fabric`: the same contracts on real Hyperledger Fabric. The scenarios run on the profile `small`, file
 * beside file, each on a chaincode name of its own; the full story runs on the profile `province`; then come the
 * conformance suite, the network itself and the faults, which bring up networks of their own and break them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './set-up.mjs';
import { findBrowser } from './set-up/browser.mjs';
import { run } from './set-up/child-process.mjs';
import { mocha } from './mocha-run.mjs';

const networkProgram = 'dist/test/fabric/network-program.js';
/** Needs a network that is there already, and a browser. */
const browserStory = 'dist/test/fabric/browser-story.spec.js';
const toolsProgram = 'dist/fabric-network/main.js';
/** How many scenario files are played at once: their transactions wait for blocks, not for a processor. */
const jobs = '6';
const timeoutMs = '180000';

/** Builds or finds Fabric's programs; answers whether they are there. The reason why not is printed. */
export async function fabricIsThere(node) {
  return (await run(node, [join(root, toolsProgram), 'tools'], { cwd: root })) === 0;
}

/** Runs all parts, or with arguments only what they name; answers the counts of each part, broken ones as undefined. */
export async function testFabric(node, { args = [], environment = {} } = {}) {
  const parts = args.length > 0 ? [partOf(args)] : wholeSuite;
  const counts = [];
  for (const part of parts) {
    console.log(`\n▸ Fabric: ${part.title}`);
    counts.push(await part.play(node, environment));
  }
  return counts;
}

const wholeSuite = [
  {
    title: 'the scenarios and the story in a browser on the profile small',
    play: async (node, environment) => {
      const browser = await findBrowser();
      return onNetwork(node, 'small', {
        environment: { ...environment, ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }) },
        args: [
          ...['--parallel', '--jobs', jobs, 'dist/test/scenarios/*.spec.js'],
          ...(browser === undefined ? [] : [browserStory]),
        ],
      });
    },
  },
  {
    title: 'the full story on the profile province',
    play: (node, environment) =>
      onNetwork(node, 'province', { environment, args: ['dist/test/scenarios/full-story.spec.js'] }),
  },
  {
    title: 'conformance, deployment, identities and faults',
    play: (node, environment) =>
      counted(
        node,
        ['--ignore', browserStory, 'dist/test/fabric/**/*.spec.js', 'dist/test/faults/**/*.spec.js'],
        environment,
      ),
  },
];

/** A part named by hand: scenarios get a network, everything else brings up its own. */
function partOf(args) {
  const needsNetwork = args.some((arg) => arg.includes('test/scenarios/') || arg === browserStory);
  return {
    title: args.join(' '),
    play: async (node, given) => {
      const browser = args.includes(browserStory) ? await findBrowser() : undefined;
      const environment = { ...given, ...(browser === undefined ? {} : { CHROMIUM_PATH: browser }) };
      return needsNetwork
        ? onNetwork(node, 'small', { environment, args })
        : counted(node, args, environment);
    },
  };
}

/** Brings a network up in a temporary folder, runs mocha on it, and takes it away again. */
async function onNetwork(node, profile, { environment, args }) {
  const folder = mkdtempSync(join(tmpdir(), 'relief-fabric-'));
  const program = (command) =>
    run(node, [join(root, networkProgram), command, profile, folder], { cwd: root });
  let passed = false;
  try {
    if ((await program('up')) !== 0) return undefined;
    const counts = await counted(node, args, { ...environment, RELIEF_TEST_NETWORK: folder });
    passed = counts !== undefined && counts.failures === 0;
    return counts;
  } finally {
    await program('down');
    if (passed) rmSync(folder, { recursive: true, force: true });
    else console.log(`The network's folder, with its logs, is kept: ${folder}`);
  }
}

function counted(node, args, environment) {
  return mocha(node, ['--timeout', timeoutMs, ...args], { environment });
}
