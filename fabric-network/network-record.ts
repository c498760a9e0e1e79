/**
 * What a data folder was made for. The record is written before anything else, as unfinished, and as finished after
 * everything: so a folder is ours or not, and whole or not, and nobody has to guess.
 */
import { existsSync, readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { mspIds } from '../domain/roles';
import { textIfThere, writeDurably } from './durable-file';
import { NetworkError } from './network-error';
import { profileNames } from './network-description';
import type { NetworkDescription } from './network-description';
import type { NetworkLayout } from './network-layout';

const portSchema = z.int().min(1).max(65_535);

/** What the first block and the certificates hold, and so cannot be said differently later. */
const fixedSchema = z.object({
  profile: z.enum(profileNames),
  host: z.string(),
  channel: z.string(),
  ordering: z.enum(['etcdraft', 'BFT']),
  organisations: z.array(
    z.object({
      mspId: z.enum(mspIds),
      name: z.string(),
      hasPeer: z.boolean(),
      hasOrderer: z.boolean(),
      ports: z.object({
        certificateAuthority: portSchema,
        certificateAuthorityOperations: portSchema,
        peer: portSchema,
        peerChaincode: portSchema,
        peerOperations: portSchema,
        orderer: portSchema,
        ordererAdmin: portSchema,
        ordererOperations: portSchema,
        chaincode: z.array(portSchema),
      }),
    }),
  ),
  batch: z.object({
    timeoutMs: z.int(),
    messagesMax: z.int(),
    bytesMax: z.int(),
    preferredBytesMax: z.int(),
  }),
});

/** What may be said differently at the next start; kept so that a folder's name is all that a command needs. */
const settingsSchema = z.object({
  endorsers: z.array(z.enum(mspIds)),
  clientClockToleranceMinutes: z.int().positive(),
});

const recordSchema = z.object({ complete: z.boolean(), network: fixedSchema, settings: settingsSchema });
type NetworkRecord = z.infer<typeof recordSchema>;

export type FolderState = 'empty' | 'half-made' | 'complete';

/**
 * What a folder holds for this network. Throws a NetworkError when it holds another network, or something that no
 * network made.
 */
export function folderState(network: NetworkDescription, layout: NetworkLayout): FolderState {
  const record = recordOf(layout);
  if (record === undefined) {
    if (holdsNothing(layout)) return 'empty';
    throw new NetworkError({
      code: 'foreign-folder',
      message: `${layout.folder} is not empty and holds no network (no network.json).`,
      nextStep: 'Name another folder with --data, or empty this one by hand.',
    });
  }
  if (!record.complete) return 'half-made';
  const difference = differenceBetween(record.network, fixedSchema.parse(network));
  if (difference === undefined) return 'complete';
  throw new NetworkError({
    code: 'foreign-folder',
    message: `${layout.folder} was made for another network: ${difference}.`,
    nextStep:
      'Say the same as then, name another folder with --data, or remove this network with fabric:clean.',
  });
}

/** The network that the folder was made for; undefined when it holds none. */
export function recordedNetwork(layout: NetworkLayout): NetworkDescription | undefined {
  const record = recordOf(layout);
  return record === undefined ? undefined : { ...record.network, ...record.settings };
}

/** Whether the folder holds a network of ours, whole or not. */
export function holdsNetwork(layout: NetworkLayout): boolean {
  return recordOf(layout) !== undefined;
}

export function writeRecord(network: NetworkDescription, layout: NetworkLayout, complete: boolean): void {
  const record: NetworkRecord = {
    complete,
    network: fixedSchema.parse(network),
    settings: settingsSchema.parse(network),
  };
  writeDurably(layout.recordFile, `${JSON.stringify(record, undefined, 2)}\n`);
}

function recordOf(layout: NetworkLayout): NetworkRecord | undefined {
  const text = textIfThere(layout.recordFile);
  if (text === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new NetworkError({
      code: 'unreadable-record',
      message: `${layout.recordFile} is no record of a network.`,
      nextStep:
        'It was made by another version or is damaged: restore it, or remove the whole folder by hand.',
      cause,
    });
  }
}

/** The lock, and a record whose writing broke off, are there before anything is. */
function holdsNothing(layout: NetworkLayout): boolean {
  if (!existsSync(layout.folder)) return true;
  return readdirSync(layout.folder).every((name) => layout.isNoContent(name));
}

function differenceBetween(
  made: NetworkRecord['network'],
  wanted: NetworkRecord['network'],
): string | undefined {
  if (isDeepStrictEqual(made, wanted)) return undefined;
  if (made.profile !== wanted.profile) return `profile ${made.profile}, not ${wanted.profile}`;
  const [port, wantedPort] = [made, wanted].map(({ organisations }) => organisations[0]?.ports.peer);
  if (port !== wantedPort) {
    return `its first peer listens on port ${String(port)}, not ${String(wantedPort)} (--port-base)`;
  }
  if (!isDeepStrictEqual(made.batch, wanted.batch)) {
    return `blocks of ${JSON.stringify(made.batch)}, not ${JSON.stringify(wanted.batch)}`;
  }
  return 'its organisations, host, channel or ordering service differ';
}
