/**
 * Which of Fabric's programs are used: those in FABRIC_BIN, else fitting ones on the PATH, else our own, built if need
 * be. A set comes from one folder or search path as a whole, so that no peer of one release meets tools of another.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { NetworkError } from '../network-error';
import { builtPrograms } from './program-build';
import { certificateAuthoritySet, fabricSet } from './program-set';
import type { FabricPrograms, ProgramSet } from './program-set';
import { fitnessOf } from './program-version';

export interface ProgramChoiceOptions {
  readonly say: (line: string) => void;
  /** FABRIC_BIN, PATH, XDG_CACHE_HOME and Go's own settings; the process's own unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Finds or builds all programs. Throws a NetworkError that says what to install when neither is possible. */
export async function fabricPrograms(options: ProgramChoiceOptions): Promise<FabricPrograms> {
  requireSomeProgram((options.environment ?? process.env)['FABRIC_BIN']);
  const fabric = await programsOf(fabricSet, options);
  const authority = await programsOf(certificateAuthoritySet, options);
  return {
    peer: fabric('peer'),
    orderer: fabric('orderer'),
    configtxgen: fabric('configtxgen'),
    configtxlator: fabric('configtxlator'),
    certificateAuthority: authority('fabric-ca-server'),
  };
}

type PathOf = (program: string) => string;

async function programsOf(set: ProgramSet, options: ProgramChoiceOptions): Promise<PathOf> {
  const { say, environment = process.env } = options;
  const named = await namedByOperator(set, environment['FABRIC_BIN']);
  if (named !== undefined) return named;
  const onPath = await fittingOnPath(set, environment['PATH'] ?? '');
  if (onPath !== undefined) return onPath;
  const folder = await builtPrograms(set, { environment, say });
  return (program) => join(folder, program);
}

/** A mistyped folder would otherwise be passed over, and minutes spent on a build that nobody asked for. */
function requireSomeProgram(folder: string | undefined): void {
  if (folder === undefined || folder === '') return;
  const expected = [...fabricSet.programs, ...certificateAuthoritySet.programs];
  if (expected.some((program) => isExecutable(resolve(folder, program)))) return;
  throw new NetworkError({
    code: 'unfit-program',
    message: `FABRIC_BIN names ${folder}, where none of Fabric's programs is: ${expected.join(', ')}.`,
    nextStep: 'Name the folder that holds them, or unset FABRIC_BIN to have them built.',
  });
}

/** An operator who names a folder means it: what does not fit there is an error, not passed over. */
async function namedByOperator(set: ProgramSet, folder: string | undefined): Promise<PathOf | undefined> {
  if (folder === undefined || folder === '') return undefined;
  const pathOf: PathOf = (program) => resolve(folder, program);
  const missing = set.programs.filter((program) => !isExecutable(pathOf(program)));
  // The other set may be all that the folder is for.
  if (missing.length === set.programs.length) return undefined;
  const unfit = await unfitPrograms(
    set,
    set.programs.filter((program) => !missing.includes(program)).map(pathOf),
  );
  const faults = [...missing.map((program) => `${program} is not there`), ...unfit];
  if (faults.length === 0) return pathOf;
  throw new NetworkError({
    code: 'unfit-program',
    message: `FABRIC_BIN names ${folder}, whose programs of ${set.module} do not fit: ${faults.join('; ')}.`,
    nextStep: `Put those of release ${set.release} there, or unset FABRIC_BIN to have them built.`,
  });
}

async function fittingOnPath(set: ProgramSet, searchPath: string): Promise<PathOf | undefined> {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  const found = new Map<string, string>();
  for (const program of set.programs) {
    const folder = folders.find((each) => isExecutable(resolve(each, program)));
    // Without all of them there is no need to ask any: a program called `peer` may be anything.
    if (folder === undefined) return undefined;
    found.set(program, resolve(folder, program));
  }
  const unfit = await unfitPrograms(set, [...found.values()]);
  return unfit.length > 0 ? undefined : (program) => found.get(program) ?? program;
}

async function unfitPrograms(set: ProgramSet, paths: readonly string[]): Promise<readonly string[]> {
  const judged = await Promise.all(
    paths.map(async (path) => ({ path, fitness: await fitnessOf(set, path) })),
  );
  return judged
    .filter(({ fitness }) => !fitness.fits)
    .map(({ path, fitness }) => `${path} is ${fitness.version}, not of ${set.release}'s line`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
