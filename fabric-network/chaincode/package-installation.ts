/**
 * Installs a chaincode package on an organisation's peer by Fabric's own `peer` program: the one step of the lifecycle
 * that concerns a peer and no channel, which gateways do not offer.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { administratorEnvironment } from '../program-run';
import type { ConnectionPlace } from './chaincode-connection';
import { DeploymentError } from './deployment-error';

const run = promisify(execFile);
const answerMsMax = 90_000;
const installedSchema = z.object({
  installed_chaincodes: z.array(z.object({ package_id: z.string() })).optional(),
});

/** The programs of the network that a deployment needs. */
export interface PeerProgram {
  /** Path of Fabric's `peer`. */
  readonly peer: string;
}

/**
 * Installs the package unless the peer has it.
 * @returns whether it had to be installed
 * @throws DeploymentError when the peer refuses or cannot be reached
 */
export async function installPackage(
  place: ConnectionPlace,
  tools: PeerProgram,
  { packageId, file }: { readonly packageId: string; readonly file: string },
): Promise<boolean> {
  const queried = await peerCommand(place, tools, ['queryinstalled', '--output', 'json']);
  const { installed_chaincodes: installed = [] } = installedSchema.parse(JSON.parse(queried));
  if (installed.some(({ package_id: each }) => each === packageId)) return false;
  await peerCommand(place, tools, ['install', file]);
  return true;
}

async function peerCommand(
  place: ConnectionPlace,
  { peer }: PeerProgram,
  args: readonly string[],
): Promise<string> {
  try {
    const { stdout } = await run(peer, ['lifecycle', 'chaincode', ...args], {
      env: administratorEnvironment(place.layout, place.organisation),
      timeout: answerMsMax,
    });
    return stdout;
  } catch (cause) {
    const { mspId } = place.organisation;
    throw new DeploymentError({
      code: 'peer-program',
      message: `${mspId}'s peer refused \`peer lifecycle chaincode ${args.join(' ')}\`: ${String(cause)}.`,
      nextStep: `Look at \`npm run fabric:status\` and at the peer's log in ${join(place.layout.folder, 'logs')}.`,
      cause,
    });
  }
}
