/**
 * Where the managed store's program comes from: the first place that answers, in the order that docs/operating.md
 * gives. The programs here are scripts that name a version, and the sources write such scripts.
 */
import { expect } from 'chai';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findMongodProgram } from '../../../app/store/mongod-program';
import type { MongodProgram } from '../../../app/store/mongod-program';
import type { MongodSource } from '../../../app/store/mongod-source';
import { StoreOpeningError } from '../../../app/store/store-error';

describe('The search for a mongod program', () => {
  let folder: string;
  let asked: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'program-'));
    asked = [];
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const cache = (): string => join(folder, 'cache');

  async function find(
    places: Record<string, string>,
    sources: readonly MongodSource[],
  ): Promise<MongodProgram> {
    // The scripts need a shell, and the machine's own mongod, if any, must not be found.
    const environment = { PATH: join(folder, 'path'), ...places };
    return await findMongodProgram({ environment, say: () => undefined, cache: cache(), sources });
  }

  /** A program that says it is this version of mongod. */
  function program(path: string, version: string): string {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, `#!/bin/sh\necho "db version v${version}"\n`);
    chmodSync(full, 0o755);
    return full;
  }

  function source(name: string, version: string | undefined): MongodSource {
    return {
      name,
      title: name,
      fetch: async (into) => {
        asked.push(name);
        if (version === undefined) return await Promise.resolve({ absence: `${name} is out of reach` });
        const path = join(into, 'fetched');
        writeFileSync(path, `#!/bin/sh\necho "db version v${version}"\n`);
        return { path };
      },
    };
  }

  it('takes the program that MONGOMS_SYSTEM_BINARY names before one on the PATH', async () => {
    const named = program('named/mongod', '8.0.1');
    program('path/mongod', '7.0.1');
    expect(await find({ MONGOMS_SYSTEM_BINARY: named }, [])).to.deep.equal({ path: named, version: '8.0.1' });
  });

  it('takes the PATH before the cache, and passes over a program that is too old', async () => {
    program('cache/one/mongod', '6.0.5');
    const old = program('path/mongod', '5.0.9');
    expect(await find({}, [source('one', undefined)])).to.have.property('version', '6.0.5');
    program('path/mongod', '7.0.1');
    expect(await find({}, [source('one', undefined)])).to.deep.equal({ path: old, version: '7.0.1' });
    expect(asked).to.deep.equal([]);
  });

  it('fetches from the first source that has one, and keeps it for the next start', async () => {
    const sources = [source('one', undefined), source('two', '6.0.5'), source('three', '7.0.1')];
    const found = await find({}, sources);
    expect(found).to.deep.equal({ path: join(cache(), 'two', 'mongod'), version: '6.0.5' });
    expect(await find({}, sources)).to.deep.equal(found);
    expect(asked).to.deep.equal(['one', 'two']);
    expect(readdirSync(cache())).to.deep.equal(['two']);
  });

  it('goes on when what a source gave does not run', async () => {
    const found = await find({}, [source('one', 'unknown'), source('two', '6.0.5')]);
    expect(found.version).to.equal('6.0.5');
  });

  it('names the three ways out and each reason when there is none', async () => {
    const refusal = await find({}, [source('one', undefined)]).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(StoreOpeningError).with.property('code', 'no-program');
    for (const words of ['MONGODB_URI', 'MONGOMS_SYSTEM_BINARY', 'PATH', 'internet', 'one is out of reach']) {
      expect(refusal).to.have.property('message').that.includes(words);
    }
  });
});
