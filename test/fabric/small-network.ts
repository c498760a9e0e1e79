/** A network of profile `small` in a temporary folder, for tests that deploy to it: up, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployChaincode } from '../../fabric-network/chaincode/chaincode-deployment';
import type { DeployedChaincode, Deployment } from '../../fabric-network/chaincode/chaincode-deployment';
import { administratorOf, gatewayAccess } from '../../fabric-network/network-access';
import { organisationOf } from '../../fabric-network/network-description';
import type { NetworkDescription } from '../../fabric-network/network-description';
import { NetworkLayout } from '../../fabric-network/network-layout';
import { bringUp, takeDown } from '../../fabric-network/network-life';
import { ProcessTable } from '../../fabric-network/processes/process-table';
import { describeProfile } from '../../fabric-network/profiles';
import { fabricPrograms } from '../../fabric-network/programs/program-choice';
import { openGatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { GatewayLedger } from '../../ledger/gateway/gateway-ledger';
import type { LedgerIdentity } from '../../ledger/ledger';

/** Apart from operators' networks and from those of other tests. */
const portBase = 23_400;

export interface SmallNetwork {
  readonly network: NetworkDescription;
  readonly layout: NetworkLayout;
  readonly processes: ProcessTable;
  /** Province's administrator: the probe contract asks for no role. */
  readonly identity: LedgerIdentity;
  deploy(chaincode: DeployedChaincode, say?: (line: string) => void): Promise<Deployment>;
  ledger(chaincode: string): Promise<GatewayLedger>;
  /** Stops everything and starts it again, the ledgers kept. */
  restart(): Promise<void>;
  /** Ends all processes and removes the folder. */
  dispose(): Promise<void>;
}

export async function smallNetwork(): Promise<SmallNetwork> {
  const silent = () => undefined;
  const folder = mkdtempSync(join(tmpdir(), 'small-network-'));
  const network = describeProfile('small', { portBase });
  const layout = new NetworkLayout(folder);
  const tools = await fabricPrograms({ say: silent });
  await bringUp(network, layout, { programs: tools, say: silent });
  const processes = new ProcessTable(layout);
  const identity = administratorOf(layout, organisationOf(network, 'ProvinceMSP'));
  return {
    ...{ network, layout, processes, identity },
    deploy: (chaincode, say = silent) =>
      deployChaincode(network, layout, { tools, processes, chaincode, say }),
    ledger: (chaincode) =>
      openGatewayLedger({
        ...gatewayAccess({ network, layout }),
        ...{ chaincode, reader: identity },
      }),
    restart: async () => {
      await takeDown(layout, silent);
      await bringUp(network, layout, { programs: tools, say: silent });
    },
    dispose: async () => {
      await takeDown(layout, silent);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
