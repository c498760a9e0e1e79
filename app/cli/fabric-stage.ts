/**
 * The stage on which `npm start -- --ledger fabric` plays: a real network on this machine, brought up if it is down, with
 * the contracts under a chaincode name that no story was played on before. The network is one for stories: its peers
 * accept a client whose clock is far off, because a story lasts months and is told in a minute.
 */
import { join } from 'node:path';
import { addDays, endOfDay, instantOf, millisecondsOf } from '../../domain/calendar';
import { mspIds } from '../../domain/roles';
import type { MspId } from '../../domain/roles';
import { deployChaincode } from '../../fabric-network/chaincode/chaincode-deployment';
import { endService, recordedServices } from '../../fabric-network/chaincode/chaincode-processes';
import { channelView, openLifecycleGateways } from '../../fabric-network/chaincode/lifecycle-gateway';
import { portBaseOf } from '../../fabric-network/command-line';
import { gatewayAccess, networkIssuer } from '../../fabric-network/network-access';
import type { NetworkIssuer, NetworkPlace } from '../../fabric-network/network-access';
import { profileNames } from '../../fabric-network/network-description';
import type { ProfileName } from '../../fabric-network/network-description';
import { NetworkError } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp } from '../../fabric-network/network-life';
import { recordedNetwork } from '../../fabric-network/network-record';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { keptIssuer } from '../../ledger/identities/kept-issuer';
import type { CertificateAttributes, StagePart, StageRequest, StoryStage } from '../story/story-stage';

/** Apart from the networks of `npm run fabric:up`, and from each other. */
const storyPortBases: Readonly<Record<ProfileName, number>> = { province: 10_400, small: 10_800 };
const storyToleranceMinutes = 20 * 366 * 24 * 60;
const contractsModule = 'dist/chaincode/index.js';
const nameOfStory = /^story-(\d+)$/;

/** Who reads the chain: a service of the provincial office. */
const readerAttributes: CertificateAttributes = {
  ...{ role: 'leading-group-office', organisation: 'platform', county: '520000' },
  ...{ person: 'story-reader', kind: 'service' },
};

/** Opens a stage on a network in the folder that the user named, or in the one of all stories. */
export async function openFabricStage(root: string, request: StageRequest): Promise<StoryStage> {
  const { place, chaincode } = await openStory(root, request);
  const issuers = new Map(mspIds.map((mspId) => [mspId, networkIssuer(place, mspId)] as const));
  let nowMs = millisecondsOf(endOfDay(addDays(request.startsOn, -1)));
  const enrol: StoryStage['enrol'] = async (mspId, attributes) => {
    const issuer = keptIssuer(issuerOf(issuers, mspId), place.layout.people, Date.now);
    return (await issuer.enrol(attributes)).identity;
  };
  const closeIssuers = (): void => {
    for (const issuer of issuers.values()) issuer.close();
  };
  const openLedger = async (): Promise<GatewayLedger> =>
    openGatewayLedger({
      ...gatewayAccess(place),
      chaincode,
      reader: await enrol('ProvinceMSP', readerAttributes),
      now: () => nowMs,
    });
  const ledger = await openLedger().catch((error: unknown) => {
    closeIssuers();
    throw error;
  });
  return {
    ledger,
    enrol,
    now: () => instantOf(nowMs),
    moveClockTo: (instant) => {
      nowMs = Math.max(nowMs, millisecondsOf(instant));
    },
    kept: { what: 'network', folder: place.layout.folder },
    verify: () => verified(ledger),
    close: () => ledger.close().finally(closeIssuers),
  };
}

/** Finds the programs, brings the network up and deploys the contracts under the next story's name. */
async function openStory(
  root: string,
  { folder, profile, portBase, tell }: StageRequest,
): Promise<{ readonly place: NetworkPlace; readonly chaincode: string }> {
  const say = (line: string): void => {
    process.stdout.write(`  ${line}\n`);
  };
  const place = placeOf(root, { profile: profile ?? 'province', portBase, folder });
  const { network, layout } = place;
  const tools = await timed(tell, 'tools', () => fabricPrograms({ say }));
  const { processes } = await timed(tell, 'network', () =>
    bringUp(network, layout, { programs: tools, say }),
  );
  const chaincode = await timed(tell, 'contracts', async () => {
    const name = await nextStory(place);
    const { packageId } = await deployChaincode(network, layout, {
      chaincode: { names: [name], modulePath: contractsModule },
      ...{ tools, processes, say },
    });
    // Stories of contracts that were changed since are over: nobody needs their processes any more.
    const outdated = recordedServices(processes).filter((service) => service.packageId !== packageId);
    await Promise.all(outdated.map((service) => endService(processes, service.name)));
    return name;
  });
  return { place, chaincode };
}

function placeOf(
  root: string,
  told: { readonly profile: string } & Pick<StageRequest, 'folder' | 'portBase'>,
): NetworkPlace {
  const profile = profileNames.find((name) => name === told.profile);
  if (profile === undefined) {
    throw new NetworkError({
      code: 'bad-option',
      message: `There is no profile "${told.profile}".`,
      nextStep: `Name one of ${profileNames.join(', ')} with --profile.`,
    });
  }
  const layout = new NetworkLayout(told.folder ?? join(root, '.data', 'fabric', `story-${profile}`));
  const recorded = told.portBase === undefined ? recordedNetwork(layout) : undefined;
  if (recorded?.profile === profile) {
    return { network: { ...recorded, clientClockToleranceMinutes: storyToleranceMinutes }, layout };
  }
  const portBase = told.portBase === undefined ? storyPortBases[profile] : portBaseOf(told.portBase);
  const network = describeProfile(profile, {
    ...{ portBase, clientClockToleranceMinutes: storyToleranceMinutes },
  });
  return { network, layout };
}

/** The name after that of the last story that was played here. */
async function nextStory({ network, layout }: NetworkPlace): Promise<string> {
  const gateways = openLifecycleGateways(network, layout);
  try {
    const { committed } = await channelView(gateways);
    const numbers = committed.map(({ name }) => Number(nameOfStory.exec(name)?.[1] ?? 0));
    return `story-${String(Math.max(0, ...numbers) + 1)}`;
  } finally {
    for (const gateway of gateways) gateway.close();
  }
}

function issuerOf(issuers: ReadonlyMap<MspId, NetworkIssuer>, mspId: string): NetworkIssuer {
  const found = [...issuers.values()].find((issuer) => issuer.mspId === mspId);
  if (found === undefined) throw new Error(`there is no authority for ${mspId}`);
  return found;
}

async function verified(ledger: GatewayLedger): ReturnType<StoryStage['verify']> {
  const { blocks, transactions, newestHash } = await ledger.verify();
  return { blocks, transactions, newestHash, witness: 'peers' };
}

async function timed<Answer>(
  tell: StageRequest['tell'],
  part: StagePart,
  work: () => Promise<Answer>,
): Promise<Answer> {
  tell(part);
  const begun = performance.now();
  const answer = await work();
  tell(part, (performance.now() - begun) / 1_000);
  return answer;
}
