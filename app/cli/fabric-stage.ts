/**
 * The stage on which `npm run story -- --ledger fabric` plays: a real network on this machine, brought up if it is down, with
 * the contracts under a chaincode name that no story was played on before. The network is one for stories: its peers
 * accept a client whose clock is far off, because a story lasts months and is told in a minute.
 */
import { join } from 'node:path';
import { addDays, endOfDay, instantOf, millisecondsOf } from '../../domain/calendar';
import { mspIds } from '../../domain/roles';
import type { MspId } from '../../domain/roles';
import { channelView, openLifecycleGateways } from '../../fabric-network/chaincode/lifecycle-gateway';
import { gatewayAccess, networkIssuer } from '../../fabric-network/network-access';
import type { NetworkIssuer, NetworkPlace } from '../../fabric-network/network-access';
import type { ProfileName } from '../../fabric-network/network-description';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import { keptIssuer } from '../../ledger/identities/kept-issuer';
import type { CertificateAttributes, StageRequest, StoryStage } from '../story/story-stage';
import { chosenNetwork, startNetwork } from './fabric-network-start';

/** Apart from the networks of `npm run fabric:up`, and from each other. */
const storyPortBases: Readonly<Record<ProfileName, number>> = { province: 10_400, small: 10_800 };
const storyToleranceMinutes = 20 * 366 * 24 * 60;
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

/** Brings the network up and deploys the contracts under the next story's name. */
async function openStory(
  root: string,
  { folder, profile = 'province', portBase, tell }: StageRequest,
): Promise<{ readonly place: NetworkPlace; readonly chaincode: string }> {
  const place = chosenNetwork({
    ...{ profile, portBase, standardPortBases: storyPortBases },
    folder: folder ?? join(root, '.data', 'fabric', `story-${profile}`),
    clientClockToleranceMinutes: storyToleranceMinutes,
  });
  const chaincode = await startNetwork(place, {
    nameChaincode: nextStory,
    // Stories of contracts that were changed since are over: nobody needs their processes any more.
    endsOutdatedProcesses: true,
    say: (line) => process.stdout.write(`  ${line}\n`),
    tell,
  });
  return { place, chaincode };
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
