/**
 * Installs the dependencies exactly as the lock file says, once: when node_modules is missing, unfinished or
 * belongs to another lock file.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './child-process.mjs';

/** Makes node_modules agree with package-lock.json. */
export async function install(root) {
  if (isInstalled(root)) return;
  const { program, args, shell } = npm();
  await step(
    {
      title: 'Installing the dependencies (npm ci; about half a minute, 300 MB)',
      done: 'Dependencies installed',
      failed: 'npm ci failed; see its words above. It needs a reachable package registry',
    },
    () => run(program, [...args, 'ci', '--loglevel=error'], { cwd: root, shell }),
  );
  writeFileSync(stampPath(root), stampOf(root));
}

/** Whether node_modules was installed, to its end, from the lock file as it is now. */
export function isInstalled(root) {
  if (existsSync(stampPath(root)) && readFileSync(stampPath(root), 'utf8') === stampOf(root)) return true;
  if (!wasInstalledByHand(root)) return false;
  writeFileSync(stampPath(root), stampOf(root));
  return true;
}

/**
 * Whether somebody's own `npm ci` or `npm install` did it: npm writes its record of what is in node_modules last,
 * so a record that agrees with the lock file means a finished installation.
 */
function wasInstalledByHand(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, locked]) => {
    if (path === '') return true;
    const there = installed[path];
    return there === undefined ? locked.optional === true : there.integrity === locked.integrity;
  });
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** npm ci empties node_modules first, so the stamp goes with whatever it vouched for. */
function stampPath(root) {
  return join(root, 'node_modules', '.installed-from');
}

function stampOf(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** The npm that called us, on the Node it runs on: the one in node_modules is about to be replaced. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script !== undefined && script.endsWith('.js')) {
    return { program: node ?? process.execPath, args: [script], shell: false };
  }
  return { program: 'npm', args: [], shell: process.platform === 'win32' };
}
