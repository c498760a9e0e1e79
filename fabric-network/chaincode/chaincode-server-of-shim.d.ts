/** fabric-shim's chaincode server as `Shim.server` makes it, with the parts that its own types leave out. */
declare module 'fabric-shim/lib/server.js' {
  import type { Server } from '@grpc/grpc-js';

  class ChaincodeServer {
    readonly _server: Server;
    constructor(
      chaincode: object,
      options: {
        readonly ccid: string;
        readonly address: string;
        readonly tlsProps?: {
          readonly key: Buffer;
          readonly cert: Buffer;
          readonly clientCACerts: Buffer;
        };
        readonly [option: `grpc.${string}`]: number;
      },
    );
    start(): Promise<void>;
  }

  export = ChaincodeServer;
}
