/**
 * The life of a network on this machine: brought up from nothing or from its data, taken down with its data kept,
 * cleaned away. Each can be called at any time and again; what is done already is not done twice.
 */
import { readdirSync, rmSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeOperationsCertificate } from './authority-operations-certificate';
import { joinChannel, makeGenesisBlock, untilOrdering } from './channel-start';
import { certificateAuthorityConfiguration } from './configuration/certificate-authority-configuration';
import { ordererConfiguration } from './configuration/orderer-configuration';
import { peerConfiguration } from './configuration/peer-configuration';
import { writeWhole } from './durable-file';
import { withFolderLocked } from './folder-lock';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import { NetworkError } from './network-error';
import type { NetworkLayout } from './network-layout';
import { folderState, holdsNetwork, writeRecord } from './network-record';
import { enrolOrganisation, newSecret } from './node-identities';
import { requireFreePorts } from './port-survey';
import { plannedProcesses } from './process-plan';
import type { ProcessKind, ProcessRecord } from './processes/process-record';
import { ProcessTable } from './processes/process-table';
import type { FabricPrograms } from './programs/program-set';
import { startAndWait } from './readiness';
import { step } from './steps';
import type { Say } from './steps';

/** bin/{detect,build,release} by which peers find chaincode; compiled sources lie two folders below the root. */
const builderFolder = join(__dirname, '..', '..', 'fabric-network', 'builder');

/** Somebody keeps something else in the folder; it is a link to a place elsewhere; a disk is mounted there. */
const keepsFolder: ReadonlySet<unknown> = new Set(['ENOTEMPTY', 'ENOTDIR', 'EBUSY']);

/** A network whose processes have been started. */
export interface RunningNetwork {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly programs: FabricPrograms;
  /** Starts, stops and kills single processes; chaincode processes are added here. */
  readonly processes: ProcessTable;
}

export interface LifeOptions {
  readonly programs: FabricPrograms;
  readonly say: Say;
}

/**
 * Brings a network up: makes it where there is none, starts what does not run (chaincode, too, if it was deployed) and
 * waits until everything is ready and the channel orders. Throws a NetworkError that says what to do.
 */
export async function bringUp(
  network: NetworkDescription,
  layout: NetworkLayout,
  { programs, say }: LifeOptions,
): Promise<RunningNetwork> {
  const running = { network, layout, programs, processes: new ProcessTable(layout) };
  // Asked before the lock is laid: a folder of others is not even touched by it.
  folderState(network, layout);
  await withFolderLocked(layout, async () => {
    const state = folderState(network, layout);
    if (state === 'half-made') await removeHalfMade(running, say);
    if (state !== 'complete') await makeNetwork(running, say);
    else await startAgain(running, say);
  });
  return running;
}

/** Stops all processes, asking first and killing what does not listen; data stays. Answers how many were stopped. */
export async function takeDown(layout: NetworkLayout, say: Say): Promise<number> {
  const table = new ProcessTable(layout);
  if (table.running().length === 0) return 0;
  return withFolderLocked(layout, async () => {
    const names = table.running().map(({ name }) => name);
    await step(say, `stopped: ${names.join(', ')}`, () => stopAll(table));
    return names.length;
  });
}

/** Removes a network that does not run, with all its data, and nothing else that may lie in its folder. */
export async function cleanAway(layout: NetworkLayout): Promise<'removed' | 'nothing-there'> {
  if (!holdsNetwork(layout)) return 'nothing-there';
  await withFolderLocked(layout, () => {
    const running = new ProcessTable(layout).running();
    if (running.length > 0) {
      throw new NetworkError({
        code: 'running',
        message: `The network in ${layout.folder} runs: ${running.map(({ name }) => name).join(', ')}.`,
        nextStep: 'Take it down first (npm run fabric:down); the data is then removed for good.',
      });
    }
    removeMade(layout);
    return Promise.resolve();
  });
  removeIfEmpty(layout.folder);
  return 'removed';
}

async function makeNetwork(running: RunningNetwork, say: Say): Promise<void> {
  const { network, layout, programs, processes } = running;
  const planned = plannedProcesses(running);
  await requireFreePorts(planned);
  writeRecord(network, layout, false);
  const secrets = new Map(network.organisations.map(({ mspId }) => [mspId, newSecret()]));
  for (const organisation of network.organisations) {
    await writeAuthority(running, organisation, secrets.get(organisation.mspId) ?? newSecret());
  }
  for (const each of planned) processes.put(each);
  await step(say, 'certificate authorities answer', () => startKinds(processes, ['certificate-authority']));
  await step(say, 'nodes and administrators enrolled', () =>
    Promise.all(
      network.organisations.map((organisation) => {
        const registrarSecret = secrets.get(organisation.mspId) ?? '';
        return enrolOrganisation(network, layout, { organisation, registrarSecret });
      }),
    ),
  );
  await step(say, `first block of channel ${network.channel} made`, () =>
    makeGenesisBlock(network, layout, programs),
  );
  writeNodeConfigurations(running);
  await step(say, 'orderers and peers answer', () => startKinds(processes, ['orderer', 'peer']));
  await step(say, 'orderers and peers joined the channel', () => joinChannel(network, layout, programs));
  await step(say, 'the channel orders', () => untilOrdering(network, layout));
  writeRecord(network, layout, true);
}

async function startAgain(running: RunningNetwork, say: Say): Promise<void> {
  const { network, layout, processes } = running;
  for (const each of plannedProcesses(running)) processes.put(each);
  const stopped = processes.list().filter(({ name }) => !processes.isRunning(name));
  await requireFreePorts(stopped);
  writeNodeConfigurations(running);
  writeRecord(network, layout, true);
  if (stopped.length === 0) {
    say('✓ everything runs already');
  } else {
    const names = stopped.map(({ name }) => name).join(', ');
    await step(say, `answering again: ${names}`, () =>
      Promise.all(stopped.map((each) => startOne(processes, each, say))),
    );
  }
  await step(say, 'the channel orders', () => untilOrdering(network, layout));
}

/**
 * Chaincode that does not start keeps nobody else from it: it refuses to serve contracts that have changed since they
 * were approved, and to deploy the changed ones the network must be up.
 */
async function startOne(table: ProcessTable, { name, kind }: ProcessRecord, say: Say): Promise<void> {
  try {
    await startAndWait(table, name);
  } catch (error) {
    if (kind !== 'chaincode' || !(error instanceof NetworkError)) throw error;
    say(`! ${error.message} If the contracts have changed, deploy them (fabric:deploy).`);
  }
}

/** What a broken-off `up` left holds nothing but keys that nobody used: it is made anew. */
async function removeHalfMade({ layout, processes }: RunningNetwork, say: Say): Promise<void> {
  await step(say, 'what an earlier start left half made is removed', async () => {
    await stopAll(processes);
    removeMade(layout);
  });
}

/** Peers first: they would complain of orderers and chaincode that leave before them. */
async function stopAll(table: ProcessTable): Promise<void> {
  const peers = table.running().filter(({ kind }) => kind === 'peer');
  await Promise.all(peers.map(({ name }) => table.stop(name)));
  await Promise.all(table.running().map(({ name }) => table.stop(name)));
}

async function startKinds(table: ProcessTable, kinds: readonly ProcessKind[]): Promise<void> {
  const wanted = table.list().filter(({ kind }) => kinds.includes(kind));
  await Promise.all(wanted.map(({ name }) => startAndWait(table, name)));
}

async function writeAuthority(
  { network, layout }: RunningNetwork,
  organisation: NetworkOrganisation,
  secret: string,
): Promise<void> {
  const file = join(layout.certificateAuthority(organisation), 'fabric-ca-server-config.yaml');
  writeWhole(file, certificateAuthorityConfiguration(network, organisation, secret));
  await writeOperationsCertificate(layout.authorityOperationsTls(organisation), network.host);
}

/** Written at every start: what an improved version says about timers and limits holds from the next start on. */
function writeNodeConfigurations({ network, layout }: RunningNetwork): void {
  for (const organisation of network.organisations) {
    if (organisation.hasOrderer) {
      const file = join(layout.nodeConfiguration(organisation, 'orderer'), 'orderer.yaml');
      writeWhole(file, ordererConfiguration(network, layout, organisation));
    }
    if (organisation.hasPeer) {
      const file = join(layout.nodeConfiguration(organisation, 'peer'), 'core.yaml');
      writeWhole(file, peerConfiguration(network, layout, { organisation, builderFolder }));
    }
  }
}

function removeMade(layout: NetworkLayout): void {
  // The record goes last: a removal that breaks off leaves a folder that is still known as ours.
  const entries = layout.madeEntries.filter((entry) => entry !== layout.recordFile);
  for (const entry of entries) rmSync(entry, { recursive: true, force: true });
  rmSync(layout.recordFile, { force: true });
  const leftovers = readdirSync(layout.folder).filter((name) => layout.isLeftover(name));
  for (const name of leftovers) rmSync(join(layout.folder, name), { force: true });
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && keepsFolder.has(error.code))) throw error;
  }
}
