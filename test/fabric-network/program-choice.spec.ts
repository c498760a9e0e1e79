/** Which of Fabric's programs are used: those an operator names, fitting ones on the PATH, else our own. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { NetworkError } from '../../fabric-network/network-error';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import {
  certificateAuthoritySet,
  fabricSet,
  moduleFolder,
  pinsOf,
} from '../../fabric-network/programs/program-set';
import { isOfLine, versionIn } from '../../fabric-network/programs/program-version';
import { inScratchFolder, writeScript } from './scratch-folder';

const silent = (): void => undefined;

/** Programs that print a version, as Fabric's do. */
function writePrograms(folder: string, versions: { fabric?: string; authority?: string }, record = ''): void {
  const { fabric, authority } = versions;
  if (fabric !== undefined) {
    for (const name of fabricSet.programs) {
      writeScript(join(folder, name), `echo "${name}:"\necho " Version: ${fabric}"\nexit\n${record}`);
    }
  }
  if (authority === undefined) return;
  writeScript(join(folder, 'fabric-ca-server'), `echo "fabric-ca-server:"\necho " Version: ${authority}"`);
}

/** The environment in which nothing of Fabric or Go is to be found but what a test puts there. */
function bareEnvironment(folder: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { PATH: join(folder, 'path'), XDG_CACHE_HOME: join(folder, 'cache'), ...more };
}

async function chosenOrError(environment: NodeJS.ProcessEnv): Promise<string | NetworkError> {
  try {
    return (await fabricPrograms({ say: silent, environment })).peer;
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
}

describe("the choice of Fabric's programs", () => {
  it('takes those of the folder that FABRIC_BIN names', () =>
    inScratchFolder(async (folder) => {
      const named = join(folder, 'named');
      writePrograms(named, { fabric: 'v3.1.4', authority: '1.5.17' });
      writePrograms(join(folder, 'path'), { fabric: '3.1.1', authority: '1.5.21' });
      const programs = await fabricPrograms({
        say: silent,
        environment: bareEnvironment(folder, { FABRIC_BIN: named }),
      });
      expect(programs.orderer).to.equal(join(named, 'orderer'));
      expect(programs.certificateAuthority).to.equal(join(named, 'fabric-ca-server'));
    }));

  it('does not pass over what an operator named and does not fit', () =>
    inScratchFolder(async (folder) => {
      const named = join(folder, 'named');
      for (const version of ['2.5.12', 'v4.1.0', '3.2.0', 'latest']) {
        writePrograms(named, { fabric: version, authority: '1.5.21' });
        const error = await chosenOrError(bareEnvironment(folder, { FABRIC_BIN: named }));
        expect(error, version).to.be.instanceOf(NetworkError).with.property('code', 'unfit-program');
      }
    }));

  it('takes a development build only if its build record names the pinned module', () =>
    inScratchFolder(async (folder) => {
      const named = join(folder, 'named');
      const environment = bareEnvironment(folder, { FABRIC_BIN: named });
      const recordOf = (version: string): string => `mod\t${fabricSet.goModule}\t${version}\th1:abc=`;
      writePrograms(named, { fabric: 'latest', authority: '1.5.21' }, recordOf('v0.0.0-2020-beef'));
      expect(await chosenOrError(environment)).to.be.instanceOf(NetworkError);
      writePrograms(named, { fabric: 'latest' }, recordOf(pinsOf(fabricSet).moduleVersion));
      expect(await chosenOrError(environment)).to.equal(join(named, 'peer'));
    }));

  it('names the programs that a named folder lacks', () =>
    inScratchFolder(async (folder) => {
      const named = join(folder, 'named');
      writeScript(join(named, 'peer'), 'echo " Version: 3.1.1"');
      const error = await chosenOrError(bareEnvironment(folder, { FABRIC_BIN: named }));
      expect(error).to.be.instanceOf(NetworkError);
      expect(String(error)).to.include('orderer is not there').and.include('configtxlator is not there');
    }));

  it('refuses a named folder that holds none of the programs, even if they are found elsewhere', () =>
    inScratchFolder(async (folder) => {
      writePrograms(join(folder, 'path'), { fabric: '3.1.1', authority: '1.5.21' });
      const named = join(folder, 'mistyped');
      const error = await chosenOrError(bareEnvironment(folder, { FABRIC_BIN: named }));
      expect(error).to.be.instanceOf(NetworkError).with.property('code', 'unfit-program');
      expect(String(error)).to.include(named).and.include('fabric-ca-server');
    }));

  it('takes fitting programs from the PATH and passes over others', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'path');
      writePrograms(path, { fabric: '3.1.9', authority: '1.5.0' });
      expect(await chosenOrError(bareEnvironment(folder))).to.equal(join(path, 'peer'));
      writePrograms(path, { fabric: '2.5.0' });
      expect(await chosenOrError(bareEnvironment(folder)))
        .to.be.instanceOf(NetworkError)
        .with.property('code', 'no-go');
    }));

  it('says what to install when there are no programs and no Go', () =>
    inScratchFolder(async (folder) => {
      mkdirSync(join(folder, 'path'));
      const error = await chosenOrError(bareEnvironment(folder));
      expect(String(error)).to.include('Go is not installed').and.include('Install Go 1.25.0 or newer');
      expect(String(error)).to.include('FABRIC_BIN');
    }));
});

describe('the versions of programs', () => {
  it('are read from what each program prints about itself', () => {
    expect(versionIn('peer:\n Version: v3.1.1\n Commit SHA: 435a7f1\n Go version: go1.26.8')).to.equal(
      'v3.1.1',
    );
    expect(versionIn('usage: peer [options]')).to.equal('unknown');
  });

  it('fit if they are of the same line, whatever the patch', () => {
    expect(isOfLine('v3.1.5', '3.1.1')).to.be.true;
    expect(isOfLine('3.1.0', '3.1.1')).to.be.true;
    for (const other of ['3.2.1', '2.5.12', '3.10.1', 'latest', '3.1', '3.1.1-rc1', 'unknown (not found)']) {
      expect(isOfLine(other, '3.1.1'), other).to.be.false;
    }
  });

  it('are pinned in one Go module for each set, and never in one for both', () => {
    expect(pinsOf(fabricSet).goVersion).to.equal('1.24.2');
    expect(pinsOf(certificateAuthoritySet)).to.deep.equal({ goVersion: '1.25.0', moduleVersion: 'v1.5.21' });
    const fabricModule = readFileSync(join(moduleFolder(fabricSet), 'go.mod'), 'utf8');
    expect(fabricModule).to.not.include(certificateAuthoritySet.goModule);
  });
});
