/**
 * Makes a network on this machine ready for a program: finds Fabric's programs, brings the network up if it is down, and
 * deploys the contracts under the name that the program asks for. The story and the platform start their networks here.
 */
import { deployChaincode } from '../../fabric-network/chaincode/chaincode-deployment';
import { endService, recordedServices } from '../../fabric-network/chaincode/chaincode-processes';
import { portBaseOf } from '../../fabric-network/command-line';
import type { NetworkPlace } from '../../fabric-network/network-access';
import { profileNames } from '../../fabric-network/network-description';
import type { ProfileName } from '../../fabric-network/network-description';
import { NetworkError } from '../../fabric-network/network-error';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp } from '../../fabric-network/network-life';
import { recordedNetwork } from '../../fabric-network/network-record';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import type { StagePart } from '../story/story-stage';

const contractsModule = 'dist/chaincode/index.js';

export interface NetworkChoice {
  readonly profile: string;
  /** First of the network's ports; undefined when the user named none. */
  readonly portBase: string | undefined;
  readonly folder: string;
  /** Where the profile's ports begin when nobody named them. */
  readonly standardPortBases: Readonly<Record<ProfileName, number>>;
  /** How far a client's clock may be off; Fabric's own quarter of an hour when absent. */
  readonly clientClockToleranceMinutes?: number;
}

/**
 * The network that a user chose: as it was made, where the folder holds one of this profile, and newly described
 * otherwise.
 * @throws NetworkError `bad-option` for a profile or a port that does not exist
 */
export function chosenNetwork(choice: NetworkChoice): NetworkPlace {
  const profile = profileNames.find((name) => name === choice.profile);
  if (profile === undefined) {
    throw new NetworkError({
      code: 'bad-option',
      message: `There is no profile "${choice.profile}".`,
      nextStep: `Name one of ${profileNames.join(', ')} with --profile.`,
    });
  }
  const tolerance =
    choice.clientClockToleranceMinutes === undefined
      ? {}
      : { clientClockToleranceMinutes: choice.clientClockToleranceMinutes };
  const layout = new NetworkLayout(choice.folder);
  const recorded = choice.portBase === undefined ? recordedNetwork(layout) : undefined;
  if (recorded?.profile === profile) return { network: { ...recorded, ...tolerance }, layout };
  const portBase =
    choice.portBase === undefined ? choice.standardPortBases[profile] : portBaseOf(choice.portBase);
  return { network: describeProfile(profile, { portBase, ...tolerance }), layout };
}

export interface NetworkStart {
  /** Says under which name the contracts are deployed, once the network is up. */
  readonly nameChaincode: (place: NetworkPlace) => Promise<string>;
  /** Processes of packages that no name here runs on any more are ended. */
  readonly endsOutdatedProcesses: boolean;
  readonly say: (line: string) => void;
  /** Is told of a part when it is begun, and when it is ready with the seconds it took. */
  readonly tell: (part: StagePart, seconds?: number) => void;
}

/** Brings the network up with the contracts on it; answers the name that they were deployed under. */
export async function startNetwork(place: NetworkPlace, start: NetworkStart): Promise<string> {
  const { network, layout } = place;
  const { say, tell } = start;
  const tools = await timed(tell, 'tools', () => fabricPrograms({ say }));
  const { processes } = await timed(tell, 'network', () =>
    bringUp(network, layout, { programs: tools, say }),
  );
  return timed(tell, 'contracts', async () => {
    const name = await start.nameChaincode(place);
    const { packageId } = await deployChaincode(network, layout, {
      chaincode: { names: [name], modulePath: contractsModule },
      ...{ tools, processes, say },
    });
    if (start.endsOutdatedProcesses) {
      const outdated = recordedServices(processes).filter((service) => service.packageId !== packageId);
      await Promise.all(outdated.map((service) => endService(processes, service.name)));
    }
    return name;
  });
}

async function timed<Answer>(
  tell: NetworkStart['tell'],
  part: StagePart,
  work: () => Promise<Answer>,
): Promise<Answer> {
  tell(part);
  const begun = performance.now();
  const answer = await work();
  tell(part, (performance.now() - begun) / 1_000);
  return answer;
}
