/**
 * Contracts behind fabric-shim's own chaincode server, the one its program starts: mutual TLS, no limit on messages but
 * Fabric's, and an end that lets running transactions finish. The contracts run in the same runtime as on the embedded
 * ledger.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import ChaincodeServer from 'fabric-shim/lib/server.js';
import { decodeRefusal } from '../../domain/refusals/refusal';
import { contractAnswer, contractChaincode } from '../../ledger/embedded/contract-runtime';
import type { ContractClass } from '../../ledger/embedded/contract-runtime';

/** As fabric-chaincode-node's server command sets them; gRPC's own limit would be 4 MiB. */
const grpcOptions = {
  'grpc.max_send_message_length': -1,
  'grpc.max_receive_message_length': -1,
  'grpc.keepalive_time_ms': 110_000,
  'grpc.http2.min_time_between_pings_ms': 110_000,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.http2.max_pings_without_data': 0,
  'grpc.keepalive_permit_without_calls': 1,
} as const;
/** Less than the process table waits before it kills. */
const drainMsMax = 5_000;
/** No transaction for so long: the last answer has left, and the peers have no more. */
const quietMs = 100;

export interface ServedModule {
  readonly contracts: readonly ContractClass[];
  readonly packageId: string;
  /** host:port. */
  readonly address: string;
  readonly tls: TlsFiles;
}

/** PEM files. */
export interface TlsFiles {
  readonly key: string;
  readonly certificate: string;
  /** Clients must show a certificate of this authority. */
  readonly clientRoot: string;
}

export interface ContractServer {
  /** Lets running transactions finish, then closes all connections. */
  stop(): Promise<void>;
}

/** Serves the contracts until it is stopped; listens when it resolves. */
export async function serveContracts({
  contracts,
  packageId,
  address,
  tls,
}: ServedModule): Promise<ContractServer> {
  const chaincode = new CountingChaincode(contractChaincode(contracts));
  const server = new ChaincodeServer(chaincode, {
    ccid: packageId,
    address,
    tlsProps: {
      key: readFileSync(tls.key),
      cert: readFileSync(tls.certificate),
      clientCACerts: readFileSync(tls.clientRoot),
    },
    ...grpcOptions,
  });
  await server.start();
  return {
    stop: async () => {
      await chaincode.quiet();
      server._server.forceShutdown();
    },
  };
}

/** Passes calls on, knows how many run, and says on stderr what failed otherwise than by a refusal. */
class CountingChaincode {
  readonly #chaincode: ReturnType<typeof contractChaincode>;
  #runningCount = 0;
  #lastEndMs = 0;

  constructor(chaincode: ReturnType<typeof contractChaincode>) {
    this.#chaincode = chaincode;
  }

  Init(stub: object): Promise<unknown> {
    return this.#chaincode.Init(stub);
  }

  async Invoke(stub: object): Promise<unknown> {
    this.#runningCount += 1;
    try {
      const response = await this.#chaincode.Invoke(stub);
      reportFailure(response);
      return response;
    } finally {
      this.#runningCount -= 1;
      this.#lastEndMs = performance.now();
    }
  }

  async quiet(): Promise<void> {
    const endMs = performance.now() + drainMsMax;
    while (performance.now() < endMs && !this.#isQuiet()) await delay(quietMs / 4);
  }

  #isQuiet(): boolean {
    return this.#runningCount === 0 && performance.now() - this.#lastEndMs >= quietMs;
  }
}

function reportFailure(response: unknown): void {
  const answer = contractAnswer(response);
  if (answer.kind === 'answer' || decodeRefusal(answer.message) !== undefined) return;
  process.stderr.write(`${new Date().toISOString()} a contract failed: ${answer.message}\n`);
}
