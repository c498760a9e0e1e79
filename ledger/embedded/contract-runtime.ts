/**
 * Runs the compiled contracts through fabric-shim's own contract runtime, the code that serves them on Fabric: the
 * same routing, parameter and answer conversion. It is given this ledger's stub, and its process-wide habits (a log
 * line for every refusal, swallowing uncaught exceptions) are switched off.
 */
import * as contractLogger from 'fabric-contract-api/lib/logger.js';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import * as shimLogger from 'fabric-shim/lib/logger.js';
import type { EffectsRecorder } from './effects-recorder';
import { keepParsedCertificates } from './parsed-certificates';
import { SimulationStub } from './simulation-stub';
import type { RunInput } from './simulation-stub';

/** A Fabric contract class, as fabric-shim's `contracts` export lists them. */
export type ContractClass = new () => object;

export type ContractAnswer =
  | { readonly kind: 'answer'; readonly payload: string }
  | { readonly kind: 'failure'; readonly message: string };

/** Fabric's threshold: a response of this status or above is not endorsed. */
const statusErrorMin = 400;
/** The loggers that speak at every invocation; silent, they no longer format what nobody reads. */
const shimLoggers = [
  'contracts-spi/chaincodefromcontract.js',
  'contracts-spi/datamarshall.js',
  'lib/chaincode.js',
  'lib/stub.js',
  'lib/handler.js',
  'lib/server.js',
];
const contractLoggers = ['./lib/contract.js', './lib/jsontransactionserializer.js'];
/** The logger that catches what nobody else caught. */
const catchAllLogger = '_';
const rejectionListenerName = 'loggerUnhandledRejectionFn';

const serializers = {
  transaction: 'jsonSerializer',
  serializers: { jsonSerializer: 'fabric-contract-api/lib/jsontransactionserializer' },
};

/** Runs one transaction against the state that the recorder reads, and writes down through it what it does. */
export interface ContractRunner {
  run(input: RunInput, recorder: EffectsRecorder): Promise<ContractAnswer>;
}

/** Runs contracts in this process, each call on a stub of its own that ends with the answer. */
export function inProcessRunner(contracts: readonly ContractClass[]): ContractRunner {
  const chaincode = contractChaincode(contracts);
  return {
    run: async (input, recorder) => {
      const stub = new SimulationStub(input, recorder);
      try {
        return contractAnswer(await chaincode.Invoke(stub));
      } finally {
        stub.seal();
      }
    },
  };
}

/** What a response of the runtime says. */
export function contractAnswer(response: unknown): ContractAnswer {
  if (typeof response !== 'object' || response === null || !('status' in response)) {
    return { kind: 'failure', message: 'The contract runtime gave no response.' };
  }
  if (typeof response.status === 'number' && response.status < statusErrorMin) {
    const payload = 'payload' in response && response.payload instanceof Uint8Array ? response.payload : [];
    return { kind: 'answer', payload: Buffer.from(payload).toString('utf8') };
  }
  const message = 'message' in response ? String(response.message) : 'The contract failed without a message.';
  return { kind: 'failure', message };
}

/** The chaincode that fabric-shim makes of contract classes; also what its chaincode server serves. */
export function contractChaincode(contracts: readonly ContractClass[]): ChaincodeFromContract {
  quietShim();
  keepParsedCertificates();
  return new ChaincodeFromContract([...contracts], serializers);
}

/**
 * fabric-shim and fabric-contract-api each install a winston logger that logs uncaught exceptions and unhandled
 * rejections and lets the process go on. That is right for their own program; here a bug must end the process.
 */
function quietShim(): void {
  for (const name of shimLoggers) shimLogger.getLogger(name).silent = true;
  for (const name of contractLoggers) contractLogger.getLogger(name).silent = true;
  shimLogger.getLogger(catchAllLogger).exceptions.unhandle();
  contractLogger.getLogger(catchAllLogger).exceptions.unhandle();
  for (const listener of process.listeners('unhandledRejection')) {
    if (listener.name === rejectionListenerName) process.removeListener('unhandledRejection', listener);
  }
}
