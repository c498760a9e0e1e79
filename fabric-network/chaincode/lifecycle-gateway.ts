/**
 * Fabric's chaincode lifecycle as one organisation's administrator speaks it: through the gateway of the organisation's
 * own peer. What is approved and committed is asked of the chain each time; nothing is remembered here.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, hash } from '@hyperledger/fabric-gateway';
import type { Contract, Gateway, Network } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import type { MspId } from '../../domain/roles';
import { administratorOf } from '../network-access';
import type { NetworkDescription, NetworkOrganisation } from '../network-description';
import type { NetworkLayout } from '../network-layout';

const { lifecycle } = peer;
const lifecycleChaincode = '_lifecycle';
/** Every contract of fabric-contract-api answers it, whoever asks, and it writes nothing. */
const probeTransaction = 'org.hyperledger.fabric:GetMetadata';
const answerMsMax = 15_000;
const commitMsMax = 60_000;
/** A chaincode definition as the organisations agree on it. */
export interface Definition {
  readonly name: string;
  readonly sequence: number;
  readonly version: string;
  /** peer.ApplicationPolicy. */
  readonly policy: Uint8Array;
}

/** What an organisation agreed to, and the package by which it means to run it. */
export interface Approval extends Definition {
  readonly packageId: string;
}

/** What the chain and the organisations' peers say. */
export interface ChannelView {
  readonly committed: readonly Definition[];
  /** The approvals of every organisation with a peer. */
  readonly approvals: ReadonlyMap<MspId, readonly Approval[]>;
}

/** A gateway for each organisation that has a peer; whoever opens them closes them. */
export function openLifecycleGateways(
  network: NetworkDescription,
  layout: NetworkLayout,
): readonly LifecycleGateway[] {
  return network.organisations
    .filter(({ hasPeer }) => hasPeer)
    .map((organisation) => new LifecycleGateway(network, layout, organisation));
}

/** What is committed, as the first organisation's peer knows it, and what each organisation approved. */
export async function channelView(gateways: readonly LifecycleGateway[]): Promise<ChannelView> {
  const [first] = gateways;
  assert(first !== undefined, 'a network has an organisation with a peer');
  const [committed, approvals] = await Promise.all([
    first.committed(),
    Promise.all(gateways.map(async (each) => [each.organisation.mspId, await each.approvals()] as const)),
  ]);
  return { committed, approvals: new Map(approvals) };
}

export class LifecycleGateway {
  readonly organisation: NetworkOrganisation;
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #network: Network;
  readonly #lifecycle: Contract;

  constructor(network: NetworkDescription, layout: NetworkLayout, organisation: NetworkOrganisation) {
    this.organisation = organisation;
    const root = readFileSync(layout.rootCertificate(organisation));
    // The certificates name localhost, too; an address as server name draws a deprecation warning from Node.
    this.#client = new Client(
      `${network.host}:${String(organisation.ports.peer)}`,
      credentials.createSsl(root),
      { 'grpc.ssl_target_name_override': 'localhost', 'grpc.max_receive_message_length': -1 },
    );
    this.#gateway = connect({ client: this.#client, ...administrator(layout, organisation) });
    this.#network = this.#gateway.getNetwork(network.channel);
    this.#lifecycle = this.#network.getContract(lifecycleChaincode);
  }

  close(): void {
    this.#gateway.close();
    this.#client.close();
  }

  /** All definitions that are committed on the channel, as this organisation's peer knows them. */
  async committed(): Promise<readonly Definition[]> {
    const asked = new lifecycle.QueryChaincodeDefinitionsArgs().serializeBinary();
    const answer = await this.#ask('QueryChaincodeDefinitions', asked);
    return lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(answer)
      .getChaincodeDefinitionsList()
      .map((each) => ({
        name: each.getName(),
        sequence: each.getSequence(),
        version: each.getVersion(),
        policy: each.getValidationParameter_asU8(),
      }));
  }

  /** All approvals that this organisation ever gave on the channel, those of earlier sequences, too. */
  async approvals(): Promise<readonly Approval[]> {
    const asked = new lifecycle.QueryApprovedChaincodeDefinitionsArgs().serializeBinary();
    const answer = await this.#ask('QueryApprovedChaincodeDefinitions', asked);
    return lifecycle.QueryApprovedChaincodeDefinitionsResult.deserializeBinary(answer)
      .getApprovedChaincodeDefinitionsList()
      .map((each) => ({
        name: each.getName(),
        sequence: each.getSequence(),
        version: each.getVersion(),
        policy: each.getValidationParameter_asU8(),
        packageId: each.getSource()?.getLocalPackage()?.getPackageId() ?? '',
      }));
  }

  /** Agrees to a definition for this organisation; resolves when that is in a block. */
  async approve(definition: Definition, packageId: string): Promise<void> {
    const local = new lifecycle.ChaincodeSource.Local();
    local.setPackageId(packageId);
    const source = new lifecycle.ChaincodeSource();
    source.setLocalPackage(local);
    const given = new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs();
    describe(given, definition);
    given.setSource(source);
    await this.#lifecycle.submit('ApproveChaincodeDefinitionForMyOrg', {
      arguments: [given.serializeBinary()],
      endorsingOrganizations: [this.organisation.mspId],
    });
  }

  /** Commits a definition with the endorsements of the given organisations, which must have approved it. */
  async commit(definition: Definition, endorsers: readonly NetworkOrganisation[]): Promise<void> {
    const given = new lifecycle.CommitChaincodeDefinitionArgs();
    describe(given, definition);
    await this.#lifecycle.submit('CommitChaincodeDefinition', {
      arguments: [given.serializeBinary()],
      endorsingOrganizations: endorsers.map(({ mspId }) => mspId),
    });
  }

  /**
   * Whether a chaincode answers at this peer and gets endorsed by whomever its policy demands; submits nothing.
   * @throws GatewayError while either does not work
   */
  async answers(name: string): Promise<true> {
    const contract = this.#network.getContract(name);
    await contract.evaluate(probeTransaction, { endorsingOrganizations: [this.organisation.mspId] });
    await contract.newProposal(probeTransaction).endorse();
    return true;
  }

  #ask(transaction: string, asked: Uint8Array): Promise<Uint8Array> {
    return this.#lifecycle.evaluate(transaction, {
      arguments: [asked],
      endorsingOrganizations: [this.organisation.mspId],
    });
  }
}

interface DefinitionArguments {
  setName(name: string): void;
  setSequence(sequence: number): void;
  setVersion(version: string): void;
  setValidationParameter(policy: Uint8Array): void;
}

function describe(given: DefinitionArguments, { name, sequence, version, policy }: Definition): void {
  given.setName(name);
  given.setSequence(sequence);
  given.setVersion(version);
  given.setValidationParameter(policy);
}

function administrator(
  layout: NetworkLayout,
  organisation: NetworkOrganisation,
): Omit<Parameters<typeof connect>[0], 'client'> {
  const identity = administratorOf(layout, organisation);
  const within = (ms: number) => () => ({ deadline: Date.now() + ms });
  return {
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificatePem) },
    signer: (message) => identity.sign(message),
    hash: hash.none,
    evaluateOptions: within(answerMsMax),
    endorseOptions: within(answerMsMax),
    submitOptions: within(answerMsMax),
    commitStatusOptions: within(commitMsMax),
  };
}
