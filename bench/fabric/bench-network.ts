/**
 * A Fabric network for measuring: made in a temporary folder on ports of its own, with the benchmarks' chaincode, a
 * ledger over its peers and the authorities that issue certificates. It is taken down whatever happens; when something
 * failed its folder, with all logs, is kept and named.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployChaincode } from '../../fabric-network/chaincode/chaincode-deployment';
import { gatewayAccess, networkIssuer } from '../../fabric-network/network-access';
import type { BatchSize, ProfileName } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, cleanAway, takeDown } from '../../fabric-network/network-life';
import type { RunningNetwork } from '../../fabric-network/network-life';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { Issuers } from '../../test/province/founding';
import type { NamedProcess } from './processor-use';

const chaincodeName = 'bench';
const modulePath = 'dist/bench/fabric/measured-contracts.js';
/** As a shell tells that a signal ended a program: 128 and the number of SIGINT. */
const interruptedExitCode = 130;

export interface NetworkPlan {
  readonly profile: ProfileName;
  readonly portBase: number;
  /** The profile's own unless given. */
  readonly batch?: BatchSize;
  readonly say: (line: string) => void;
}

/** Where a network for measuring is made; it need not be up. */
export interface NetworkSite {
  readonly plan: NetworkPlan;
  readonly network: RunningNetwork['network'];
  readonly layout: NetworkLayout;
  readonly programs: RunningNetwork['programs'];
}

export interface BenchNetwork extends NetworkSite {
  readonly ledger: GatewayLedger;
  readonly issuers: Issuers;
  /** The network's processes, and this one as `client`. */
  readonly processes: readonly NamedProcess[];
  /** Two callers without a part in the business, one at each endorsing organisation. */
  readonly callers: readonly LedgerIdentity[];
}

/** Makes a folder for a network, lets it be used, takes the network down and removes it. */
export async function onNetworkSite<Value>(
  plan: NetworkPlan,
  use: (site: NetworkSite) => Promise<Value>,
): Promise<Value> {
  const { profile, portBase, batch, say } = plan;
  const programs = await fabricPrograms({ say });
  const network = describeProfile(profile, { portBase, ...(batch === undefined ? {} : { batch }) });
  const layout = new NetworkLayout(mkdtempSync(join(tmpdir(), 'relief-bench-fabric-')));
  const interrupted = (): void => {
    say(`Interrupted: taking the network in ${layout.folder} down …`);
    const exit = (): never => process.exit(interruptedExitCode);
    takeDown(layout, say).then(exit, (error: unknown) => {
      say(`✗ ${String(error)}`);
      exit();
    });
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const value = await use({ plan, network, layout, programs });
    await takeDown(layout, () => undefined);
    await cleanAway(layout);
    return value;
  } catch (error) {
    say(`✗ The network's folder is kept, with all logs: ${layout.folder}`);
    await takeDown(layout, say);
    throw error;
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
  }
}

/** Brings a network up, deploys the benchmarks' chaincode and lets it be used. */
export async function onBenchNetwork<Value>(
  plan: NetworkPlan,
  use: (network: BenchNetwork) => Promise<Value>,
): Promise<Value> {
  return onNetworkSite(plan, async (site) => {
    const running = await bringUp(site.network, site.layout, { programs: site.programs, say: plan.say });
    await deployBench(running, plan.say);
    const opened = await openBench(running);
    try {
      return await use({ ...site, ...opened });
    } finally {
      await opened.close();
    }
  });
}

/** Deploys the benchmarks' chaincode, or sees that it is there. */
export async function deployBench(
  { network, layout, programs, processes }: RunningNetwork,
  say: (line: string) => void,
): Promise<void> {
  const chaincode = { names: [chaincodeName], modulePath };
  await deployChaincode(network, layout, { tools: programs, processes, chaincode, say });
}

/** Opens the ledger of a running network, with issuers and callers. */
export async function openBench(
  running: RunningNetwork,
): Promise<Pick<BenchNetwork, 'ledger' | 'issuers' | 'processes' | 'callers'> & { close(): Promise<void> }> {
  const authorities = openAuthorities(running);
  const { issuers } = authorities;
  const [reader, ...others] = await Promise.all([
    benchCaller(issuers.ProvinceMSP),
    benchCaller(issuers.BankMSP),
  ]);
  const ledger = await openGatewayLedger({
    ...gatewayAccess(running),
    chaincode: chaincodeName,
    reader,
  });
  const close = async (): Promise<void> => {
    await ledger.close();
    authorities.close();
  };
  const processes = [...networkProcesses(running), { name: 'client', pid: process.pid }];
  return { ledger, issuers, processes, callers: [reader, ...others], close };
}

/** The processes of a running network, by kind and organisation: `chaincode-bank`, whatever code it serves. */
export function networkProcesses({ processes }: Pick<RunningNetwork, 'processes'>): readonly NamedProcess[] {
  return processes.list().flatMap(({ name, kind, organisation }) => {
    const pid = processes.pidOf(name);
    return pid === undefined ? [] : [{ name: `${kind}-${organisation}`, pid }];
  });
}

function openAuthorities(running: RunningNetwork): { readonly issuers: Issuers; close(): void } {
  const issuers = {
    ProvinceMSP: networkIssuer(running, 'ProvinceMSP'),
    CountyMSP: networkIssuer(running, 'CountyMSP'),
    BankMSP: networkIssuer(running, 'BankMSP'),
    PartnershipMSP: networkIssuer(running, 'PartnershipMSP'),
  };
  const close = (): void => {
    for (const issuer of Object.values(issuers)) issuer.close();
  };
  return { issuers, close };
}

async function benchCaller(issuer: IdentityIssuer): Promise<LedgerIdentity> {
  const { identity } = await issuer.enrol({
    ...{ role: 'bench', organisation: 'BENCH', county: '000000', person: 'bench-caller', kind: 'service' },
  });
  return identity;
}
