/**
 * A network that may be broken: brought up in a temporary folder with the faults' contracts on it, its processes killed
 * and started one by one, and taken away afterwards. When a test on it failed, the folder with all logs is kept and
 * named.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MspId } from '../../domain/roles';
import { deployChaincode } from '../../fabric-network/chaincode/chaincode-deployment';
import { gatewayAccess, networkIssuer } from '../../fabric-network/network-access';
import type { NetworkIssuer } from '../../fabric-network/network-access';
import type { ProfileName } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, takeDown } from '../../fabric-network/network-life';
import type { RunningNetwork } from '../../fabric-network/network-life';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import { startAndWait } from '../../fabric-network/readiness';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { standardGatewayLimits } from '../../ledger/gateway/gateway-options';
import type { GatewayLedgerOptions } from '../../ledger/gateway/gateway-options';
import { PeerConnection } from '../../ledger/gateway/peer-connection';
import type { Enrolment } from '../../ledger/identities/identity-issuer';

export const faultChaincode = 'faults';
const faultModule = 'dist/test/faults/fault-contracts.js';

/** Shorter than the product's, so that a test need not wait long to see them kept. */
export const faultLimits = {
  ...standardGatewayLimits,
  endorseMsMax: 5_000,
  evaluateMsMax: 5_000,
  submitMsMax: 5_000,
  commitStatusMsMax: 10_000,
  resolutionMsMax: 6_000,
};

/** Who acts in the tests: an invented person of the province's finance office. */
const person = {
  role: 'provincial-finance',
  organisation: 'org-faults',
  county: '520000',
  person: 'person-faults',
  kind: 'person',
} as const;

export class FaultNetwork {
  readonly running: RunningNetwork;
  readonly options: GatewayLedgerOptions;
  readonly enrolment: Enrolment;
  readonly ledger: GatewayLedger;
  /** One to each peer, for questions to exactly this one. */
  readonly connections: readonly PeerConnection[];

  constructor(
    running: RunningNetwork,
    enrolment: Enrolment,
    { options, ledger }: { readonly options: GatewayLedgerOptions; readonly ledger: GatewayLedger },
  ) {
    this.running = running;
    this.enrolment = enrolment;
    this.options = options;
    this.ledger = ledger;
    const { channel } = running.network;
    this.connections = options.peers.map(
      (peer) => new PeerConnection(peer, { channel, limits: faultLimits }),
    );
  }

  get identity(): Enrolment['identity'] {
    return this.enrolment.identity;
  }

  /** The connection to one organisation's own peer. */
  connection(mspId: MspId): PeerConnection {
    const found = this.connections.find((each) => each.mspId === mspId);
    if (found === undefined) throw new RangeError(`${mspId} has no peer in this network`);
    return found;
  }

  /** The name of the process that serves the contracts at an organisation. */
  chaincodeProcess(organisation: string): string {
    const found = this.running.processes
      .list()
      .find((each) => each.kind === 'chaincode' && each.organisation === organisation);
    if (found === undefined) throw new RangeError(`no chaincode process runs at ${organisation}`);
    return found.name;
  }

  /** kill -9. */
  async kill(...names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => this.running.processes.kill(name)));
  }

  /** Starts processes with the command lines they had, and waits until they are ready. */
  async start(...names: readonly string[]): Promise<void> {
    await Promise.all(names.map((name) => startAndWait(this.running.processes, name)));
  }

  /** Brings everything up again that does not run, as `npm run fabric:up` does. */
  async bringUpAgain(): Promise<void> {
    const { network, layout, programs } = this.running;
    await bringUp(network, layout, { programs, say: silently });
  }

  /** Who issues certificates at an organisation; closed by the caller. */
  issuer(mspId: MspId): NetworkIssuer {
    return networkIssuer(this.running, mspId);
  }

  async close(): Promise<void> {
    await Promise.all([this.ledger.close(), ...this.connections.map((each) => each.close())]);
  }
}

/**
 * Has a network there for the tests of a suite: called in `describe`, it brings it up before them and takes it away
 * after them. The answer gives the network, inside the tests alone.
 */
export function faultNetwork(profile: ProfileName, portBase: number): () => FaultNetwork {
  const folder = mkdtempSync(join(tmpdir(), 'relief-faults-'));
  const layout = new NetworkLayout(folder);
  let opened: FaultNetwork | undefined;
  let hasFailed = true;
  before(`bring up the profile ${profile}`, async () => {
    opened = await openFaultNetwork(profile, { layout, portBase });
    hasFailed = false;
  });
  afterEach(function () {
    hasFailed ||= this.currentTest?.isFailed() === true;
  });
  after(`take down the profile ${profile}`, async () => {
    await opened?.close();
    await takeDown(layout, silently);
    if (hasFailed)
      process.stderr.write(`The network's folder is kept, its logs are in ${join(folder, 'logs')}\n`);
    else rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (opened === undefined) throw new Error('the network is there inside tests alone');
    return opened;
  };
}

async function openFaultNetwork(
  profile: ProfileName,
  { layout, portBase }: { readonly layout: NetworkLayout; readonly portBase: number },
): Promise<FaultNetwork> {
  const network = describeProfile(profile, { portBase });
  const programs = await fabricPrograms({ say: silently });
  const running = await bringUp(network, layout, { programs, say: silently });
  const chaincode = { names: [faultChaincode], modulePath: faultModule };
  await deployChaincode(network, layout, {
    ...{ tools: programs, processes: running.processes, chaincode, say: silently },
  });
  const issuer = networkIssuer(running, 'ProvinceMSP');
  try {
    const enrolment = await issuer.enrol(person);
    const options = gatewayOptions(running, enrolment);
    return new FaultNetwork(running, enrolment, { options, ledger: await openGatewayLedger(options) });
  } finally {
    issuer.close();
  }
}

function gatewayOptions(running: RunningNetwork, { identity }: Enrolment): GatewayLedgerOptions {
  return {
    ...gatewayAccess(running),
    ...{ chaincode: faultChaincode, reader: identity, limits: faultLimits },
  };
}

function silently(): void {
  // A test says what it did by its name.
}
