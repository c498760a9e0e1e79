/**
 * The connections of one ledger, one for each organisation with a peer, and what has been acknowledged through any of
 * them. Peers commit the same blocks a few milliseconds apart: without a wait, a caller who was told "committed" by one
 * peer could be refused by the next for what he just wrote. So before a call, the peers that may run it are given a
 * short time to reach the newest acknowledged block.
 */
import { GatewayError } from '@hyperledger/fabric-gateway';
import type { LedgerIdentity } from '../ledger';
import type { GatewayLedgerOptions, GatewayLimits } from './gateway-options';
import { PeerConnection } from './peer-connection';

/** A transaction that a caller was told of, and its block. */
interface Acknowledged {
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** How far a peer is known to be, and the one question to it that is under way. */
interface PeerProgress {
  blockNumber: bigint;
  asking: { readonly answer: Promise<boolean>; readonly sinceMs: number } | undefined;
}

const mspIdOfOthersStandard = 'ProvinceMSP';

export class ConnectionPool {
  readonly all: readonly PeerConnection[];
  readonly #ofOthers: PeerConnection;
  readonly #reader: LedgerIdentity;
  readonly #limits: GatewayLimits;
  readonly #progress = new Map<PeerConnection, PeerProgress>();
  #newest: Acknowledged | undefined;

  /** @throws RangeError when no peer is given for the callers of other organisations */
  constructor(options: GatewayLedgerOptions, limits: GatewayLimits) {
    const { channel, peers, mspIdOfOthers = mspIdOfOthersStandard } = options;
    this.#reader = options.reader;
    this.#limits = limits;
    this.all = peers.map((peer) => new PeerConnection(peer, { channel, limits }));
    for (const connection of this.all) {
      this.#progress.set(connection, { blockNumber: -1n, asking: undefined });
    }
    const ofOthers = this.all.find(({ mspId }) => mspId === mspIdOfOthers);
    if (ofOthers === undefined) {
      throw new RangeError(`No peer of ${mspIdOfOthers} is given for callers whose organisation has none.`);
    }
    this.#ofOthers = ofOthers;
  }

  /** The connection that calls of this MSP go through. */
  of(mspId: string): PeerConnection {
    return this.all.find((connection) => connection.mspId === mspId) ?? this.#ofOthers;
  }

  /** This connection first, then the others. */
  startingWith(first: PeerConnection): readonly PeerConnection[] {
    return [first, ...this.all.filter((connection) => connection !== first)];
  }

  /** Notes that a caller is told of this transaction, which this peer has. */
  acknowledge(connection: PeerConnection, acknowledged: Acknowledged): void {
    this.#reached(connection, acknowledged.blockNumber);
    if (this.#newest === undefined || acknowledged.blockNumber > this.#newest.blockNumber) {
      this.#newest = acknowledged;
    }
  }

  /**
   * Waits, but not for long, until these peers have what was acknowledged. A peer that is down or far behind holds
   * nobody up: its call goes on and gets the answer of the state it has.
   */
  async caughtUp(connections: readonly PeerConnection[]): Promise<void> {
    const behind = connections.filter((connection) => this.#isBehind(connection));
    if (behind.length === 0) return;
    await within(Promise.all(behind.map((each) => this.#catchUp(each))), this.#limits.catchUpMsMax);
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((connection) => connection.close()));
  }

  #isBehind(connection: PeerConnection): boolean {
    return this.#newest !== undefined && this.#progressOf(connection).blockNumber < this.#newest.blockNumber;
  }

  async #catchUp(connection: PeerConnection): Promise<void> {
    let answers = true;
    while (answers && this.#isBehind(connection)) answers = await this.#ask(connection);
  }

  /** Whether asking again may help. One question to a peer at a time; one that is out too long already is not waited for. */
  #ask(connection: PeerConnection): Promise<boolean> {
    const progress = this.#progressOf(connection);
    const { asking } = progress;
    if (asking !== undefined) {
      const stuck = performance.now() - asking.sinceMs > this.#limits.catchUpMsMax;
      return stuck ? Promise.resolve(false) : asking.answer;
    }
    const answer = this.#askOnce(connection).finally(() => {
      progress.asking = undefined;
    });
    progress.asking = { answer, sinceMs: performance.now() };
    return answer;
  }

  async #askOnce(connection: PeerConnection): Promise<boolean> {
    if (this.#newest === undefined) return true;
    const { transactionId, blockNumber: expected } = this.#newest;
    try {
      const msMax = this.#limits.commitStatusMsMax;
      const { blockNumber } = await connection.commitVerdict(this.#reader, transactionId, msMax);
      this.#reached(connection, blockNumber);
      // A peer that has it in an earlier block than the one who acknowledged it would be asked for ever.
      return blockNumber >= expected;
    } catch (error) {
      // The call that waits for this goes on without it, and meets what is wrong with the peer itself.
      if (error instanceof GatewayError) return false;
      throw error;
    }
  }

  #reached(connection: PeerConnection, blockNumber: bigint): void {
    const progress = this.#progressOf(connection);
    if (blockNumber > progress.blockNumber) progress.blockNumber = blockNumber;
  }

  #progressOf(connection: PeerConnection): PeerProgress {
    const known = this.#progress.get(connection);
    if (known === undefined)
      throw new RangeError(`The connection of ${connection.mspId} is not of this pool.`);
    return known;
  }
}

/** Waits for a promise, at most so long; the promise goes on. */
async function within(promise: Promise<unknown>, msMax: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, msMax);
  });
  try {
    await Promise.race([promise, enough]);
  } finally {
    clearTimeout(timer);
  }
}
