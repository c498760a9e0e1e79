/**
 * The network with Fabric's real programs: up from nothing, up again, down with its data kept, up after every kind of
 * crash. Profile `small` stands for both where the profile does not matter.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { NetworkError } from '../../fabric-network/network-error';
import type { NetworkDescription } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, cleanAway, takeDown } from '../../fabric-network/network-life';
import type { RunningNetwork } from '../../fabric-network/network-life';
import { writeRecord } from '../../fabric-network/network-record';
import { networkStatus } from '../../fabric-network/network-status';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import type { FabricPrograms } from '../../fabric-network/programs/program-set';
import { describeProfile } from '../../fabric-network/profiles';
import { startAndWait } from '../../fabric-network/readiness';

const silent = (): void => undefined;

class NetworkOnTrial {
  readonly network: NetworkDescription;
  readonly layout = new NetworkLayout(mkdtempSync(join(tmpdir(), 'relief-fabric-')));
  readonly said: string[] = [];
  readonly #programs: FabricPrograms;

  constructor(network: NetworkDescription, programs: FabricPrograms) {
    this.network = network;
    this.#programs = programs;
  }

  up(): Promise<RunningNetwork> {
    this.said.length = 0;
    return bringUp(this.network, this.layout, {
      programs: this.#programs,
      say: (line) => this.said.push(line),
    });
  }

  down(): Promise<number> {
    return takeDown(this.layout, silent);
  }

  async end(): Promise<void> {
    await this.down();
    await cleanAway(this.layout);
    rmSync(this.layout.folder, { recursive: true, force: true });
  }

  async heights(): Promise<readonly (number | undefined)[]> {
    return (await networkStatus(this.network, this.layout)).peers.map(({ height }) => height);
  }

  async states(): Promise<Readonly<Record<string, string>>> {
    const { processes } = await networkStatus(this.network, this.layout);
    return Object.fromEntries(processes.map(({ name, state }) => [name, state]));
  }

  certificateOfAdministrator(): string {
    const [province] = this.network.organisations;
    if (province === undefined) throw new Error('a network without organisations');
    return readFileSync(join(this.layout.adminMsp(province), 'signcerts', 'cert.pem'), 'utf8');
  }
}

function pidsOf({ processes }: RunningNetwork): readonly (number | undefined)[] {
  return processes.list().map(({ name }) => processes.pidOf(name));
}

describe('a network on Fabric', function () {
  this.timeout(120_000);
  let programs: FabricPrograms;
  let trial: NetworkOnTrial;
  let running: RunningNetwork;

  before('find the programs and bring the small network up', async () => {
    programs = await fabricPrograms({ say: silent });
    trial = new NetworkOnTrial(describeProfile('small', { portBase: 20_400 }), programs);
    running = await trial.up();
  });

  after('take it down', () => trial.end());

  it('comes up from nothing with everything answering and both peers in the channel', async () => {
    const states = await trial.states();
    expect(Object.keys(states)).to.have.length(7);
    expect(new Set(Object.values(states))).to.deep.equal(new Set(['up']));
    expect(await trial.heights()).to.deep.equal([1, 1]);
  });

  it('starts nothing when it is brought up again', async () => {
    const before = pidsOf(running);
    running = await trial.up();
    expect(pidsOf(running)).to.deep.equal(before);
    expect(trial.said).to.include('✓ everything runs already');
  });

  it('keeps its ledgers and its identities over down and up', async () => {
    const certificate = trial.certificateOfAdministrator();
    expect(await trial.down()).to.equal(7);
    expect(await trial.down()).to.equal(0);
    expect(new Set(Object.values(await trial.states()))).to.deep.equal(new Set(['down']));
    running = await trial.up();
    expect(await trial.heights()).to.deep.equal([1, 1]);
    expect(trial.certificateOfAdministrator()).to.equal(certificate);
  });

  it('shows a killed process as down and starts it again alone', async () => {
    const others = pidsOf(running).filter((pid) => pid !== running.processes.pidOf('orderer-province'));
    await running.processes.kill('orderer-province');
    expect((await trial.states())['orderer-province']).to.equal('down');
    running = await trial.up();
    expect(pidsOf(running)).to.include.members([...others]);
    expect((await trial.states())['orderer-province']).to.equal('up');
  });

  it('lets one process be killed and started again by its name', async () => {
    await running.processes.kill('peer-bank');
    await startAndWait(running.processes, 'peer-bank');
    expect((await trial.states())['peer-bank']).to.equal('up');
  });

  it('comes up after everything was killed at once', async () => {
    await Promise.all(running.processes.list().map(({ name }) => running.processes.kill(name)));
    running = await trial.up();
    expect(await trial.heights()).to.deep.equal([1, 1]);
  });

  it('names who needs the port that another program took meanwhile, and starts nothing', async () => {
    const port = running.processes.find('peer-bank')?.ports[0]?.port ?? 0;
    await running.processes.kill('peer-bank');
    const thief = createServer();
    await new Promise<void>((resolve) => thief.listen(port, '127.0.0.1', resolve));
    try {
      const error: unknown = await trial.up().then(undefined, (cause: unknown) => cause);
      expect(error).to.be.instanceOf(NetworkError).with.property('code', 'port-taken');
      expect(String(error)).to.include(`${String(port)} (peer-bank: peer)`);
      expect(running.processes.isRunning('peer-bank')).to.be.false;
    } finally {
      await new Promise((resolve) => thief.close(resolve));
    }
    running = await trial.up();
  });

  it('is made anew, its old processes ended, when it was left half made', async () => {
    const certificate = trial.certificateOfAdministrator();
    const before = pidsOf(running);
    writeRecord(trial.network, trial.layout, false);
    running = await trial.up();
    expect(trial.said[0]).to.include('half made');
    expect(pidsOf(running)).to.not.include.members([...before]);
    expect(trial.certificateOfAdministrator()).to.not.equal(certificate);
    expect(await trial.heights()).to.deep.equal([1, 1]);
  });

  it('runs four organisations with everything each, ordering by SmartBFT, in profile province', async () => {
    const province = new NetworkOnTrial(describeProfile('province', { portBase: 20_000 }), programs);
    try {
      await province.up();
      const states = await province.states();
      expect(Object.keys(states)).to.have.length(12);
      expect(new Set(Object.values(states))).to.deep.equal(new Set(['up']));
      expect(await province.heights()).to.deep.equal([1, 1, 1, 1]);
    } finally {
      await province.end();
    }
  });
});
