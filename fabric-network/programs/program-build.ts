/**
 * Builds a set of Fabric's programs once, into a cache outside the source tree that all working copies share. The
 * folder's name says what it was built from; it is made beside its place and moved there, so that what is found is
 * whole, and two builds at once do not disturb each other.
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NetworkError } from '../network-error';
import { birthOf } from '../processes/process-birth';
import { compareVersions, goVersionForAll, moduleFolder, pinsOf } from './program-set';
import type { ProgramSet } from './program-set';

const execute = promisify(execFile);
const heartbeatMs = 5_000;
const outputTailLines = 15;
const unfinishedPrefix = '.building-';

export interface BuildOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

/** The folder that holds a set's programs, built if they are not there. Throws a NetworkError when they cannot be. */
export async function builtPrograms(set: ProgramSet, options: BuildOptions): Promise<string> {
  const cache = cacheFolder(options.environment);
  const origin = originOf(set);
  const goVersion = await goVersionOf(set, options.environment);
  if (goVersion.kind === 'unfit') {
    // Programs that an earlier Go built from the same sources still serve.
    const earlier = existsSync(cache)
      ? readdirSync(cache).find((name) => name.startsWith(origin))
      : undefined;
    if (earlier !== undefined) return join(cache, earlier);
    throw noGo(set, goVersion.found);
  }
  const folder = join(cache, `${origin}-${goVersion.version}`);
  if (!existsSync(folder)) await buildInto(folder, set, options);
  return folder;
}

/** Where built programs are kept: ${XDG_CACHE_HOME:-~/.cache}/relief-fund-platform/fabric. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const caches = environment['XDG_CACHE_HOME'];
  const base = caches === undefined || caches === '' ? join(homedir(), '.cache') : caches;
  return join(base, 'relief-fund-platform', 'fabric');
}

function originOf(set: ProgramSet): string {
  const digest = createHash('sha256');
  for (const name of ['go.mod', 'go.sum']) digest.update(readFileSync(join(moduleFolder(set), name)));
  return `${set.module}-${digest.digest('hex').slice(0, 16)}-${process.platform}-${process.arch}`;
}

type GoVersion =
  { readonly kind: 'fit'; readonly version: string } | { readonly kind: 'unfit'; readonly found: string };

async function goVersionOf(set: ProgramSet, environment: NodeJS.ProcessEnv): Promise<GoVersion> {
  try {
    const { stdout } = await execute('go', ['env', 'GOVERSION'], {
      cwd: moduleFolder(set),
      env: environment,
    });
    const version = stdout.trim();
    const isFit = compareVersions(version.replace(/^go/, ''), pinsOf(set).goVersion) >= 0;
    return isFit ? { kind: 'fit', version } : { kind: 'unfit', found: `Go ${version} is too old` };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isMissing = 'code' in error && error.code === 'ENOENT';
    const said = 'stderr' in error ? String(error.stderr).trim() : error.message;
    return { kind: 'unfit', found: isMissing ? 'Go is not installed' : `Go does not serve: ${said}` };
  }
}

function noGo(set: ProgramSet, found: string): NetworkError {
  return new NetworkError({
    code: 'no-go',
    message: `The programs of ${set.module} ${set.release} are not there and cannot be built: ${found}.`,
    nextStep:
      `Install Go ${goVersionForAll()} or newer (https://go.dev/dl) and run npm run fabric:tools, ` +
      `or set FABRIC_BIN to a folder with ${set.programs.join(', ')}.`,
  });
}

async function buildInto(folder: string, set: ProgramSet, options: BuildOptions): Promise<void> {
  const cache = cacheFolder(options.environment);
  mkdirSync(cache, { recursive: true });
  removeAbandoned(cache);
  const unfinished = mkdtempSync(join(cache, `${unfinishedPrefix}${String(process.pid)}-`));
  try {
    await goBuild(unfinished, set, options);
    moveUnlessThere(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Folders of builds whose process is gone. */
function removeAbandoned(cache: string): void {
  for (const name of readdirSync(cache)) {
    const pid = name.startsWith(unfinishedPrefix)
      ? Number.parseInt(name.slice(unfinishedPrefix.length))
      : NaN;
    if (Number.isNaN(pid) || birthOf(pid) !== undefined) continue;
    rmSync(join(cache, name), { recursive: true, force: true });
  }
}

function moveUnlessThere(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another build of the same sources was first: its programs are as good.
    if (!existsSync(folder)) throw error;
  }
}

async function goBuild(target: string, set: ProgramSet, { environment, say }: BuildOptions): Promise<void> {
  const started = Date.now();
  const seconds = (): string => ((Date.now() - started) / 1000).toFixed(0);
  const stamp = `-X ${set.goModule}/common/metadata.Version=v${set.release}`;
  say(`▸ building the programs of ${set.module} ${set.release} (some minutes, once) …`);
  const lines: string[] = [];
  const heartbeat = setInterval(() => {
    say(`  … ${seconds()} s, ${String(lines.length)} packages`);
  }, heartbeatMs);
  try {
    const code = await exitOf(
      spawn('go', ['build', '-v', '-trimpath', `-ldflags=${stamp}`, '-o', `${target}/`, 'tool'], {
        cwd: moduleFolder(set),
        env: { ...environment, ...(set.needsCompiler ? { CGO_ENABLED: '1' } : {}) },
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
      lines,
    );
    if (code !== 0) throw buildFailed(set, code, lines);
  } finally {
    clearInterval(heartbeat);
  }
  say(`✓ the programs of ${set.module} ${set.release} are built in ${seconds()} s`);
}

/** The exit code of a program; its lines of standard error go to `lines`. */
function exitOf(child: ReturnType<typeof spawn>, lines: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let rest = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      const pieces = `${rest}${text}`.split('\n');
      rest = pieces.pop() ?? '';
      lines.push(...pieces);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (rest !== '') lines.push(rest);
      resolve(code ?? 128);
    });
  });
}

function buildFailed(set: ProgramSet, code: number, lines: readonly string[]): NetworkError {
  const compiler = set.needsCompiler ? 'that a C compiler is installed (gcc: its database needs one), ' : '';
  return new NetworkError({
    code: 'no-go',
    message: `The programs of ${set.module} could not be built (go build ended with ${String(code)}):\n${lines.slice(-outputTailLines).join('\n')}\n`,
    nextStep: `Look ${compiler}that Go's module proxy can be reached (go env GOPROXY) and that the disk has 2 GB free.`,
  });
}
