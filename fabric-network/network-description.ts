/**
 * The network as data: which organisations there are, what each of them runs and where it listens, how blocks are cut
 * and who must endorse. Every configuration file of the network is generated from one such description, so that nothing
 * is said in two places.
 */
import type { MspId } from '../domain/roles';

export const profileNames = ['small', 'province'] as const;
export type ProfileName = (typeof profileNames)[number];

/** Raft trusts the one who orders; SmartBFT stands a traitor among four (docs/adr, ordering). */
export type OrderingService = 'etcdraft' | 'BFT';

/** Ports of an organisation's programs, all on the network's host. */
export interface OrganisationPorts {
  readonly certificateAuthority: number;
  readonly certificateAuthorityOperations: number;
  readonly peer: number;
  readonly peerChaincode: number;
  readonly peerOperations: number;
  readonly orderer: number;
  readonly ordererAdmin: number;
  readonly ordererOperations: number;
  /** Chaincode processes take the first free one: during an upgrade the old and the new version listen at once. */
  readonly chaincode: readonly number[];
}

export interface NetworkOrganisation {
  readonly mspId: MspId;
  /** Short name, as in folders, logs and process names: `province`. */
  readonly name: string;
  readonly hasPeer: boolean;
  readonly hasOrderer: boolean;
  readonly ports: OrganisationPorts;
}

/** When a block is cut: at whichever comes first. */
export interface BatchSize {
  readonly timeoutMs: number;
  readonly messagesMax: number;
  readonly bytesMax: number;
  readonly preferredBytesMax: number;
}

export interface NetworkDescription {
  readonly profile: ProfileName;
  readonly host: string;
  readonly channel: string;
  readonly ordering: OrderingService;
  readonly organisations: readonly NetworkOrganisation[];
  readonly batch: BatchSize;
  /** Whose peers must all endorse a transaction (docs/adr, endorsement). */
  readonly endorsers: readonly MspId[];
  /** How far a proposal's time may be off the peer's clock. */
  readonly clientClockToleranceMinutes: number;
}

/** The organisation of an MSP. */
export function organisationOf(network: NetworkDescription, mspId: MspId): NetworkOrganisation {
  const found = network.organisations.find((organisation) => organisation.mspId === mspId);
  if (found === undefined) throw new RangeError(`${mspId} is no organisation of this network`);
  return found;
}

/** The signature policy that a transaction's endorsements must satisfy, as Fabric writes it. */
export function endorsementPolicyOf({ endorsers }: Pick<NetworkDescription, 'endorsers'>): string {
  return `AND(${endorsers.map((mspId) => `'${mspId}.peer'`).join(',')})`;
}
