/**
 * The two networks the product knows how to run. `small` serves tests and laptops: two endorsing peers and one Raft
 * orderer, yet the certificate authorities of all four organisations, so that all nine roles can act. `province` is the
 * product's own shape: four organisations, each with everything, ordering by SmartBFT.
 */
import type { MspId } from '../domain/roles';
import type {
  BatchSize,
  NetworkDescription,
  NetworkOrganisation,
  OrganisationPorts,
  ProfileName,
} from './network-description';

const loopback = '127.0.0.1';
const portsPerOrganisation = 100;
const chaincodePortFirst = 70;
const chaincodePortsPerOrganisation = 30;
const mebibyte = 1024 * 1024;

/**
 * The block rhythm that was fastest for many and still answers one within a quarter of a second (bench/results). A block
 * of four orderers and four peers costs more than one of one and two, so there are fewer of them.
 */
const standardBatches: Readonly<Record<ProfileName, BatchSize>> = {
  small: batchEvery(200),
  province: batchEvery(250),
};

export interface ProfileOptions {
  /** First of the four hundred ports that the network may use. */
  readonly portBase?: number;
  readonly batch?: BatchSize;
  readonly clientClockToleranceMinutes?: number;
}

/** Where each profile listens unless told otherwise; apart, so that both can run at once. */
const portBases: Readonly<Record<ProfileName, number>> = { small: 7_400, province: 7_000 };

/** Fabric's own tolerance between a client's clock and a peer's. */
const standardToleranceMinutes = 15;

/** The description of a profile. */
export function describeProfile(profile: ProfileName, options: ProfileOptions = {}): NetworkDescription {
  const portBase = options.portBase ?? portBases[profile];
  return {
    profile,
    host: loopback,
    channel: 'relief-fund',
    ordering: profile === 'small' ? 'etcdraft' : 'BFT',
    organisations: organisationsOf(profile, portBase),
    batch: options.batch ?? standardBatches[profile],
    endorsers: ['ProvinceMSP', 'BankMSP'],
    clientClockToleranceMinutes: options.clientClockToleranceMinutes ?? standardToleranceMinutes,
  };
}

function organisationsOf(profile: ProfileName, portBase: number): readonly NetworkOrganisation[] {
  const names: readonly (readonly [MspId, string])[] = [
    ['ProvinceMSP', 'province'],
    ['CountyMSP', 'county'],
    ['BankMSP', 'bank'],
    ['PartnershipMSP', 'partnership'],
  ];
  return names.map(([mspId, name], position) => ({
    mspId,
    name,
    hasPeer: profile === 'province' || mspId === 'ProvinceMSP' || mspId === 'BankMSP',
    hasOrderer: profile === 'province' || mspId === 'ProvinceMSP',
    ports: portsFrom(portBase + portsPerOrganisation * position),
  }));
}

function portsFrom(first: number): OrganisationPorts {
  return {
    peer: first + 51,
    peerChaincode: first + 52,
    certificateAuthority: first + 54,
    peerOperations: first + 55,
    certificateAuthorityOperations: first + 56,
    orderer: first + 60,
    ordererAdmin: first + 61,
    ordererOperations: first + 62,
    chaincode: Array.from(
      { length: chaincodePortsPerOrganisation },
      (_, offset) => first + chaincodePortFirst + offset,
    ),
  };
}

function batchEvery(timeoutMs: number): BatchSize {
  return { timeoutMs, messagesMax: 100, bytesMax: 10 * mebibyte, preferredBytesMax: 2 * mebibyte };
}
