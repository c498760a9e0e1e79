/**
 * A double of the Fabric peer's side of the chaincode protocol: it connects to fabric-shim's real chaincode server over
 * gRPC, registers, sends transactions and serves their state requests. Given to the embedded ledger as its runner, the
 * compiled contracts run behind the wire they run behind on Fabric, while everything else stays the same.
 */
import { createServer } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import type { ChannelCredentials, ClientDuplexStream } from '@grpc/grpc-js';
import { peer } from '@hyperledger/fabric-protos';
import ChaincodeServer from 'fabric-shim/lib/server.js';
import { contractChaincode } from '../../../ledger/embedded/contract-runtime';
import type {
  ContractAnswer,
  ContractClass,
  ContractRunner,
} from '../../../ledger/embedded/contract-runtime';
import type { EffectsRecorder } from '../../../ledger/embedded/effects-recorder';
import type { RunInput } from '../../../ledger/embedded/simulation-stub';
import { message, messageTypes, transactionMessage } from './chaincode-messages';
import type { ChaincodeMessage } from './chaincode-messages';
import { StateService } from './state-service';

const statusErrorMin = 400;
/** What the fabric-chaincode-node program sets, too: no limit of gRPC's own. */
const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 } as const;

interface RunningTransaction {
  readonly state: StateService;
  readonly recorder: EffectsRecorder;
  readonly resolve: (answer: ContractAnswer) => void;
}

export interface ServedContracts {
  readonly runner: ContractRunner;
  /** Types of all messages that came from the chaincode, in order. */
  readonly received: readonly number[];
  stop(): void;
}

/** Serves the contracts by fabric-shim's chaincode server on loopback, and connects to it as a peer. */
export async function serveContracts(contracts: readonly ContractClass[]): Promise<ServedContracts> {
  const address = `127.0.0.1:${String(await freePort())}`;
  const server = new ChaincodeServer(contractChaincode(contracts), {
    ccid: 'probe:1',
    address,
    ...unlimited,
  });
  await server.start();
  const connected = await connectAsPeer(address, credentials.createInsecure());
  return {
    ...connected,
    stop: () => {
      connected.stop();
      server._server.forceShutdown();
    },
  };
}

/**
 * Connects to a chaincode server as a peer does; resolves when it has registered.
 * @throws ServiceError when the server does not let it in
 */
export async function connectAsPeer(address: string, security: ChannelCredentials): Promise<ServedContracts> {
  const client = new Client(address, security, unlimited);
  const { path, requestSerialize, responseDeserialize } = peer.ChaincodeService.connect;
  const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  const connected = new ChaincodePeer(stream);
  const stop = () => {
    stream.end();
    client.close();
  };
  try {
    await connected.registered;
  } catch (error) {
    stop();
    throw error;
  }
  return { runner: connected, received: connected.received, stop };
}

class ChaincodePeer implements ContractRunner {
  readonly received: number[] = [];
  readonly registered: Promise<void>;
  readonly #stream: ClientDuplexStream<ChaincodeMessage, ChaincodeMessage>;
  readonly #running = new Map<string, RunningTransaction>();

  constructor(stream: ClientDuplexStream<ChaincodeMessage, ChaincodeMessage>) {
    this.#stream = stream;
    this.registered = new Promise((resolve, reject) => {
      stream.on('error', reject);
      stream.on('data', (received: ChaincodeMessage) => {
        this.received.push(received.getType());
        if (received.getType() !== messageTypes.REGISTER) this.#receive(received);
        else {
          stream.write(message(messageTypes.REGISTERED));
          stream.write(message(messageTypes.READY));
          resolve();
        }
      });
    });
  }

  run(input: RunInput, recorder: EffectsRecorder): Promise<ContractAnswer> {
    return new Promise((resolve) => {
      this.#running.set(input.transactionId, { state: new StateService(input, recorder), recorder, resolve });
      this.#stream.write(transactionMessage(input));
    });
  }

  #receive(received: ChaincodeMessage): void {
    const txid = received.getTxid();
    const running = this.#running.get(txid);
    if (running === undefined) throw new Error(`A message for ${txid}, which is not running.`);
    if (received.getType() === messageTypes.COMPLETED || received.getType() === messageTypes.ERROR) {
      this.#running.delete(txid);
      running.resolve(completion(received, running.recorder));
      return;
    }
    const channel = received.getChannelId();
    try {
      const payload = running.state.answer(received.getType(), received.getPayload_asU8());
      this.#stream.write(message(messageTypes.RESPONSE, { txid, channel, payload }));
    } catch (error) {
      const payload = Buffer.from(error instanceof Error ? error.message : String(error));
      this.#stream.write(message(messageTypes.ERROR, { txid, channel, payload }));
    }
  }
}

function completion(received: ChaincodeMessage, recorder: EffectsRecorder): ContractAnswer {
  if (received.getType() === messageTypes.ERROR) {
    return { kind: 'failure', message: Buffer.from(received.getPayload_asU8()).toString('utf8') };
  }
  const response = peer.Response.deserializeBinary(received.getPayload_asU8());
  if (response.getStatus() >= statusErrorMin) return { kind: 'failure', message: response.getMessage() };
  const event = received.getChaincodeEvent();
  if (event !== undefined) {
    const payload = Buffer.from(event.getPayload_asU8()).toString('utf8');
    recorder.event = { name: event.getEventName(), payload };
  }
  return { kind: 'answer', payload: Buffer.from(response.getPayload_asU8()).toString('utf8') };
}

/** A port of the loopback on which nothing listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port is free.'));
        else resolve(address.port);
      });
    });
  });
}
