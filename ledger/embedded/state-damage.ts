/**
 * Finds out what is wrong with the state table once its digest has failed: replays the write sets of the chain and
 * names the first key that differs, with the block that wrote it. Slow, and only run on a ledger that is damaged.
 */
import type { DatabaseSync } from 'node:sqlite';
import { CorruptLedgerError } from '../ledger-error';
import { stateEntryHash } from './multiset-digest';
import { blockOf, positionOf } from './position';
import { bytesOf, numberOf } from './row-values';
import { decodeRecord } from './transaction-record';

interface ExpectedEntry {
  readonly position: number;
  readonly hash: string;
}

/** The error for a state table that is not what the chain's writes make. */
export function locateStateDamage(database: DatabaseSync): CorruptLedgerError {
  const expected = replayWrites(database);
  for (const { key, version, hash } of storedEntries(database)) {
    const entry = expected.get(key);
    if (entry?.hash !== hash)
      return damage(key, entry?.position ?? version, 'differs from what that block wrote');
    expected.delete(key);
  }
  for (const [key, entry] of expected) return damage(key, entry.position, 'is missing');
  return new CorruptLedgerError(newestBlock(database), 'its state digest is not that of its writes');
}

function replayWrites(database: DatabaseSync): Map<string, ExpectedEntry> {
  const expected = new Map<string, ExpectedEntry>();
  const rows = database.prepare(
    'SELECT position, record FROM transactions WHERE position >= ? ORDER BY position',
  );
  for (const row of rows.iterate(positionOf(1, 0))) {
    const position = numberOf(row['position']);
    const record = decodeRecord(bytesOf(row['record']));
    if (record.verdict.code !== 'VALID') continue;
    for (const { key, value } of record.effects.writes) {
      expected.set(key, { position, hash: stateEntryHash(key, position, value).toString('base64') });
    }
  }
  return expected;
}

function* storedEntries(database: DatabaseSync): Generator<{ key: string; version: number; hash: string }> {
  for (const row of database.prepare('SELECT key, version, value FROM state').iterate()) {
    const key = bytesOf(row['key']).toString('utf8');
    const version = numberOf(row['version']);
    yield { key, version, hash: stateEntryHash(key, version, bytesOf(row['value'])).toString('base64') };
  }
  for (const row of database.prepare('SELECT key, version FROM deleted_keys').iterate()) {
    const key = bytesOf(row['key']).toString('utf8');
    const version = numberOf(row['version']);
    yield { key, version, hash: stateEntryHash(key, version, undefined).toString('base64') };
  }
}

function damage(key: string, position: number, found: string): CorruptLedgerError {
  return new CorruptLedgerError(
    BigInt(blockOf(position)),
    `the state of key ${JSON.stringify(key)} ${found}`,
  );
}

function newestBlock(database: DatabaseSync): bigint {
  return BigInt(numberOf(database.prepare('SELECT max(number) AS number FROM blocks').get()?.['number']));
}
