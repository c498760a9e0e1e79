/**
 * Who leads the SmartBFT orderers now. Every orderer says in its metrics whom it follows since the newest block; after a
 * change of view that is another one than the first of the channel's consenters, so it is asked anew each time.
 */
import type { NetworkOrganisation } from '../../fabric-network/network-description';
import { ordererMetrics } from '../../fabric-network/node-interface';
import { processName } from '../../fabric-network/process-plan';
import type { FaultNetwork } from './fault-network';

const leaderGauge = /^consensus_BFT_leader_id\{[^}]*\} (\d+)$/m;

/** Names of the orderers' processes, in the order of their consenter numbers. */
export function ordererNames({ running }: FaultNetwork): readonly string[] {
  return orderingOrganisations(running.network.organisations).map(({ name }) => processName('orderer', name));
}

/** The process that leads by what most of the orderers say. */
export async function leadingOrderer(network: FaultNetwork): Promise<string> {
  const { network: described, layout } = network.running;
  const figures = await Promise.all(
    orderingOrganisations(described.organisations).map((each) => ordererMetrics(described, layout, each)),
  );
  const votes = figures.map((each) => Number(leaderGauge.exec(each)?.[1] ?? 0));
  const [elected] = votes.toSorted((one, other) => votesFor(votes, other) - votesFor(votes, one));
  // Consenters are numbered from 1.
  const name = elected === undefined ? undefined : ordererNames(network)[elected - 1];
  if (name === undefined) throw new Error(`the orderers name no leader: ${votes.join(', ')}`);
  return name;
}

function orderingOrganisations(
  organisations: readonly NetworkOrganisation[],
): readonly NetworkOrganisation[] {
  return organisations.filter(({ hasOrderer }) => hasOrderer);
}

function votesFor(votes: readonly number[], candidate: number): number {
  return votes.filter((vote) => vote === candidate).length;
}
