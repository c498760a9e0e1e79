/**
 * The channel's beginning: its first block is made, orderers join by their administration interface and peers by their
 * own program, and the network is ready to order once a leader is known.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelConfiguration, channelProfile } from './configuration/channel-configuration';
import { writeWhole } from './durable-file';
import { NetworkError } from './network-error';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import type { NetworkLayout } from './network-layout';
import { administratorEnvironment, runProgram } from './program-run';
import type { FabricPrograms } from './programs/program-set';
import { answerOf, eventually } from './readiness';

const leaderMsMax = 30_000;
const httpCreated = 201;
/** Fabric's answer where the orderer has joined before. */
const httpMethodNotAllowed = 405;
const answerCharactersMax = 500;

/** Makes the channel's first block. */
export async function makeGenesisBlock(
  network: NetworkDescription,
  layout: NetworkLayout,
  { configtxgen }: FabricPrograms,
): Promise<void> {
  const { channelFolder } = layout;
  writeWhole(join(channelFolder, 'configtx.yaml'), channelConfiguration(network, layout));
  await runProgram(configtxgen, [
    ...['-profile', channelProfile, '-channelID', network.channel],
    ...['-outputBlock', layout.genesisBlock(network.channel), '-configPath', channelFolder],
  ]);
}

/** All orderers and peers join the channel; one that has joined before stays as it is. */
export async function joinChannel(
  network: NetworkDescription,
  layout: NetworkLayout,
  { peer }: FabricPrograms,
): Promise<void> {
  const { organisations } = network;
  await Promise.all([
    ...organisations.filter(({ hasOrderer }) => hasOrderer).map((each) => joinOrderer(network, layout, each)),
    ...organisations
      .filter(({ hasPeer }) => hasPeer)
      .map((each) => joinPeer(layout, each, { peer, channel: network.channel })),
  ]);
}

async function joinOrderer(
  network: NetworkDescription,
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): Promise<void> {
  const form = new FormData();
  form.append('config-block', new Blob([readFileSync(layout.genesisBlock(network.channel))]), 'config.block');
  const address = `http://${network.host}:${String(organisation.ports.ordererAdmin)}/participation/v1/channels`;
  const response = await fetch(address, { method: 'POST', body: form });
  const answer = await response.text();
  if ([httpCreated, httpMethodNotAllowed].includes(response.status)) return;
  throw new NetworkError({
    code: 'program-failed',
    message: `The orderer of ${organisation.name} did not join the channel: ${String(response.status)} ${answer.slice(0, answerCharactersMax)}.`,
    nextStep: `Its log says more: ${layout.logFile(`orderer-${organisation.name}`)}.`,
  });
}

async function joinPeer(
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
  { peer, channel }: { peer: string; channel: string },
): Promise<void> {
  try {
    const environment = administratorEnvironment(layout, organisation);
    await runProgram(peer, ['channel', 'join', '-b', layout.genesisBlock(channel)], environment);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('already exists with state [ACTIVE]')))
      throw error;
  }
}

/**
 * Waits until the ordering service takes transactions. A Raft orderer refuses them until it is elected, one to two
 * seconds after its start; SmartBFT takes them from the first moment and orders them when the leader is there.
 */
export async function untilOrdering(network: NetworkDescription): Promise<void> {
  if (network.ordering === 'BFT') return;
  const orderers = network.organisations.filter(({ hasOrderer }) => hasOrderer);
  const isLed = await eventually(leaderMsMax, async () => {
    const leading = await Promise.all(orderers.map((each) => isLeader(network, each)));
    return leading.includes(true);
  });
  if (isLed) return;
  throw new NetworkError({
    code: 'process-failed',
    message: `No orderer was elected leader of ${network.channel} within ${String(leaderMsMax)} ms.`,
    nextStep: "Look at the orderers' logs, and whether more than half of them run (fabric:status).",
  });
}

async function isLeader(network: NetworkDescription, { ports }: NetworkOrganisation): Promise<boolean> {
  const answer = await answerOf(`http://${network.host}:${String(ports.ordererOperations)}/metrics`);
  return /^consensus_etcdraft_is_leader\{[^}]*\} 1$/m.test(answer?.body ?? '');
}
