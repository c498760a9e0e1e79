/**
 * Compiles the sources to dist/ when they changed, and removes what an earlier compilation left of files that
 * are gone: mocha would go on running the tests of a deleted file.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, step } from './child-process.mjs';

const skippedFolders = new Set(['node_modules', 'dist', 'coverage']);
const compiledName = /\.js(\.map)?$/;

/** Makes dist/ agree with the sources. */
export async function compile(root, node) {
  const sources = filesBelow(root, '', (name) => name.endsWith('.ts'));
  removeLeftovers(root, new Set(sources));
  if (isCompiled(root, sources)) return;
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  await step(
    {
      title: 'Compiling the sources (tsc)',
      done: 'Sources compiled',
      failed: 'The sources do not compile; see the compiler’s words above',
    },
    () => run(node, [compiler], { cwd: root }),
  );
  writeFileSync(stampPath(root), stampOf(root, sources));
}

/**
 * Whether dist/ holds what these sources compile to. The compiler's own record is part of the stamp: whoever ran
 * the compiler by hand in between, or broke a source and put it back, changed it.
 */
export function isCompiled(root, sources) {
  return existsSync(stampPath(root)) && readFileSync(stampPath(root), 'utf8') === stampOf(root, sources);
}

function stampPath(root) {
  return join(root, 'dist', '.compiled-from');
}

function stampOf(root, sources) {
  const record = existsSync(join(root, 'dist', '.tsbuildinfo')) ? ['dist/.tsbuildinfo'] : [];
  return digest(root, [...sources, 'tsconfig.json', 'package-lock.json', ...record]);
}

/** Deletes compiled files without a source; `sources` are paths from the root. */
export function removeLeftovers(root, sources) {
  if (!existsSync(join(root, 'dist'))) return;
  for (const path of filesBelow(join(root, 'dist'), '', (name) => compiledName.test(name))) {
    if (!sources.has(path.replace(compiledName, '.ts'))) rmSync(join(root, 'dist', path));
  }
}

function digest(root, paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

function filesBelow(root, folder, fits) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.') || skippedFolders.has(entry.name)) return [];
      if (entry.isDirectory()) return filesBelow(root, path, fits);
      return fits(entry.name) ? [path] : [];
    });
}
