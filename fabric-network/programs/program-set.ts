/**
 * Fabric's programs that the network needs, in the two sets in which they are released and built: Fabric itself and its
 * certificate authority. The two are never one Go module: together they compile, and the authority is then broken
 * (it loses the registrar's rights).
 */
import { join } from 'node:path';
import { readFileSync } from 'node:fs';

/** Where each program lies, as absolute paths. */
export interface FabricPrograms {
  readonly peer: string;
  readonly orderer: string;
  readonly configtxgen: string;
  readonly configtxlator: string;
  readonly certificateAuthority: string;
}

export interface ProgramSet {
  /** Folder below fabric-network/tools, and the word for it in messages. */
  readonly module: 'fabric' | 'fabric-ca';
  readonly goModule: string;
  /** The release that the go.mod file pins; others of the same `major.minor` fit, too. */
  readonly release: string;
  readonly programs: readonly string[];
  /** How a program is asked for its version, where `version` is not it. */
  readonly versionArguments: Readonly<Record<string, readonly string[]>>;
  /** The authority keeps its register in SQLite, which needs a C compiler. */
  readonly needsCompiler: boolean;
}

export const fabricSet: ProgramSet = {
  module: 'fabric',
  goModule: 'github.com/hyperledger/fabric',
  release: '3.1.1',
  programs: ['peer', 'orderer', 'configtxgen', 'configtxlator'],
  versionArguments: { configtxgen: ['--version'] },
  needsCompiler: false,
};

export const certificateAuthoritySet: ProgramSet = {
  module: 'fabric-ca',
  goModule: 'github.com/hyperledger/fabric-ca',
  release: '1.5.21',
  programs: ['fabric-ca-server'],
  versionArguments: {},
  needsCompiler: true,
};

/** The folder of the go.mod and go.sum files of a set; compiled sources lie two folders below the root. */
export function moduleFolder(set: ProgramSet): string {
  return join(__dirname, '..', '..', '..', 'fabric-network', 'tools', set.module);
}

/** The lowest Go that builds both sets: whoever installs one wants it to serve for all. */
export function goVersionForAll(): string {
  const versions = [fabricSet, certificateAuthoritySet].map((set) => pinsOf(set).goVersion);
  return versions.sort(compareVersions).at(-1) ?? '';
}

/** Below zero when the first version is the older one; numbers are compared, whatever follows them is not. */
export function compareVersions(one: string, other: string): number {
  const numbers = (text: string): number[] => (/^[\d.]*/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [left, right] = [numbers(one), numbers(other)];
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const difference = (left[place] ?? 0) - (right[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What the set's go.mod says: the lowest Go that builds it, and the version of the module that it pins. */
export function pinsOf(set: ProgramSet): { readonly goVersion: string; readonly moduleVersion: string } {
  const text = readFileSync(join(moduleFolder(set), 'go.mod'), 'utf8');
  const goVersion = /^go (\S+)$/m.exec(text)?.[1];
  const requirement = text.split('\n').find((line) => line.trim().startsWith(`${set.goModule} `));
  const moduleVersion = requirement?.trim().split(' ')[1];
  if (goVersion === undefined || moduleVersion === undefined) {
    throw new Error(`${moduleFolder(set)}/go.mod names no Go version or does not require ${set.goModule}.`);
  }
  return { goVersion, moduleVersion };
}
