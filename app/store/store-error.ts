/**
 * What can go wrong between the platform and its document store, and how a failure of the driver is told from a
 * mistake of ours. The error boundary answers a StoreUnavailableError with 503: the store is away, the ledger is not.
 */
import { mongo } from 'mongoose';

/** Codes of a store that could not be opened; each is told once, at the start, with what to do. */
export type StoreOpeningCode =
  'refused-in-production' | 'folder-in-use' | 'no-program' | 'start-failed' | 'server-unfit';

/** The store cannot be opened as it stands; the message says what was expected and the next step. */
export class StoreOpeningError extends Error {
  override readonly name = 'StoreOpeningError';
  readonly code: StoreOpeningCode;

  constructor(code: StoreOpeningCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The store does not answer now; what was asked may be asked again later. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly code = 'store-unavailable';
}

/** Codes by which a server says that it is stepping down, shutting down or not the primary (driver specification). */
const leavingCodes = new Set<unknown>([91, 189, 10058, 10107, 11600, 11602, 13435, 13436]);
/** Names of errors by which driver and Mongoose say that no server was reached; a name survives being wrapped. */
const unreachedNames = new Set([
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
]);
/**
 * Codes of the connection itself. When a server dies while the driver waits to go on writing, the driver hands the socket's own
 * error on, bare: as a cause it belongs to another client, say Fabric CA's. ECONNRESET tells its system call then, where a visitor
 * who left in the middle of a request tells none.
 */
const brokenCodes = new Set<unknown>(['EPIPE', 'ECONNRESET']);
/** Causes are followed no deeper than any error of ours is wrapped. */
const causesMax = 8;

/** Whether an error, or what caused it, says that the store could not be reached or was leaving. */
export function isStoreFailure(error: unknown): boolean {
  if (isBrokenConnection(error)) return true;
  let each: unknown = error;
  for (let depth = 0; depth < causesMax && each instanceof Error; depth += 1) {
    if (each instanceof StoreUnavailableError || unreachedNames.has(each.name)) return true;
    if (each instanceof mongo.MongoServerError && leavingCodes.has(each.code)) return true;
    each = each.cause;
  }
  return false;
}

function isBrokenConnection(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !brokenCodes.has(error.code)) return false;
  return error.code === 'EPIPE' || 'syscall' in error;
}
