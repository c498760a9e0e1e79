/** What the network's commands are told, and the status they print. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { expect } from 'chai';
import { readCommandLine, requireNoWords, requireOptionsPassedOn } from '../../fabric-network/command-line';
import { NetworkError } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { writeRecord } from '../../fabric-network/network-record';
import { heightIn, statusLines } from '../../fabric-network/network-status';
import { describeProfile } from '../../fabric-network/profiles';

const silent = (): void => undefined;

function refusalOf(...argv: readonly string[]): string {
  try {
    readCommandLine(argv, silent);
  } catch (error) {
    if (error instanceof NetworkError && error.code === 'bad-option') return error.message;
    throw error;
  }
  throw new Error(`${argv.join(' ')} was accepted`);
}

describe("the network's command line", () => {
  it('means profile province in a folder of the repository unless told otherwise', () => {
    const { network, layout } = readCommandLine([], silent);
    expect(network.profile).to.equal('province');
    expect(layout.folder.endsWith(join('.data', 'fabric', 'province'))).to.be.true;
    expect(isAbsolute(layout.folder)).to.be.true;
  });

  it('takes profile, folder and ports, and leaves other words to the command', () => {
    const { network, layout, words } = readCommandLine(
      ['--profile', 'small', '--data', 'here', '--port-base', '20000', 'wang-fang'],
      silent,
    );
    expect(network.profile).to.equal('small');
    expect(layout.folder).to.equal(join(process.cwd(), 'here'));
    expect(network.organisations[0]?.ports.peer).to.equal(20_051);
    expect(words).to.deep.equal(['wang-fang']);
  });

  it('knows profile, ports and clock tolerance of a network from its folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'network-'));
    try {
      const made = describeProfile('small', { portBase: 20_000, clientClockToleranceMinutes: 600 });
      writeRecord(made, new NetworkLayout(folder), true);
      expect(readCommandLine(['--data', folder], silent).network).to.deep.equal(made);
      const again = readCommandLine(['--data', folder, '--profile', 'small'], silent);
      expect(again.network).to.deep.equal(made);
      const other = readCommandLine(['--data', folder, '--profile', 'province'], silent);
      expect(other.network.profile).to.equal('province');
      const moved = readCommandLine(['--data', folder, '--port-base', '21000'], silent);
      expect(moved.network.profile, 'the folder says the profile, the option the ports').to.equal('small');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says what there is when it does not understand', () => {
    expect(refusalOf('--profile', 'large')).to.include('no profile large').and.include('small|province');
    expect(refusalOf('--port-base', '80')).to.include('--port-base 80');
    expect(refusalOf('--port-base', '65500')).to.include('65500');
    expect(refusalOf('--port-base', '7e3')).to.include('7e3');
    expect(refusalOf('--folder', 'x'))
      .to.include("Unknown option '--folder'. Options:")
      .and.include('--data');
  });

  it('takes no file for a folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'network-'));
    try {
      const file = join(folder, 'letter.txt');
      writeFileSync(file, 'dear');
      expect(refusalOf('--data', file)).to.include(`${file} is a file`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says which word is too much for a command that takes options alone', () => {
    requireNoWords(readCommandLine(['--profile', 'small'], silent));
    expect(() => requireNoWords(readCommandLine(['small'], silent)))
      .to.throw(NetworkError, 'not "small"')
      .with.property('code', 'bad-option');
  });

  it('sees that npm kept an option for itself, for want of --', () => {
    requireOptionsPassedOn({ npm_config_fund: 'false' });
    expect(() => requireOptionsPassedOn({ npm_config_port_base: 'true', npm_config_data: 'true' }))
      .to.throw(NetworkError, '--data, --port-base')
      .with.property('code', 'bad-option');
  });
});

describe("the network's status", () => {
  it("reads heights from what Fabric's program prints", () => {
    const channel = 'Blockchain info: {"height":12,"currentBlockHash":"x=","previousBlockHash":"y="}\n';
    expect(heightIn(channel)).to.equal(12);
    expect(heightIn('Error: no channel')).to.be.undefined;
  });

  it('is a table with a sum of memory and a line for each peer', () => {
    const lines = statusLines({
      processes: [
        { name: 'peer-province', state: 'up', pid: 4_711, port: 7_051, residentMebibytes: 85 },
        { name: 'orderer-bank', state: 'down', pid: undefined, port: 7_260, residentMebibytes: undefined },
      ],
      peers: [
        { organisation: 'province', height: 3 },
        { organisation: 'county', height: 1 },
        { organisation: 'bank', height: undefined },
      ],
    });
    expect(lines).to.deep.equal([
      'process        state  pid   port  memory',
      'peer-province  up     4711  7051  85 MiB',
      'orderer-bank   down   –     7260  –',
      'memory in all: 85 MiB',
      'peer of province: 3 blocks',
      'peer of county: 1 block',
      'peer of bank: does not answer',
    ]);
  });
});
