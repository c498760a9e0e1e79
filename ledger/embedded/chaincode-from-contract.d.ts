/** The parts of fabric-shim 2.5.8 that the embedded ledger uses and that come without types. */
declare module 'fabric-shim/lib/contract-spi/chaincodefromcontract.js' {
  interface Serializers {
    readonly transaction: string;
    readonly serializers: Readonly<Record<string, string>>;
  }

  class ChaincodeFromContract {
    /** Adds its own system contract to the array it is given. */
    constructor(contracts: unknown[], serializers: Serializers);
    Invoke(stub: object): Promise<unknown>;
    Init(stub: object): Promise<unknown>;
  }

  export = ChaincodeFromContract;
}

/** The winston loggers of fabric-shim and fabric-contract-api, as far as they are switched off. */
interface ShimLogger {
  silent: boolean;
  readonly exceptions: { unhandle(): void };
}

declare module 'fabric-shim/lib/logger.js' {
  export function getLogger(name: string): ShimLogger;
}

declare module 'fabric-contract-api/lib/logger.js' {
  export function getLogger(name: string): ShimLogger;
}
