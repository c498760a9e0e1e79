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
import { organisationOf } from '../../fabric-network/network-description';
import type { NetworkDescription, NetworkOrganisation } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, cleanAway, takeDown } from '../../fabric-network/network-life';
import type { RunningNetwork } from '../../fabric-network/network-life';
import { writeRecord } from '../../fabric-network/network-record';
import { networkStatus } from '../../fabric-network/network-status';
import { answerOf, ownTrust } from '../../fabric-network/node-interface';
import type { NodeTrust } from '../../fabric-network/node-interface';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import type { FabricPrograms } from '../../fabric-network/programs/program-set';
import { describeProfile } from '../../fabric-network/profiles';
import { startAndWait } from '../../fabric-network/readiness';

const silent = (): void => undefined;
const plainMsMax = 5_000;

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
    return readFileSync(join(this.layout.adminMsp(this.province), 'signcerts', 'cert.pem'), 'utf8');
  }

  get province(): NetworkOrganisation {
    return organisationOf(this.network, 'ProvinceMSP');
  }

  ordererAddresses(): Readonly<Record<'participation' | 'metrics' | 'logLevel', string>> {
    const { ordererAdmin, ordererOperations } = this.province.ports;
    return {
      participation: this.#address(ordererAdmin, 'participation/v1/channels'),
      metrics: this.#address(ordererOperations, 'metrics'),
      logLevel: this.#address(ordererOperations, 'logspec'),
    };
  }

  peerAddresses(): Readonly<Record<'health' | 'logLevel', string>> {
    const { peerOperations } = this.province.ports;
    return {
      health: this.#address(peerOperations, 'healthz'),
      logLevel: this.#address(peerOperations, 'logspec'),
    };
  }

  /** Who may ask: with the node's own certificate, with another one of the same root, with none. */
  trusts(kind: 'peer' | 'orderer'): Readonly<Record<'own' | 'administrator' | 'stranger', NodeTrust>> {
    const own = ownTrust(this.layout, this.province, kind);
    const key = readFileSync(join(this.layout.adminMsp(this.province), 'keystore', 'key.pem'), 'utf8');
    const administrator = { ca: own.ca, cert: this.certificateOfAdministrator(), key };
    return { own, administrator, stranger: { ca: own.ca } };
  }

  #address(port: number, path: string): string {
    return `https://${this.network.host}:${String(port)}/${path}`;
  }
}

function pidsOf({ processes }: RunningNetwork): readonly (number | undefined)[] {
  return processes.list().map(({ name }) => processes.pidOf(name));
}

/** What a port answers to a plain request; undefined when it hangs up. */
function plainStatus(host: string, port: number): Promise<number | undefined> {
  return fetch(`http://${host}:${String(port)}/healthz`, { signal: AbortSignal.timeout(plainMsMax) }).then(
    ({ status }) => status,
    () => undefined,
  );
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

  it("lets nobody at an orderer's administration, figures and log level but by the orderer's own certificate", async () => {
    const { participation, metrics, logLevel } = trial.ordererAddresses();
    const { own, administrator, stranger } = trial.trusts('orderer');
    for (const trust of [stranger, administrator]) {
      expect(await answerOf(participation, trust)).to.be.undefined;
    }
    for (const address of [metrics, logLevel]) {
      expect((await answerOf(address, stranger))?.status).to.equal(401);
      expect(await answerOf(address, administrator)).to.be.undefined;
    }
    for (const address of [participation, metrics, logLevel]) {
      expect((await answerOf(address, own))?.status).to.equal(200);
    }
  });

  it("changes a peer's log level by the peer's own certificate alone, and tells everyone that it is well", async () => {
    const { health, logLevel } = trial.peerAddresses();
    const { own, administrator, stranger } = trial.trusts('peer');
    expect((await answerOf(health, stranger))?.status).to.equal(200);
    expect((await answerOf(logLevel, stranger))?.status).to.equal(401);
    expect(await answerOf(logLevel, administrator)).to.be.undefined;
    expect((await answerOf(logLevel, own))?.status).to.equal(200);
  });

  it('answers plain HTTP on none of its ports', async () => {
    const ports = running.processes.list().flatMap((each) => each.ports.map(({ port }) => port));
    const answers = await Promise.all(ports.map((port) => plainStatus(trial.network.host, port)));
    // Go's servers say by 400 that TLS was expected.
    expect(new Set(answers)).to.have.members([400, undefined]);
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
