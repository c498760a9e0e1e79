/**
 * `npm run fabric:deploy`: the product's contracts onto the network that is up, and how what is deployed looks in
 * `npm run fabric:status`.
 */
import { GatewayError } from '@hyperledger/fabric-gateway';
import type { CommandContext } from '../command-line';
import { withFolderLocked } from '../folder-lock';
import type { NetworkDescription } from '../network-description';
import { NetworkError } from '../network-error';
import type { NetworkLayout } from '../network-layout';
import { ProcessTable } from '../processes/process-table';
import { fabricPrograms } from '../programs/program-choice';
import { deployChaincode } from './chaincode-deployment';
import { productModule } from './chaincode-package';
import { recordedServices } from './chaincode-processes';
import { DeploymentError } from './deployment-error';
import { channelView, openLifecycleGateways } from './lifecycle-gateway';

/** What Fabric takes for a name (core/chaincode/lifecycle); it says so after everything else is done, a minute later. */
const nameForm = /^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/;
/** The name under which the product's contracts are known on the channel, unless the command names others. */
const productName = 'relief-fund';
const digestCharacters = 12;

/**
 * Deploys the product's contracts, under the names that the command's words give.
 * @throws NetworkError when the network does not run
 * @throws DeploymentError when a name is none, or a step fails
 */
export async function deploy({ network, layout, words, say }: CommandContext): Promise<number> {
  const started = performance.now();
  const names = namesIn(words);
  const processes = new ProcessTable(layout);
  if (processes.running().length === 0) throw notUp(layout);
  const tools = await fabricPrograms({ say });
  const chaincode = { names, modulePath: productModule };
  const deployment = await withFolderLocked(layout, () =>
    deployChaincode(network, layout, { tools, processes, chaincode, say }),
  );
  const each = names.map((name) => `${name} (sequence ${String(deployment.sequences[name])})`);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`${deployment.label} answers as ${each.join(', ')} after ${seconds} s.`);
  return 0;
}

function namesIn(words: readonly string[]): readonly string[] {
  const unfit = words.find((word) => !nameForm.test(word));
  if (unfit === undefined) return words.length > 0 ? [...new Set(words)] : [productName];
  throw new DeploymentError({
    code: 'bad-argument',
    message: `"${unfit}" cannot be the name of a chaincode.`,
    nextStep: 'Name it by letters and digits, with single - or _ between them.',
  });
}

function notUp(layout: NetworkLayout): NetworkError {
  return new NetworkError({
    code: 'not-running',
    message: `No network runs in ${layout.folder} to deploy to.`,
    nextStep: 'Start it with `npm run fabric:up`.',
  });
}

/**
 * A line for each committed definition with its sequence, and below it one for each organisation with a peer: the package
 * it approved, as label and the beginning of its digest, and whether the process that serves it runs. A peer that does not answer is a finding, not a failure.
 */
export async function chaincodeStatusLines(
  network: NetworkDescription,
  layout: NetworkLayout,
): Promise<readonly string[]> {
  const services = recordedServices(new ProcessTable(layout));
  const gateways = openLifecycleGateways(network, layout);
  try {
    const { committed, approvals } = await channelView(gateways);
    if (committed.length === 0) return ['chaincode: none deployed'];
    return committed.flatMap(({ name, sequence }) => {
      const places = gateways.map(({ organisation }) => {
        const given = approvals.get(organisation.mspId) ?? [];
        const approval = given.find((each) => each.name === name && each.sequence === sequence);
        if (approval === undefined) return `  ${organisation.name}: not approved`;
        const served = services.some(
          (each) =>
            each.isRunning &&
            each.organisation === organisation.name &&
            each.packageId === approval.packageId,
        );
        return `  ${organisation.name}: ${shortPackageId(approval.packageId)} ${served ? 'served' : 'NOT served'}`;
      });
      return [`chaincode ${name}, sequence ${String(sequence)}`, ...places];
    });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return [`chaincode: the peers cannot be asked (${error.message})`];
  } finally {
    for (const gateway of gateways) gateway.close();
  }
}

/** `label:digest` with as much of the digest as tells packages apart at a glance. */
function shortPackageId(packageId: string): string {
  const [label = '', digest = ''] = packageId.split(':');
  return `${label}:${digest.slice(0, digestCharacters)}`;
}
