/**
 * Brings contracts onto the channel: packages them, starts a process for each organisation with a peer, installs,
 * approves, commits, and waits until they answer. Every step asks first whether it is still needed, so that running
 * again completes what broke off and otherwise does nothing.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NetworkDescription } from '../network-description';
import { endorsementPolicyOf } from '../network-description';
import type { NetworkLayout } from '../network-layout';
import { connectionAddress } from './chaincode-connection';
import { answeringSequences, defineChaincodes } from './chaincode-definition';
import { packageCode } from './chaincode-package';
import type { ChaincodePackage } from './chaincode-package';
import { endService, recordedServices, repositoryRoot, startService } from './chaincode-processes';
import type { ProcessKeeper } from './chaincode-processes';
import { packagesInUse, packagesOfNames } from './deployment-plan';
import { channelView, openLifecycleGateways } from './lifecycle-gateway';
import type { LifecycleGateway } from './lifecycle-gateway';
import { installPackage } from './package-installation';
import type { PeerProgram } from './package-installation';
import { encodeSignaturePolicy } from './signature-policy-codec';

export interface DeployedChaincode {
  /** Names under which the code is deployed: each has a state of its own. */
  readonly names: readonly string[];
  /** The compiled module that exports `contracts`, from the repository's root. */
  readonly modulePath: string;
  /** Signature policy; the network's own unless it is given. */
  readonly policy?: string;
}

export interface DeploymentOptions {
  readonly tools: PeerProgram;
  readonly processes: ProcessKeeper;
  readonly chaincode: DeployedChaincode;
  /** Takes a line about what was done. */
  readonly say: (line: string) => void;
}

export interface Deployment {
  readonly label: string;
  readonly packageId: string;
  /** Sequence by name. */
  readonly sequences: Readonly<Record<string, number>>;
  /** Names whose definition had to be committed; none when all were as wanted. */
  readonly committed: readonly string[];
  /** Chaincode processes that had to be started, and that were stopped since nothing needs them. */
  readonly started: readonly string[];
  readonly stopped: readonly string[];
}

/** What the steps of one deployment share. */
interface Site {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly options: DeploymentOptions;
  readonly code: ChaincodePackage;
  readonly gateways: readonly LifecycleGateway[];
}

/**
 * Deploys a module's contracts under their names to every organisation that has a peer.
 * @throws DeploymentError when a step fails, or the contracts do not answer within a minute
 */
export async function deployChaincode(
  network: NetworkDescription,
  layout: NetworkLayout,
  options: DeploymentOptions,
): Promise<Deployment> {
  const { chaincode, say } = options;
  const code = packageCode(repositoryRoot, chaincode.modulePath);
  const policy = encodeSignaturePolicy(chaincode.policy ?? endorsementPolicyOf(network));
  const gateways = openLifecycleGateways(network, layout);
  const site = { network, layout, options, code, gateways };
  const wanted = { names: chaincode.names, packageId: code.packageId, policy };
  try {
    const started = await serve(site);
    const committed = await defineChaincodes(gateways, wanted, say);
    const sequences = await answeringSequences(gateways, wanted);
    const stopped = await retire(site);
    if (started.length + committed.length + stopped.length === 0) say('nothing to deploy: all is as wanted');
    return { label: code.label, packageId: code.packageId, sequences, committed, started, stopped };
  } finally {
    for (const gateway of gateways) gateway.close();
  }
}

/** Starts the processes and installs the package; a package's process runs before anybody approves it. */
async function serve(site: Site): Promise<readonly string[]> {
  const { options, code, layout } = site;
  const file = keptPackage(layout, code);
  const served = { label: code.label, packageId: code.packageId, modulePath: options.chaincode.modulePath };
  const started = await Promise.all(
    site.gateways.map(async ({ organisation }) => {
      const place = { ...site, organisation };
      // The builder reads the connection while the peer installs.
      await connectionAddress(place, code.label);
      const [process, isNew] = await Promise.all([
        startService(place, options.processes, served),
        installPackage(place, options.tools, { packageId: code.packageId, file }),
      ]);
      if (process !== undefined) options.say(`${process} serves ${code.label}`);
      if (isNew) options.say(`${organisation.mspId} has installed ${code.packageId}`);
      return process;
    }),
  );
  return started.filter((name) => name !== undefined);
}

function keptPackage(layout: NetworkLayout, { label, bytes }: ChaincodePackage): string {
  mkdirSync(layout.chaincodePackages, { recursive: true });
  const file = join(layout.chaincodePackages, `${label}.tgz`);
  writeFileSync(`${file}.unfinished`, bytes);
  renameSync(`${file}.unfinished`, file);
  return file;
}

/** Stops the processes of packages that these names ran on before and that no committed definition runs on now. */
async function retire(site: Site): Promise<readonly string[]> {
  const { processes, chaincode, say } = site.options;
  const services = recordedServices(processes).filter(({ packageId }) => packageId !== site.code.packageId);
  if (services.length === 0) return [];
  const view = await channelView(site.gateways);
  const stopped = site.gateways.flatMap(({ organisation }) => {
    const inUse = packagesInUse(view, organisation.mspId);
    const before = packagesOfNames(view, organisation.mspId, chaincode.names);
    return services.filter(
      (each) =>
        each.organisation === organisation.name && before.has(each.packageId) && !inUse.has(each.packageId),
    );
  });
  await Promise.all(stopped.map(({ name }) => endService(processes, name)));
  for (const { name } of stopped) say(`${name} is stopped: no definition needs it any more`);
  return stopped.map(({ name }) => name);
}
