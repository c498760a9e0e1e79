/**
 * A double of a peer as its clients see it: the gateway and the deliver service over TLS on loopback, with what it answers
 * set by the test. It keeps a chain of blocks that it serves to event streams and to qscc's queries.
 */
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import type { ServerDuplexStream, ServiceError, sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { common, gateway, orderer, peer } from '@hyperledger/fabric-protos';
import type { GatewayPeer } from '../../../ledger/gateway/gateway-options';
import { argumentsOf, blockOf, endorsedEnvelope, headerOf, peerError } from './gateway-messages';
import type { TlsPair } from './tls-pair';

export const channel = 'relief-fund';
export const chaincode = 'relief';

type ValidationCode = Parameters<gateway.CommitStatusResponse['setResult']>[0];

export interface Verdict {
  readonly code: ValidationCode;
  readonly blockNumber: number;
}

type DeliverStream = ServerDuplexStream<common.Envelope, peer.DeliverResponse>;

/** What the double answers; each may throw a peerError or wait. */
export interface PeerAnswers {
  /** The contract's answer to a proposal that is endorsed. */
  endorse(transactionId: string, header: common.ChannelHeader): string | Promise<string>;
  evaluate(args: readonly string[], header: common.ChannelHeader): string | Promise<string>;
  /** Whether ordering takes it. */
  submit(transactionId: string): void | Promise<void>;
  commitStatus(transactionId: string): Verdict | Promise<Verdict>;
}

export class PeerDouble {
  /** Names of the calls that came, in order. */
  readonly calls: string[] = [];
  /** Organisations that each proposal was to be endorsed by; none when the gateway was to choose. */
  readonly endorsersAsked: string[][] = [];
  /** A block that is never delivered. */
  leavesOut: number | undefined;
  /** Deliveries end with FORBIDDEN and evaluations are denied, as for a certificate that was revoked. */
  refusesReaders = false;
  readonly answers: PeerAnswers = {
    endorse: () => '{"answer":1}',
    evaluate: () => '{"answer":2}',
    submit: () => undefined,
    commitStatus: () => ({ code: peer.TxValidationCode.VALID, blockNumber: 7 }),
  };
  readonly #chain: common.Block[] = [blockOf(0, [])];
  readonly #streams = new Map<DeliverStream, number>();
  readonly #mspId: string;
  readonly #tls: TlsPair;
  #server: Server | undefined;
  #port = 0;

  constructor(mspId: string, tls: TlsPair) {
    this.#mspId = mspId;
    this.#tls = tls;
  }

  get options(): GatewayPeer {
    return {
      mspId: this.#mspId,
      address: `127.0.0.1:${String(this.#port)}`,
      rootCertificatePem: this.#tls.certificatePem,
    };
  }

  /** Starts to listen, at the same port again after a stop. */
  async start(): Promise<void> {
    const server = new Server({ 'grpc.max_receive_message_length': -1 });
    server.addService(gateway.GatewayService, {
      endorse: unary((request: gateway.EndorseRequest) => this.#endorse(request)),
      evaluate: unary((request: gateway.EvaluateRequest) => this.#evaluate(request)),
      submit: unary((request: gateway.SubmitRequest) => this.#submit(request)),
      commitStatus: unary((request: gateway.SignedCommitStatusRequest) => this.#commitStatus(request)),
    });
    server.addService(peer.DeliverService, { deliver: (stream: DeliverStream) => this.#deliver(stream) });
    const credentials = ServerCredentials.createSsl(null, [
      { private_key: Buffer.from(this.#tls.keyPem), cert_chain: Buffer.from(this.#tls.certificatePem) },
    ]);
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${String(this.#port)}`, credentials, (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
    this.#server = server;
  }

  /** As a peer that is killed: connections break. */
  stop(): void {
    this.#streams.clear();
    this.#server?.forceShutdown();
    this.#server = undefined;
  }

  /** Adds a block of transactions to the chain and delivers it to who waits. */
  commit(transactions: readonly (readonly [envelope: common.Envelope, code: number])[]): number {
    const number = this.#chain.length;
    this.#chain.push(blockOf(number, transactions));
    for (const stream of this.#streams.keys()) this.#deliverNext(stream);
    return number;
  }

  async #endorse(request: gateway.EndorseRequest): Promise<gateway.EndorseResponse> {
    this.calls.push('endorse');
    this.endorsersAsked.push(request.getEndorsingOrganizationsList());
    const transactionId = request.getTransactionId();
    const answer = await this.answers.endorse(transactionId, headerOf(request.getProposedTransaction()));
    const response = new gateway.EndorseResponse();
    response.setPreparedTransaction(endorsedEnvelope({ channel, transactionId, answer }));
    return response;
  }

  async #evaluate(request: gateway.EvaluateRequest): Promise<gateway.EvaluateResponse> {
    const args = argumentsOf(request.getProposedTransaction());
    this.calls.push(`evaluate ${args[0] ?? ''}`);
    const result = new peer.Response();
    result.setPayload(
      this.#systemAnswer(args) ??
        Buffer.from(await this.answers.evaluate(args, headerOf(request.getProposedTransaction()))),
    );
    const response = new gateway.EvaluateResponse();
    response.setResult(result);
    return response;
  }

  async #submit(request: gateway.SubmitRequest): Promise<gateway.SubmitResponse> {
    this.calls.push('submit');
    await this.answers.submit(request.getTransactionId());
    return new gateway.SubmitResponse();
  }

  async #commitStatus(request: gateway.SignedCommitStatusRequest): Promise<gateway.CommitStatusResponse> {
    this.calls.push('commitStatus');
    const asked = gateway.CommitStatusRequest.deserializeBinary(request.getRequest_asU8());
    const { code, blockNumber } = await this.answers.commitStatus(asked.getTransactionId());
    const response = new gateway.CommitStatusResponse();
    response.setBlockNumber(blockNumber);
    response.setResult(code);
    return response;
  }

  #systemAnswer([name, , transactionId = '']: readonly string[]): Uint8Array | undefined {
    if (this.refusesReaders) {
      const denial =
        'error validating proposal: access denied: channel [relief-fund] creator org [ProvinceMSP]';
      throw peerError(status.UNKNOWN, `evaluate call to endorser returned error: ${denial}`);
    }
    if (name === 'GetChainInfo') {
      const information = new common.BlockchainInfo();
      information.setHeight(this.#chain.length);
      return information.serializeBinary();
    }
    if (name !== 'GetBlockByTxID') return undefined;
    const found = this.#chain.find((block) => Buffer.from(block.serializeBinary()).includes(transactionId));
    if (found !== undefined) return found.serializeBinary();
    const text = `chaincode response 500, Failed to get transaction with id ${transactionId}, error no such transaction ID [${transactionId}] in index`;
    throw peerError(status.UNKNOWN, `evaluate call to endorser returned error: ${text}`, [
      [this.#mspId, text],
    ]);
  }

  #deliver(stream: DeliverStream): void {
    stream.on('data', (envelope: common.Envelope) => {
      const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
      const seek = orderer.SeekInfo.deserializeBinary(payload.getData_asU8());
      const start = seek.getStart()?.getSpecified()?.getNumber() ?? 0;
      this.calls.push(`deliver ${String(start)}`);
      if (this.refusesReaders) {
        const refused = new peer.DeliverResponse();
        refused.setStatus(common.Status.FORBIDDEN);
        stream.write(refused);
        stream.end();
        return;
      }
      this.#streams.set(stream, start);
      this.#deliverNext(stream);
    });
    stream.on('error', () => this.#streams.delete(stream));
    stream.on('cancelled', () => this.#streams.delete(stream));
  }

  #deliverNext(stream: DeliverStream): void {
    for (let number = this.#streams.get(stream) ?? 0; number < this.#chain.length; number += 1) {
      if (number === this.leavesOut) continue;
      const response = new peer.DeliverResponse();
      response.setBlock(this.#chain[number]);
      stream.write(response);
      this.#streams.set(stream, number + 1);
    }
  }
}

/** A handler of gRPC made of one that answers or throws. */
function unary<Request, Response>(answer: (request: Request) => Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, send: sendUnaryData<Response>): void => {
    answer(call.request).then(
      (response) => {
        send(null, response);
      },
      (error: unknown) => {
        send(isServiceError(error) ? error : { code: status.INTERNAL, details: String(error) });
      },
    );
  };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error;
}
