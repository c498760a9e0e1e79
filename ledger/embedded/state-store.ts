/**
 * The world state: for each key its value and the transaction that wrote it, in the byte order of UTF-8 as LevelDB
 * keeps it. Deleted keys keep their last version beside it, because a key's history starts there. Reads are prepared
 * statements over one b-tree with a bounded cache in front; the digest of the whole moves with every write.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { BoundedCache } from './bounded-cache';
import { MultisetDigest, stateEntryHash } from './multiset-digest';
import { bytesOf, numberOf } from './row-values';

const cacheBytesMax = 32 * 1024 * 1024;
/** What a cached entry costs beside its value. */
const entryBytes = 200;

export interface StateEntry {
  readonly version: number;
  readonly value: Buffer;
}

export interface StateRow extends StateEntry {
  readonly key: string;
}

/** A key's new value, or its deletion, by the transaction at `version`. */
export interface StateChange {
  readonly version: number;
  readonly value: Buffer | undefined;
}

/** Stands in the cache for a key that is known to be absent. */
const absent = { version: -1, value: Buffer.alloc(0) } as const;

export class StateStore {
  readonly #cache = new BoundedCache<StateEntry>(cacheBytesMax, (entry) => entry.value.length + entryBytes);
  readonly #get: StatementSync;
  readonly #range: StatementSync;
  readonly #openRange: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #getDeleted: StatementSync;
  readonly #putDeleted: StatementSync;
  readonly #dropDeleted: StatementSync;
  readonly #digest: MultisetDigest;

  constructor(database: DatabaseSync, digest: Uint8Array) {
    this.#digest = MultisetDigest.from(digest);
    const ascending = 'ORDER BY key LIMIT ?';
    this.#get = database.prepare('SELECT version, value FROM state WHERE key = ?');
    this.#range = database.prepare(
      `SELECT key, version, value FROM state WHERE key >= ? AND key < ? ${ascending}`,
    );
    this.#openRange = database.prepare(`SELECT key, version, value FROM state WHERE key >= ? ${ascending}`);
    this.#put = database.prepare(
      'INSERT INTO state (key, version, value) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET version = excluded.version, value = excluded.value',
    );
    this.#delete = database.prepare('DELETE FROM state WHERE key = ?');
    this.#getDeleted = database.prepare('SELECT version FROM deleted_keys WHERE key = ?');
    this.#putDeleted = database.prepare('INSERT OR REPLACE INTO deleted_keys VALUES (?, ?)');
    this.#dropDeleted = database.prepare('DELETE FROM deleted_keys WHERE key = ?');
  }

  /** The committed entry of a key; its value is shared and must not be changed. */
  get(key: string): StateEntry | undefined {
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached === absent ? undefined : cached;
    const row = this.#get.get(Buffer.from(key));
    const entry =
      row === undefined ? absent : { version: numberOf(row['version']), value: bytesOf(row['value']) };
    this.#cache.set(key, entry);
    return entry === absent ? undefined : entry;
  }

  /** Up to `limit` entries from `startKey` on, below `endKey` (empty: no end), in key order. */
  range(startKey: string, endKey: string, limit: number): StateRow[] {
    const start = Buffer.from(startKey);
    const rows =
      endKey === '' ? this.#openRange.all(start, limit) : this.#range.all(start, Buffer.from(endKey), limit);
    return rows.map((row) => ({
      key: bytesOf(row['key']).toString('utf8'),
      version: numberOf(row['version']),
      value: bytesOf(row['value']),
    }));
  }

  /** The version of the newest write to a key, also when that was its deletion. */
  newestVersion(key: string): number | undefined {
    const entry = this.get(key);
    return entry === undefined ? this.#deletedVersion(Buffer.from(key)) : entry.version;
  }

  /** Writes one block's net change of a key; the caller's database transaction makes it durable or undoes it. */
  apply(key: string, change: StateChange): void {
    const keyBytes = Buffer.from(key);
    const before = this.get(key);
    if (before === undefined) this.#forgetDeleted(key, keyBytes);
    else this.#digest.remove(stateEntryHash(key, before.version, before.value));
    this.#digest.add(stateEntryHash(key, change.version, change.value));
    if (change.value === undefined) {
      if (before !== undefined) this.#delete.run(keyBytes);
      this.#putDeleted.run(keyBytes, change.version);
    } else {
      this.#put.run(keyBytes, change.version, change.value);
    }
    this.#cache.set(key, cacheable(change));
  }

  digest(): Buffer {
    return this.#digest.bytes();
  }

  #forgetDeleted(key: string, keyBytes: Buffer): void {
    const version = this.#deletedVersion(keyBytes);
    if (version === undefined) return;
    this.#digest.remove(stateEntryHash(key, version, undefined));
    this.#dropDeleted.run(keyBytes);
  }

  #deletedVersion(keyBytes: Buffer): number | undefined {
    const row = this.#getDeleted.get(keyBytes);
    return row === undefined ? undefined : numberOf(row['version']);
  }
}

/** With memory of its own: a small Buffer is a slice of a shared pool, and would keep the whole pool alive. */
function cacheable({ version, value }: StateChange): StateEntry {
  if (value === undefined) return absent;
  const own = Buffer.allocUnsafeSlow(value.length);
  value.copy(own);
  return { version, value: own };
}
