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
import { nodeAnswer, ordererMetrics, ownTrust } from './node-interface';
import type { HttpAnswer, NodeTrust } from './node-interface';
import { processName } from './process-plan';
import { administratorEnvironment, runProgram } from './program-run';
import type { FabricPrograms } from './programs/program-set';
import { eventually } from './readiness';

const leaderMsMax = 30_000;
/** An orderer that joins writes its first block and starts its consenter: tenths of a second when idle. */
const joinMsMax = 30_000;
const httpCreated = 201;
/** Fabric's answer where the orderer has joined before. */
const httpMethodNotAllowed = 405;
const answerCharactersMax = 500;
const leaderGauge = /^consensus_etcdraft_is_leader\{[^}]*\} 1$/m;

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
  const { name, ports } = organisation;
  const address = `https://${network.host}:${String(ports.ordererAdmin)}/participation/v1/channels`;
  const nextStep = `Its log says more: ${layout.logFile(processName('orderer', name))}.`;
  const { status, body } = await handIn(address, {
    trust: ownTrust(layout, organisation, 'orderer'),
    block: readFileSync(layout.genesisBlock(network.channel)),
  }).catch((cause: unknown) => {
    throw new NetworkError({
      code: 'process-failed',
      message: `The orderer of ${name} gave no answer at ${address} within ${String(joinMsMax)} ms when it was to join ${network.channel}: ${String(cause)}.`,
      nextStep,
      cause,
    });
  });
  if ([httpCreated, httpMethodNotAllowed].includes(status)) return;
  throw new NetworkError({
    code: 'program-failed',
    message: `The orderer of ${name} did not join the channel: ${String(status)} ${body.slice(0, answerCharactersMax)}.`,
    nextStep,
  });
}

/** Posts a block as the form that the orderers' administration expects. */
async function handIn(
  address: string,
  { trust, block }: { trust: NodeTrust; block: Buffer<ArrayBuffer> },
): Promise<HttpAnswer> {
  const form = new FormData();
  form.append('config-block', new Blob([block]), 'config.block');
  const encoded = new Response(form);
  const posted = {
    contentType: encoded.headers.get('content-type') ?? '',
    body: Buffer.from(await encoded.arrayBuffer()),
  };
  return nodeAnswer(address, { trust, posted, withinMs: joinMsMax });
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
export async function untilOrdering(network: NetworkDescription, layout: NetworkLayout): Promise<void> {
  if (network.ordering === 'BFT') return;
  const orderers = network.organisations.filter(({ hasOrderer }) => hasOrderer);
  const isLed = await eventually(leaderMsMax, async () => {
    const figures = await Promise.all(orderers.map((each) => ordererMetrics(network, layout, each)));
    return figures.some((each) => leaderGauge.test(each));
  });
  if (isLed) return;
  throw new NetworkError({
    code: 'process-failed',
    message: `No orderer was elected leader of ${network.channel} within ${String(leaderMsMax)} ms.`,
    nextStep: "Look at the orderers' logs, and whether more than half of them run (fabric:status).",
  });
}
