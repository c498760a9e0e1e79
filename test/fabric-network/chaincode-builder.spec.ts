/** The scripts by which a peer finds a chaincode process, run as the peer runs them. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { inScratchFolder } from './scratch-folder';

const execute = promisify(execFile);
const builder = join(__dirname, '..', '..', '..', 'fabric-network', 'builder', 'bin');

interface BuilderFolders {
  readonly source: string;
  readonly metadata: string;
  readonly output: string;
  readonly release: string;
  readonly connections: string;
}

async function inBuilderFolders(
  metadata: object,
  work: (at: BuilderFolders) => Promise<void>,
): Promise<void> {
  await inScratchFolder(async (folder) => {
    const place = (name: string): string => join(folder, name);
    const at = {
      source: place('source'),
      metadata: place('metadata'),
      output: place('output'),
      release: place('release'),
      connections: place('connections'),
    };
    for (const each of Object.values(at)) mkdirSync(each);
    writeFileSync(join(at.metadata, 'metadata.json'), JSON.stringify(metadata, undefined, 1));
    await work(at);
  });
}

async function exitCodeOf(script: string, words: readonly string[], environment = {}): Promise<number> {
  try {
    await execute(join(builder, script), words, { env: { PATH: process.env['PATH'], ...environment } });
    return 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return Number(error.code);
    throw error;
  }
}

const ours = { type: 'ccaas', label: 'relief-fund_a4bd1ee5685b' };

describe("the peer's chaincode builder", () => {
  it('takes chaincode that runs as a service, and nothing else', async () => {
    await inBuilderFolders(ours, async (at) => {
      expect(await exitCodeOf('detect', [at.source, at.metadata])).to.equal(0);
    });
    await inBuilderFolders({ type: 'golang', label: 'ccaas' }, async (at) => {
      expect(await exitCodeOf('detect', [at.source, at.metadata])).to.not.equal(0);
    });
  });

  it("hands the peer the connection of the package's label, readable by its owner alone", () =>
    inBuilderFolders(ours, async (at) => {
      const environment = { RELIEF_CHAINCODE_CONNECTIONS: at.connections };
      writeFileSync(join(at.connections, `${ours.label}.json`), '{"address":"127.0.0.1:7070"}');
      expect(await exitCodeOf('build', [at.source, at.metadata, at.output], environment)).to.equal(0);
      expect(await exitCodeOf('release', [at.output, at.release], environment)).to.equal(0);
      const released = join(at.release, 'chaincode', 'server', 'connection.json');
      expect(readFileSync(released, 'utf8')).to.equal('{"address":"127.0.0.1:7070"}');
      expect(statSync(released).mode & 0o077).to.equal(0);
    }));

  it('fails when the organisation has no connection for the package', () =>
    inBuilderFolders(ours, async (at) => {
      const environment = { RELIEF_CHAINCODE_CONNECTIONS: at.connections };
      expect(await exitCodeOf('build', [at.source, at.metadata, at.output], environment)).to.equal(1);
      expect(existsSync(join(at.output, 'connection.json'))).to.be.false;
    }));

  it('reads no file outside the folder of connections, whatever a label says', () =>
    inBuilderFolders({ type: 'ccaas', label: '../secret' }, async (at) => {
      const environment = { RELIEF_CHAINCODE_CONNECTIONS: at.connections };
      writeFileSync(join(at.connections, '..', 'secret.json'), 'secret');
      expect(await exitCodeOf('build', [at.source, at.metadata, at.output], environment)).to.not.equal(0);
    }));
});
