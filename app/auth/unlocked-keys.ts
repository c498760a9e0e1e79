/**
 * The keys that are open: session id → who may sign in it. They are in this process alone, so a restart locks them all,
 * and they go with logout, idle time-out and the session's end. What is asked for after its time is not there.
 */
import type { KeyObject } from 'node:crypto';
import type { LedgerIdentity } from '../../ledger/ledger';

/** Sessions with an open key; beyond it the one that was idle longest is locked. */
const unlockedMax = 5_000;
const sweepMs = 30_000;

export interface UnlockedKey {
  readonly userId: string;
  readonly identity: LedgerIdentity;
  /** Seals further secrets of the same wallet. */
  readonly walletKey: KeyObject;
  /** Base32; undefined until a code was enrolled. */
  readonly codeSecret: string | undefined;
}

interface Entry {
  readonly key: UnlockedKey;
  readonly endsAt: number;
}

export class UnlockedKeys {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  readonly #sweeper: NodeJS.Timeout;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
    this.#sweeper = setInterval(() => {
      this.#sweep();
    }, sweepMs);
    this.#sweeper.unref();
  }

  get size(): number {
    this.#sweep();
    return this.#entries.size;
  }

  /** Keeps a key for a session until this time (milliseconds since 1970). */
  put(sessionId: string, key: UnlockedKey, endsAt: number): void {
    this.#entries.delete(sessionId);
    this.#entries.set(sessionId, { key, endsAt });
    if (this.#entries.size <= unlockedMax) return;
    const [idlest] = this.#entries.keys();
    if (idlest !== undefined) this.#entries.delete(idlest);
  }

  /** The session's key; undefined when it is locked. */
  get(sessionId: string): UnlockedKey | undefined {
    const entry = this.#entries.get(sessionId);
    if (entry === undefined) return undefined;
    if (entry.endsAt > this.#now()) return entry.key;
    this.#entries.delete(sessionId);
    return undefined;
  }

  /** The secret of a user's codes from whichever session has it open; it is the same in all of them. */
  codeSecretOf(userId: string): string | undefined {
    this.#sweep();
    for (const { key } of this.#entries.values()) {
      if (key.userId === userId && key.codeSecret !== undefined) return key.codeSecret;
    }
    return undefined;
  }

  /** Keeps an open key longer, for its person is at work. */
  extend(sessionId: string, endsAt: number): void {
    const key = this.get(sessionId);
    if (key !== undefined) this.put(sessionId, key, endsAt);
  }

  drop(sessionId: string): void {
    this.#entries.delete(sessionId);
  }

  /** Locks every session of a user, but for one. */
  dropUser(userId: string, exceptSessionId?: string): void {
    for (const [sessionId, { key }] of this.#entries) {
      if (key.userId === userId && sessionId !== exceptSessionId) this.#entries.delete(sessionId);
    }
  }

  /** Locks everything; for the end of the process. */
  close(): void {
    clearInterval(this.#sweeper);
    this.#entries.clear();
  }

  #sweep(): void {
    const now = this.#now();
    for (const [sessionId, { endsAt }] of this.#entries) {
      if (endsAt <= now) this.#entries.delete(sessionId);
    }
  }
}
