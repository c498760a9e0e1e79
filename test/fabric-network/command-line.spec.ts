/** What the network's commands are told, and the status they print. */
import { isAbsolute, join } from 'node:path';
import { expect } from 'chai';
import { readCommandLine } from '../../fabric-network/command-line';
import { NetworkError } from '../../fabric-network/network-error';
import { definitionsIn, heightIn, statusLines } from '../../fabric-network/network-status';

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

  it('says what there is when it does not understand', () => {
    expect(refusalOf('--profile', 'large')).to.include('no profile large').and.include('small|province');
    expect(refusalOf('--port-base', '80')).to.include('--port-base 80');
    expect(refusalOf('--port-base', '65500')).to.include('65500');
    expect(refusalOf('--port-base', '7e3')).to.include('7e3');
    expect(refusalOf('--folder', 'x')).to.include('--folder').and.include('--data');
  });
});

describe("the network's status", () => {
  it("reads heights and definitions from what Fabric's program prints", () => {
    const channel = 'Blockchain info: {"height":12,"currentBlockHash":"x=","previousBlockHash":"y="}\n';
    const committed =
      "Committed chaincode definitions on channel 'relief-fund':\n" +
      'Name: relief-fund, Version: 1.0, Sequence: 2, Endorsement Plugin: escc, Validation Plugin: vscc\n';
    expect(heightIn(channel)).to.equal(12);
    expect(heightIn('Error: no channel')).to.be.undefined;
    expect(definitionsIn(committed)).to.deep.equal(['relief-fund 1.0 (sequence 2)']);
    expect(definitionsIn("Committed chaincode definitions on channel 'relief-fund':\n")).to.be.empty;
  });

  it('is a table with a sum of memory and a line for each peer', () => {
    const lines = statusLines({
      processes: [
        { name: 'peer-province', state: 'up', pid: 4_711, port: 7_051, residentMebibytes: 85 },
        { name: 'orderer-bank', state: 'down', pid: undefined, port: 7_260, residentMebibytes: undefined },
      ],
      peers: [
        { organisation: 'province', height: 3, chaincode: [] },
        { organisation: 'bank', height: undefined, chaincode: [] },
      ],
    });
    expect(lines).to.deep.equal([
      'process        state  pid   port  memory',
      'peer-province  up     4711  7051  85 MiB',
      'orderer-bank   down   –     7260  –',
      'memory in all: 85 MiB',
      'peer of province: 3 blocks; chaincode: none deployed',
      'peer of bank: does not answer',
    ]);
  });
});
