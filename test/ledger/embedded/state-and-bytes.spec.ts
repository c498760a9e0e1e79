/** Properties of what the chain is made of: bytes, digests, the cache, and the verdicts of a block. */
import type { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { BlockValidator } from '../../../ledger/embedded/block-validator';
import { BoundedCache } from '../../../ledger/embedded/bounded-cache';
import { ByteReader, ByteWriter } from '../../../ledger/embedded/byte-codec';
import { openScratchDatabase } from '../../../ledger/embedded/ledger-database';
import { MultisetDigest, digestBytes, stateEntryHash } from '../../../ledger/embedded/multiset-digest';
import { readEffects, writeEffects } from '../../../ledger/embedded/read-write-set';
import type { TransactionEffects } from '../../../ledger/embedded/read-write-set';
import { StateStore } from '../../../ledger/embedded/state-store';

const hash = fc.uint8Array({ minLength: digestBytes, maxLength: digestBytes });
const version = fc.option(fc.nat(), { nil: undefined });
const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const keyVersion = fc.record({ key, version });
const effects: fc.Arbitrary<TransactionEffects> = fc.record({
  reads: fc.array(keyVersion),
  ranges: fc.array(fc.record({ startKey: key, endKey: key, found: fc.array(keyVersion) })),
  writes: fc.array(
    fc.record({
      key,
      value: fc.option(
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        { nil: undefined },
      ),
    }),
  ),
  event: fc.option(fc.record({ name: key, payload: fc.string() }), { nil: undefined }),
  answer: fc.string({ unit: 'grapheme' }),
});

describe('embedded ledger: bytes', () => {
  it('reads back the effects it wrote, to the last byte', () => {
    fc.assert(
      fc.property(effects, (written) => {
        const writer = new ByteWriter();
        writeEffects(writer, written);
        const reader = new ByteReader(writer.finish());
        expect(readEffects(reader)).to.deep.equal(written);
        reader.end();
      }),
    );
  });

  it('reads nothing beyond the end', () => {
    const reader = new ByteReader(new ByteWriter().count(1000).finish());
    expect(() => reader.bytes()).to.throw('end too early');
  });
});

describe('embedded ledger: state digest', () => {
  it('does not depend on the order of writes, and forgets what is removed', () => {
    fc.assert(
      fc.property(fc.array(hash), fc.array(hash), (kept, removed) => {
        const forward = new MultisetDigest();
        for (const entry of [...kept, ...removed]) forward.add(entry);
        for (const entry of removed) forward.remove(entry);
        const backward = new MultisetDigest();
        for (const entry of kept.toReversed()) backward.add(entry);
        expect(forward.bytes()).to.deep.equal(backward.bytes());
      }),
    );
  });

  it('is the sum of its entries modulo 2^256', () => {
    const toNumber = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
    fc.assert(
      fc.property(fc.array(hash, { maxLength: 10 }), (entries) => {
        const digest = new MultisetDigest();
        for (const entry of entries) digest.add(entry);
        const sum = entries.reduce((total, entry) => total + toNumber(entry), 0n);
        expect(toNumber(digest.bytes())).to.equal(BigInt.asUintN(256, sum));
      }),
    );
  });

  it('tells key, version, value and deletion apart', () => {
    const entries = [
      stateEntryHash('k', 1, Buffer.from('v')),
      stateEntryHash('k', 1, Buffer.from('w')),
      stateEntryHash('k', 2, Buffer.from('v')),
      stateEntryHash('kv', 1, Buffer.from('')),
      stateEntryHash('k', 1, undefined),
    ];
    expect(new Set(entries.map((entry) => entry.toString('hex'))).size).to.equal(entries.length);
  });
});

describe('embedded ledger: cache', () => {
  it('keeps what is used and stays within its bytes', () => {
    const cache = new BoundedCache<string>(100, (value) => value.length);
    cache.set('hot', 'x'.repeat(10));
    for (let n = 0; n < 100; n += 1) {
      cache.set(`cold-${String(n)}`, 'y'.repeat(10));
      expect(cache.get('hot')).to.equal('x'.repeat(10));
    }
    const kept = Array.from({ length: 100 }, (_, n) => cache.get(`cold-${String(n)}`)).filter(
      (value) => value !== undefined,
    );
    expect(kept.length).to.be.lessThan(12);
  });
});

const fewKeys = fc.constantFrom('a', 'b', 'c', 'd', '～', '😀');
const plannedTransaction = fc.record({
  snapshot: fc.nat(3),
  reads: fc.uniqueArray(fewKeys),
  range: fc.option(fc.tuple(fewKeys, fc.constantFrom('', 'c', 'e', '\u{10ffff}')), { nil: undefined }),
  writes: fc.uniqueArray(fc.record({ key: fewKeys, present: fc.boolean() }), {
    selector: (write) => write.key,
  }),
});

describe('embedded ledger: verdicts', () => {
  let database: DatabaseSync;

  beforeEach(() => {
    database = openScratchDatabase();
  });
  afterEach(() => {
    database.close();
  });

  it('let a history of blocks through exactly where running it one after the other reads the same', () => {
    fc.assert(
      fc.property(fc.array(fc.array(plannedTransaction, { maxLength: 5 }), { maxLength: 6 }), (blocks) => {
        database.exec('DELETE FROM state; DELETE FROM deleted_keys');
        const store = new StateStore(database, Buffer.alloc(digestBytes));
        // The model: after each block a plain map of versions; a transaction was run on one of the last of them.
        const snapshots: Map<string, number>[] = [new Map<string, number>()];
        blocks.forEach((planned, number) => {
          const validator = new BlockValidator(store);
          const now = new Map(snapshots.at(-1));
          planned.forEach((plan, index) => {
            const seen = snapshots.at(-1 - Math.min(plan.snapshot, snapshots.length - 1)) ?? now;
            const ran = effectsOf(plan, seen);
            const position = (number + 1) * 65_536 + index;
            const stateUnmoved = seen === snapshots.at(-1);
            const { code } = validator.judge({ effects: ran, duplicate: false, stateUnmoved }, position);
            const readsStand = ran.reads.every((read) => now.get(read.key) === read.version);
            const rangesStand = sameEntries(rangeIn(plan.range, seen), rangeIn(plan.range, now));
            const expected = readsStand
              ? rangesStand
                ? 'VALID'
                : 'PHANTOM_READ_CONFLICT'
              : 'MVCC_READ_CONFLICT';
            expect(code).to.equal(expected);
            if (code !== 'VALID') return;
            for (const { key: written, present } of plan.writes) {
              if (present) now.set(written, position);
              else now.delete(written);
            }
          });
          for (const [changed, change] of validator.changes()) store.apply(changed, change);
          snapshots.push(now);
        });
        const stored = store.range('\u0001', '', 100).map((row): [string, number] => [row.key, row.version]);
        expect(new Map(stored)).to.deep.equal(snapshots.at(-1));
        const digest = new MultisetDigest();
        for (const row of store.range('\u0001', '', 100))
          digest.add(stateEntryHash(row.key, row.version, row.value));
        for (const row of database.prepare('SELECT key, version FROM deleted_keys').iterate()) {
          const { key: gone, version: at } = row;
          if (gone instanceof Uint8Array && typeof at === 'number') {
            digest.add(stateEntryHash(Buffer.from(gone).toString(), at, undefined));
          }
        }
        expect(store.digest()).to.deep.equal(digest.bytes());
      }),
      { numRuns: 500 },
    );
  });
});

type Plan = typeof plannedTransaction extends fc.Arbitrary<infer Planned> ? Planned : never;

function effectsOf(plan: Plan, seen: ReadonlyMap<string, number>): TransactionEffects {
  const ranges =
    plan.range === undefined
      ? []
      : [{ startKey: plan.range[0], endKey: plan.range[1], found: rangeIn(plan.range, seen) }];
  return {
    reads: plan.reads.map((read) => ({ key: read, version: seen.get(read) })),
    ranges,
    writes: plan.writes.map((write) => ({
      key: write.key,
      value: write.present ? Buffer.from('v') : undefined,
    })),
    event: undefined,
    answer: '',
  };
}

function rangeIn(
  range: Plan['range'],
  state: ReadonlyMap<string, number>,
): { key: string; version: number }[] {
  if (range === undefined) return [];
  const [start, end] = range.map((bound) => Buffer.from(bound));
  const inside = [...state].filter(([candidate]) => {
    const bytes = Buffer.from(candidate);
    const below = end === undefined || end.length === 0 || Buffer.compare(bytes, end) < 0;
    return below && Buffer.compare(bytes, start ?? Buffer.alloc(0)) >= 0;
  });
  return inside
    .map(([found, at]) => ({ key: found, version: at }))
    .toSorted((first, second) => Buffer.compare(Buffer.from(first.key), Buffer.from(second.key)));
}

function sameEntries(first: readonly object[], second: readonly object[]): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
