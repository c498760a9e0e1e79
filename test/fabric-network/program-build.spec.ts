/** Building Fabric's programs: once, whole or not at all, and beside other builds. A script stands in for Go. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NetworkError } from '../../fabric-network/network-error';
import { builtPrograms, cacheFolder } from '../../fabric-network/programs/program-build';
import { compareVersions, fabricSet } from '../../fabric-network/programs/program-set';
import { inScratchFolder, writeScript } from './scratch-folder';

const silent = (): void => undefined;

/** A Go that builds a program at once, and writes down each time that it did. */
function writeGo(folder: string, { version = 'go1.26.1', build = 'echo built > "$6peer"' } = {}): void {
  const log = join(folder, 'builds');
  writeScript(
    join(folder, 'path', 'go'),
    `if [ "$1" = env ]; then echo ${version}; exit; fi\necho build >> ${log}\n${build}`,
  );
}

function environmentOf(folder: string): NodeJS.ProcessEnv {
  return { PATH: join(folder, 'path'), XDG_CACHE_HOME: join(folder, 'cache') };
}

const build = (folder: string): Promise<string> =>
  builtPrograms(fabricSet, { environment: environmentOf(folder), say: silent });

async function messageOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof NetworkError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function buildsIn(folder: string): number {
  return readFileSync(join(folder, 'builds'), 'utf8').trim().split('\n').length;
}

describe("building Fabric's programs", () => {
  it('builds once and finds the programs again', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder);
      const first = await build(folder);
      expect(existsSync(join(first, 'peer'))).to.be.true;
      expect(await build(folder)).to.equal(first);
      expect(buildsIn(folder)).to.equal(1);
    }));

  it('lets two builds at once end with the same whole folder', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder);
      const [one, other] = await Promise.all([build(folder), build(folder)]);
      expect(one).to.equal(other);
      expect(existsSync(join(one, 'peer'))).to.be.true;
      expect(readdirSync(cacheFolder(environmentOf(folder)))).to.have.length(1);
    }));

  it('leaves nothing of a build that failed, and says how it failed', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder, { build: 'echo half > "$6peer"; echo "peer.go:1: no room left" >&2; exit 3' });
      expect(await messageOf(build(folder)))
        .to.include('peer.go:1: no room left')
        .and.include('ended with 3');
      expect(readdirSync(cacheFolder(environmentOf(folder)))).to.be.empty;
    }));

  it('removes what a build left that was killed', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder);
      // No process has this number: it is above what the kernel gives.
      const abandoned = join(cacheFolder(environmentOf(folder)), '.building-99999999-abcdef');
      mkdirSync(abandoned, { recursive: true });
      await build(folder);
      expect(existsSync(abandoned)).to.be.false;
    }));

  it('builds anew when Go is another', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder);
      const first = await build(folder);
      writeGo(folder, { version: 'go1.27.0' });
      expect(await build(folder)).to.not.equal(first);
    }));

  it('serves what was built before when Go is gone', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder);
      const first = await build(folder);
      rmSync(join(folder, 'path', 'go'));
      expect(await build(folder)).to.equal(first);
    }));

  it('says which Go it needs when there is an older one', () =>
    inScratchFolder(async (folder) => {
      writeGo(folder, { version: 'go1.23.5' });
      expect(await messageOf(build(folder)))
        .to.include('Go go1.23.5 is too old')
        .and.include('Go 1.25.0');
    }));

  it('compares versions by their numbers', () => {
    expect(compareVersions('1.9.1', '1.24.2')).to.be.below(0);
    expect(compareVersions('1.26.8', '1.24.2')).to.be.above(0);
    expect(compareVersions('1.25', '1.25.0')).to.equal(0);
    expect(compareVersions('1.25rc1', '1.25.0')).to.equal(0);
  });
});
