/**
 * Makes a fresh clone ready to run: checks Node, installs what is missing, compiles what changed. Every npm
 * command comes through here first, so that one command is all a newcomer needs; when nothing is to be done it
 * says nothing and takes a moment.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StepError } from './set-up/child-process.mjs';
import { compile } from './set-up/compilation.mjs';
import { install } from './set-up/installation.mjs';
import { projectNode, startingFault } from './set-up/node-version.mjs';

/** The root of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs and finds the project's Node; answers its path. */
export async function setUpTools() {
  const fault = startingFault(process.versions.node);
  if (fault !== undefined) throw new StepError(fault);
  await install(root);
  const node = projectNode(root);
  if (node.fault !== undefined) throw new StepError(node.fault);
  return node.path;
}

/** The same, and dist/ compiled from the sources as they are; answers the path of the project's Node. */
export async function setUp() {
  const node = await setUpTools();
  await compile(root, node);
  return node;
}
