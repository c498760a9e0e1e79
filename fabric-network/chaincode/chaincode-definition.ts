/**
 * The lifecycle's last steps for any number of names at once: approve where an approval is missing, commit where a
 * definition is missing, and wait until every organisation's peer answers under the new definitions.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { DeploymentError } from './deployment-error';
import { planDeployment } from './deployment-plan';
import type { PlannedChaincode, WantedChaincode } from './deployment-plan';
import { channelView } from './lifecycle-gateway';
import type { LifecycleGateway } from './lifecycle-gateway';
import { mayPass } from './passing-failure';

/** A minute: a leader is elected, and the peers have found each other. */
const readyMsMax = 60_000;
const pollMs = 50;
/** The peers' gateways take 500 calls at once; a definition is one for each organisation. */
const definitionsInFlightMax = 50;

/**
 * Approves and commits what is missing, and compares again after each attempt: an answer that was lost, or peers that
 * do not know each other yet, cost another round.
 * @returns the names that were missing
 * @throws DeploymentError when a definition is refused, or none is committed within a minute
 */
export async function defineChaincodes(
  gateways: readonly LifecycleGateway[],
  wanted: WantedChaincode,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const done = new Set<string>();
  const endMs = Date.now() + readyMsMax;
  for (;;) {
    const missing = planDeployment(await channelView(gateways), wanted).filter(isMissing);
    if (missing.length === 0) return [...done];
    const failures = await defineAll(gateways, missing, wanted.packageId);
    for (const { definition } of missing) done.add(definition.name);
    const lasting = failures.find((failure) => !mayPass(failure) || Date.now() > endMs);
    if (lasting !== undefined) throw notCommitted(missing, lasting);
    if (failures.length === 0) say(committedLine(missing));
    else await delay(pollMs);
  }
}

type MissingChaincode = Extract<PlannedChaincode, { readonly kind: 'to-define' }>;

function isMissing(planned: PlannedChaincode): planned is MissingChaincode {
  return planned.kind === 'to-define';
}

/** Tries each of them once; what failed is answered, not thrown, so that all have come to an end. */
async function defineAll(
  gateways: readonly LifecycleGateway[],
  missing: readonly MissingChaincode[],
  packageId: string,
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  for (let from = 0; from < missing.length; from += definitionsInFlightMax) {
    const batch = missing.slice(from, from + definitionsInFlightMax);
    const outcomes = await Promise.allSettled(batch.map((each) => define(gateways, each, packageId)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') failures.push(outcome.reason);
  }
  return failures;
}

async function define(
  gateways: readonly LifecycleGateway[],
  { definition, toApprove }: MissingChaincode,
  packageId: string,
): Promise<void> {
  const approving = gateways.filter(({ organisation }) => toApprove.includes(organisation.mspId));
  await Promise.all(approving.map((gateway) => gateway.approve(definition, packageId)));
  const endorsers = gateways.map(({ organisation }) => organisation);
  await gateways[0]?.commit(definition, endorsers);
}

function committedLine(missing: readonly MissingChaincode[]): string {
  const each = missing.map(({ definition: { name, sequence } }) => `${name} in sequence ${String(sequence)}`);
  return `approved and committed: ${each.join(', ')}`;
}

/**
 * The sequences by name, once every organisation's peer has the definitions, answers and gets its answers endorsed.
 * @throws DeploymentError when that is not so within a minute
 */
export async function answeringSequences(
  gateways: readonly LifecycleGateway[],
  wanted: WantedChaincode,
): Promise<Readonly<Record<string, number>>> {
  const planned = planDeployment(await channelView(gateways), wanted);
  const sequences = new Map(planned.map(({ definition: { name, sequence } }) => [name, sequence]));
  const known = async (gateway: LifecycleGateway): Promise<boolean> => {
    const committed = new Map((await gateway.committed()).map(({ name, sequence }) => [name, sequence]));
    return [...sequences].every(([name, sequence]) => (committed.get(name) ?? 0) >= sequence);
  };
  await Promise.all(
    gateways.map(async (gateway) => {
      await until(gateway, () => known(gateway));
      await Promise.all(wanted.names.map((name) => until(gateway, () => gateway.answers(name))));
    }),
  );
  return Object.fromEntries(sequences);
}

async function until(gateway: LifecycleGateway, holds: () => Promise<boolean>): Promise<void> {
  let last: unknown;
  const endMs = Date.now() + readyMsMax;
  while (Date.now() < endMs) {
    try {
      if (await holds()) return;
    } catch (error) {
      if (!mayPass(error)) throw notReady(gateway, error);
      last = error;
    }
    await delay(pollMs);
  }
  throw notReady(gateway, last);
}

function notCommitted(missing: readonly MissingChaincode[], cause: unknown): DeploymentError {
  const names = missing.map(({ definition }) => definition.name).join(', ');
  return new DeploymentError({
    code: 'definition-not-committed',
    message: `The definition of ${names} could not be committed: ${reasonOf(cause)}.`,
    nextStep: 'Look at `npm run fabric:status`; deploy again once all its peers and orderers run.',
    cause,
  });
}

function notReady({ organisation }: LifecycleGateway, cause: unknown): DeploymentError {
  return new DeploymentError({
    code: 'not-ready',
    message: `The contracts do not answer at ${organisation.mspId}'s peer: ${reasonOf(cause)}.`,
    nextStep: 'Look at `npm run fabric:status` and at the logs of the chaincode processes.',
    cause,
  });
}

/** A gateway's own message says little; what the peers answered stands in its details. */
function reasonOf(error: unknown): string {
  if (!(error instanceof GatewayError)) return String(error);
  const details = error.details.map(({ mspId, message }) => `${mspId}: ${message}`);
  return [error.message, ...details].join('; ');
}
