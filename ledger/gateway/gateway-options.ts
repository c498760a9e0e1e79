/**
 * What a gateway ledger is opened with: the channel and chaincode, the peers it may talk to, and the limits that every
 * queue and every wait has.
 */
import type { LedgerIdentity } from '../ledger';

/** One organisation's peer, as a client reaches it. */
export interface GatewayPeer {
  readonly mspId: string;
  /** `host:port` of the peer's gRPC service. */
  readonly address: string;
  /** PEM; the root by which the peer's TLS certificate is recognised. */
  readonly rootCertificatePem: string;
  /** Name in the peer's TLS certificate; absent: the host, and `localhost` for a loopback address. */
  readonly tlsServerName?: string;
}

export interface GatewayLedgerOptions {
  readonly channel: string;
  readonly chaincode: string;
  /** One for each organisation that has a peer; callers of other MSPs go through `mspIdOfOthers`. */
  readonly peers: readonly GatewayPeer[];
  /**
   * MSPs whose peers are asked to endorse; they must satisfy the chaincode's policy. Absent: the gateway finds them by
   * discovery, and asks a caller's own peer first even where its endorsement does not count.
   */
  readonly endorsers?: readonly string[];
  /** Whose peer serves callers whose organisation has none; ProvinceMSP when absent. */
  readonly mspIdOfOthers?: string;
  /** Reads events, heights and outcomes, for which the port names no caller. */
  readonly reader: LedgerIdentity;
  /** Milliseconds since 1970 that proposals are stamped with; the machine's clock when absent. */
  readonly now?: () => number;
  readonly limits?: Partial<GatewayLimits>;
}

export interface GatewayLimits {
  /** Calls under way at one peer; below the peer's own limits.concurrency.gatewayService of 500. */
  readonly callsInFlightMax: number;
  /** Calls that wait for their turn at one peer. */
  readonly callsWaitingMax: number;
  readonly endorseMsMax: number;
  readonly evaluateMsMax: number;
  readonly submitMsMax: number;
  /** One wait for a transaction's commit. */
  readonly commitStatusMsMax: number;
  /** How long an outcome is asked for after an error, before it is called unknown. */
  readonly resolutionMsMax: number;
  /** How long a call waits for another peer to reach a block that was acknowledged already. */
  readonly catchUpMsMax: number;
  /** How long the verification of the chain waits for a peer's next block. */
  readonly blockMsMax: number;
  /** How long opening waits for a peer that answers. */
  readonly openMsMax: number;
  /** Proposals made for one call while the endorsers' states differ. */
  readonly proposalsMax: number;
}

export const standardGatewayLimits: GatewayLimits = {
  callsInFlightMax: 400,
  callsWaitingMax: 1_600,
  // The peer gives an endorsement 30 s (peer.gateway.endorsementTimeout); what is longer here can only hear of it.
  endorseMsMax: 35_000,
  evaluateMsMax: 35_000,
  submitMsMax: 35_000,
  commitStatusMsMax: 60_000,
  resolutionMsMax: 20_000,
  catchUpMsMax: 500,
  blockMsMax: 15_000,
  openMsMax: 15_000,
  proposalsMax: 5,
};
