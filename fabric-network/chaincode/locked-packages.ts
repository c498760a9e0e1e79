/**
 * The packages that contracts run on, as package-lock.json pins them: version and integrity of each one that is needed,
 * directly or not. They belong to what organisations approve, since a contract answers with what they do.
 */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { DeploymentError } from './deployment-error';

const requirements = z.record(z.string(), z.string()).optional();
const lockedSchema = z.object({
  version: z.string().optional(),
  integrity: z.string().optional(),
  dependencies: requirements,
  optionalDependencies: requirements,
});
const lockSchema = z.object({ packages: z.record(z.string(), lockedSchema) });
const installedSchema = z.object({ version: z.string() });
type Locked = z.infer<typeof lockedSchema>;

export interface LockedPackage {
  readonly version: string;
  readonly integrity: string;
}

/** Packages by their folder below the root: `node_modules/zod`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/**
 * The named packages and all that they need, by folder and sorted.
 * @throws DeploymentError when one is not in the lock, or another version of it is installed
 */
export function lockedPackages(root: string, names: readonly string[]): LockedPackages {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))).packages;
  const found = new Map<string, LockedPackage>();
  const waiting = names.map((name) => placeOf(lock, '', name));
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (found.has(place)) continue;
    const { dependencies, optionalDependencies, version, integrity } = lock[place] ?? {};
    if (version === undefined || integrity === undefined) throw notLocked(place);
    checkInstalled(root, place, version);
    found.set(place, { version, integrity });
    const optional = Object.keys(optionalDependencies ?? {});
    const needed = Object.keys(dependencies ?? {}).filter((name) => !optional.includes(name));
    for (const name of needed) waiting.push(placeOf(lock, place, name));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where Node finds a package from another one's folder: the nearest node_modules that holds it. */
function placeOf(lock: Readonly<Record<string, Locked>>, from: string, name: string): string {
  for (let folder = from; ; folder = posix.dirname(folder)) {
    const place = posix.join(folder === '.' ? '' : folder, 'node_modules', name);
    if (Object.hasOwn(lock, place)) return place;
    if (folder === '' || folder === '.') throw notLocked(posix.join('node_modules', name));
  }
}

function checkInstalled(root: string, place: string, version: string): void {
  const { version: installed } = installedSchema.parse(
    JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8')),
  );
  if (installed === version) return;
  throw new DeploymentError({
    code: 'not-packageable',
    message: `${place} is installed in version ${installed}; package-lock.json says ${version}.`,
    nextStep: 'Run `npm ci`.',
  });
}

function notLocked(place: string): DeploymentError {
  return new DeploymentError({
    code: 'not-packageable',
    message: `package-lock.json pins no version of ${place}, which the contracts need.`,
    nextStep: 'Add it to the dependencies with `npm install --save-exact`.',
  });
}
