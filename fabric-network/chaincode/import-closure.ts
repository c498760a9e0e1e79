/**
 * Everything that a compiled module loads: the compiled files it imports, directly or not, and the packages they name.
 * What is approved on the channel is this set and not a folder, so that a change anywhere else in the product is no
 * change of the contracts.
 */
import { readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { DeploymentError } from './deployment-error';

/** As the compiler writes it, and an import of a name that stands there; whatever else loads a module is refused below. */
const staticImport = /\b(?:require|import)\((?:"([^"\n]+)"|'([^'\n]+)')\)/g;
const otherImport = /\b(?:require|import)\s*\(|\bcreateRequire\b|\bmodule\s*\.\s*require\b/;
const filesMax = 2_000;

export interface CompiledFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface ClosureRoots {
  /** Paths from the root folder, with forward slashes. */
  readonly modules: readonly string[];
  /** The file that loads one of `modules` by a name it is given when it runs; others may not do so. */
  readonly loader?: string;
}

export interface ImportClosure {
  /** Sorted by path. */
  readonly files: readonly CompiledFile[];
  /** Names of packages, sorted; Node's own modules are not among them. */
  readonly packages: readonly string[];
}

/**
 * The closure of the modules, each of them in it.
 * @throws DeploymentError when a file is missing, lies outside `root` or loads what cannot be told beforehand
 */
export function importClosure(root: string, { modules, loader }: ClosureRoots): ImportClosure {
  const files = new Map<string, CompiledFile>();
  const packages = new Set<string>();
  const waiting = [...modules];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(path)) continue;
    const file = compiledFile(root, path);
    files.set(path, file);
    if (files.size > filesMax) throw notPackageable(path, `is one of more than ${String(filesMax)} files`);
    if (path !== loader) checkLoadsByName(file);
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) waiting.push(resolved(root, path, specifier));
      else if (!isBuiltin(specifier)) packages.add(packageName(specifier));
    }
  }
  return {
    files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    packages: [...packages].sort(),
  };
}

function compiledFile(root: string, path: string): CompiledFile {
  if (posix.isAbsolute(path) || path.startsWith('..')) throw notPackageable(path, `lies outside ${root}`);
  try {
    return { path, text: readFileSync(posix.join(root, path), 'utf8') };
  } catch (cause) {
    throw notPackageable(path, `cannot be read below ${root}`, cause);
  }
}

function checkLoadsByName({ path, text }: CompiledFile): void {
  if (!otherImport.test(text.replaceAll(staticImport, ''))) return;
  throw notPackageable(path, 'loads a module whose name is computed when it runs');
}

function importsOf({ text }: CompiledFile): readonly string[] {
  return [...text.matchAll(staticImport)].map(([, quoted, single]) => quoted ?? single ?? '');
}

/** As Node resolves it: the file itself, with `.js`, or the index file of a folder. */
function resolved(root: string, importer: string, specifier: string): string {
  const path = posix.join(posix.dirname(importer), specifier);
  const candidates = [path, `${path}.js`, posix.join(path, 'index.js')];
  const found = candidates.find((candidate) => isFile(posix.join(root, candidate)));
  if (found === undefined) throw notPackageable(importer, `imports ${specifier}, which is not there`);
  return found;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function notPackageable(path: string, fault: string, cause?: unknown): DeploymentError {
  return new DeploymentError({
    code: 'not-packageable',
    message: `${path} cannot be part of a chaincode package: it ${fault}.`,
    nextStep: 'Compile with `npm run build`, and name a module that imports statically what it needs.',
    cause,
  });
}
