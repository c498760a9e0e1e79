/**
 * Reads a channel's configuration and changes it, with Fabric's own programs: `peer` fetches and submits,
 * `configtxlator` translates between protobuf and JSON and computes what differs. Everything lies in a folder that is
 * removed afterwards.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfigurationBlock } from './channel-configuration-parser';
import type { ChannelConfiguration } from './channel-configuration-parser';
import type { NetworkDescription, NetworkOrganisation } from './network-description';
import type { NetworkLayout } from './network-layout';
import type { runProgram } from './program-run';
import type { FabricPrograms } from './programs/program-set';

/** Fabric's number of the header type CONFIG_UPDATE (common.HeaderType). */
const configurationUpdateType = 2;

/** Runs one of Fabric's programs; tests play them. */
export type RunProgram = typeof runProgram;

/** The programs in use. */
export type ChannelPrograms = Pick<FabricPrograms, 'peer' | 'configtxlator'>;

export interface ChannelAccess {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly programs: ChannelPrograms;
  readonly run: RunProgram;
  /** Whose administrator reads and signs. */
  readonly organisation: NetworkOrganisation;
}

/** Where a configuration is read. */
export type ConfigurationSource =
  | { readonly kind: 'orderer'; readonly organisation: NetworkOrganisation }
  | { readonly kind: 'peer'; readonly organisation: NetworkOrganisation };

/** The channel's newest configuration, as an orderer or a peer knows it. */
export async function readChannelConfiguration(
  access: ChannelAccess,
  source: ConfigurationSource,
): Promise<ChannelConfiguration> {
  return inFolder(async (folder) => {
    const { run, programs, network } = access;
    const [block, json] = [join(folder, 'block.pb'), join(folder, 'block.json')];
    const fetch = ['channel', 'fetch', 'config', block, '-c', network.channel];
    if (source.kind === 'orderer') {
      await run(programs.peer, [...fetch, ...ordererArguments(access, source.organisation)], signing(access));
    } else {
      await run(programs.peer, fetch, signing(access, source.organisation));
    }
    await translate(access, 'proto_decode', { type: 'common.Block', input: block, output: json });
    return parseConfigurationBlock(await readFile(json, 'utf8'));
  });
}

export interface ConfigurationChange {
  readonly original: ChannelConfiguration;
  readonly updated: ChannelConfiguration;
}

/** Signs the difference as the organisation's administrator and hands it to an orderer, which orders it or refuses. */
export async function submitChannelUpdate(
  access: ChannelAccess,
  { original, updated }: ConfigurationChange,
  orderer: NetworkOrganisation,
): Promise<void> {
  await inFolder(async (folder) => {
    const { run, programs, network } = access;
    const file = (name: string): string => join(folder, name);
    await Promise.all(
      Object.entries({ original, updated }).map(async ([name, configuration]) => {
        await writeFile(file(`${name}.json`), JSON.stringify(configuration));
        await translate(access, 'proto_encode', {
          type: 'common.Config',
          input: file(`${name}.json`),
          output: file(`${name}.pb`),
        });
      }),
    );
    await run(programs.configtxlator, [
      ...['compute_update', '--channel_id', network.channel, '--output', file('update.pb')],
      ...['--original', file('original.pb'), '--updated', file('updated.pb')],
    ]);
    const update = { type: 'common.ConfigUpdate', input: file('update.pb'), output: file('update.json') };
    await translate(access, 'proto_decode', update);
    const content: unknown = JSON.parse(await readFile(update.output, 'utf8'));
    await writeFile(file('envelope.json'), JSON.stringify(envelopeOf(network.channel, content)));
    const envelope = { type: 'common.Envelope', input: file('envelope.json'), output: file('envelope.pb') };
    await translate(access, 'proto_encode', envelope);
    const submit = ['channel', 'update', '-f', envelope.output, '-c', network.channel];
    await run(programs.peer, [...submit, ...ordererArguments(access, orderer)], signing(access));
  });
}

function envelopeOf(channel: string, update: unknown): object {
  return {
    payload: {
      header: { channel_header: { channel_id: channel, type: configurationUpdateType } },
      data: { config_update: update },
    },
  };
}

interface Translation {
  readonly type: string;
  readonly input: string;
  readonly output: string;
}

async function translate(
  { run, programs }: ChannelAccess,
  direction: 'proto_decode' | 'proto_encode',
  { type, input, output }: Translation,
): Promise<void> {
  await run(programs.configtxlator, [direction, '--type', type, '--input', input, '--output', output]);
}

function ordererArguments(
  { network, layout }: ChannelAccess,
  orderer: NetworkOrganisation,
): readonly string[] {
  const address = `${network.host}:${String(orderer.ports.orderer)}`;
  return ['-o', address, '--tls', '--cafile', layout.rootCertificate(orderer)];
}

/**
 * The environment in which `peer` signs as the organisation's administrator and, unless told an orderer, speaks with
 * the peer of `home`. An organisation without a peer borrows the core.yaml of one that has: only defaults are in it.
 */
function signing(
  { network, layout, organisation }: ChannelAccess,
  home: NetworkOrganisation | undefined = network.organisations.find(({ hasPeer }) => hasPeer),
): Readonly<Record<string, string>> {
  if (home === undefined) throw new RangeError(`No organisation of ${network.profile} has a peer.`);
  return {
    FABRIC_CFG_PATH: layout.nodeConfiguration(home, 'peer'),
    FABRIC_LOGGING_SPEC: 'ERROR',
    CORE_PEER_LOCALMSPID: organisation.mspId,
    CORE_PEER_MSPCONFIGPATH: layout.adminMsp(organisation),
    CORE_PEER_ADDRESS: `${network.host}:${String(home.ports.peer)}`,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: layout.rootCertificate(home),
  };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'channel-update-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
