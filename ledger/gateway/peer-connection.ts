/**
 * The connection to one organisation's peer: one gRPC channel shared by everybody who calls through it, a gateway for
 * each identity that signs, and the line in which calls wait.
 */
import * as grpc from '@grpc/grpc-js';
import { connect, hash } from '@hyperledger/fabric-gateway';
import type { Contract, Gateway, Network } from '@hyperledger/fabric-gateway';
import { gateway as gatewayMessages, msp } from '@hyperledger/fabric-protos';
import type { LedgerIdentity } from '../ledger';
import { CallAdmission } from './call-admission';
import type { GatewayLimits, GatewayPeer } from './gateway-options';

const messageBytesMax = 100 * 1024 * 1024;
/**
 * While calls are under way a peer is pinged: when one is killed under load, Node does not always notice that its
 * connection is gone, and calls would run into their deadlines one after the other. Peers hang up on who pings more
 * often than they allow (core.yaml: peer.keepalive.minInterval; Fabric's own is a minute), after which grpc-js pings
 * half as often.
 */
const keepaliveMs = 4_000;
const keepaliveAnswerMs = 4_000;
/** A peer that was restarted is found again within half a second. */
const reconnectMsFirst = 100;
const reconnectMsMax = 500;

/** Where an identity calls: the gateway it signs in, the channel, and the chaincode's contracts. */
export interface SignedGateway {
  readonly gateway: Gateway;
  readonly network: Network;
}

export interface ConnectionOptions {
  readonly channel: string;
  readonly limits: GatewayLimits;
}

export interface CommitVerdict {
  readonly code: number;
  readonly blockNumber: bigint;
}

export class PeerConnection {
  readonly mspId: string;
  readonly admission: CallAdmission;
  readonly #client: grpc.Client;
  readonly #options: ConnectionOptions;
  /** Kept as long as the identity is: whoever signs out takes the gateway along. */
  readonly #gateways = new WeakMap<LedgerIdentity, SignedGateway>();

  constructor(peer: GatewayPeer, options: ConnectionOptions) {
    this.mspId = peer.mspId;
    this.#options = options;
    this.admission = new CallAdmission(options.limits);
    const credentials = grpc.credentials.createSsl(Buffer.from(peer.rootCertificatePem));
    this.#client = new grpc.Client(peer.address, credentials, channelOptions(peer));
  }

  /** The gateway in which this identity signs. */
  as(identity: LedgerIdentity): SignedGateway {
    const known = this.#gateways.get(identity);
    if (known !== undefined) return known;
    const gateway = this.#connect(identity);
    const signed = { gateway, network: gateway.getNetwork(this.#options.channel) };
    this.#gateways.set(identity, signed);
    return signed;
  }

  /** A contract of a chaincode; system chaincodes have no contracts within. */
  contract(identity: LedgerIdentity, chaincode: string, contract?: string): Contract {
    return this.as(identity).network.getContract(chaincode, contract);
  }

  /**
   * Waits until the peer has the transaction in a block, and tells what it thinks of it.
   * @throws CommitStatusError when the peer cannot be asked, or has not seen it in time
   */
  async commitVerdict(
    identity: LedgerIdentity,
    transactionId: string,
    msMax: number,
  ): Promise<CommitVerdict> {
    const request = new gatewayMessages.CommitStatusRequest();
    request.setChannelId(this.#options.channel);
    request.setTransactionId(transactionId);
    request.setIdentity(serialisedIdentity(identity));
    const unsigned = new gatewayMessages.SignedCommitStatusRequest();
    unsigned.setRequest(request.serializeBinary());
    const commit = this.as(identity).gateway.newCommit(unsigned.serializeBinary());
    const { code, blockNumber } = await commit.getStatus(deadlineIn(msMax)());
    return { code, blockNumber };
  }

  async close(): Promise<void> {
    await this.admission.close();
    this.#client.close();
  }

  #connect(identity: LedgerIdentity): Gateway {
    const { limits } = this.#options;
    return connect({
      client: this.#client,
      identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificatePem) },
      // The identity hashes what it signs, natively; fabric-gateway's own signer costs twice the time.
      hash: hash.none,
      signer: (message) => identity.sign(message),
      endorseOptions: deadlineIn(limits.endorseMsMax),
      evaluateOptions: deadlineIn(limits.evaluateMsMax),
      submitOptions: deadlineIn(limits.submitMsMax),
      commitStatusOptions: deadlineIn(limits.commitStatusMsMax),
    });
  }
}

function deadlineIn(msMax: number): () => grpc.CallOptions {
  return () => ({ deadline: Date.now() + msMax });
}

function serialisedIdentity(identity: LedgerIdentity): Uint8Array {
  const serialised = new msp.SerializedIdentity();
  serialised.setMspid(identity.mspId);
  serialised.setIdBytes(Buffer.from(identity.certificatePem));
  return serialised.serializeBinary();
}

function channelOptions(peer: GatewayPeer): grpc.ChannelOptions {
  const serverName = peer.tlsServerName ?? loopbackName(peer.address);
  return {
    'grpc.initial_reconnect_backoff_ms': reconnectMsFirst,
    'grpc.max_reconnect_backoff_ms': reconnectMsMax,
    'grpc.keepalive_time_ms': keepaliveMs,
    'grpc.keepalive_timeout_ms': keepaliveAnswerMs,
    'grpc.max_send_message_length': messageBytesMax,
    'grpc.max_receive_message_length': messageBytesMax,
    ...(serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName }),
  };
}

/** TLS names no server by its address (RFC 6066, and Node warns with DEP0123); certificates for loopback say this. */
function loopbackName(address: string): string | undefined {
  return /^(127(\.\d+){3}|\[::1\]):\d+$/.test(address) ? 'localhost' : undefined;
}
