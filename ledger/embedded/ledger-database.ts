/**
 * The SQLite file behind the embedded ledger: its tables, its durability and its lock. Write-ahead log with
 * synchronous=FULL, so that COMMIT returns after fsync; exclusive locking, so that one process writes and a second is
 * told so at once. The lock is the operating system's and dies with its process, also by kill -9.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CorruptLedgerError, LedgerUnavailableError } from '../ledger-error';

/** The one file of a data folder (SQLite keeps its log beside it). */
export const ledgerFileName = 'ledger.sqlite';
const folderMode = 0o700;
/** Records and values of a few kB fill pages of this size better than SQLite's 4 KiB: half the file. */
const pageBytes = 8192;
const cacheKibibytes = 64 * 1024;
/** Pages that the log may hold before it is folded into the file: 32 MiB. */
const logPagesMax = 4096;
const formatVersion = 1;
/** SQLite's result codes that stand for "somebody else has it" and "this is not a database any more". */
const busyCodes: readonly number[] = [5, 6];
const corruptCodes: readonly number[] = [11, 26];

const tables = `
  CREATE TABLE IF NOT EXISTS blocks (number INTEGER PRIMARY KEY, header BLOB NOT NULL, hash BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS transactions (position INTEGER PRIMARY KEY, record BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS transaction_ids (id BLOB PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS creators
    (hash BLOB PRIMARY KEY, msp_id TEXT NOT NULL, certificate TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS state
    (id INTEGER PRIMARY KEY, key BLOB NOT NULL, version INTEGER NOT NULL, value BLOB NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS state_by_key ON state (key);
  CREATE TABLE IF NOT EXISTS deleted_keys (key BLOB PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * Opens (or creates) the ledger's database; without a folder it lives in memory.
 * @throws LedgerUnavailableError when another process has it open
 * @throws CorruptLedgerError when the file is no ledger's database
 */
export function openLedgerDatabase(folder: string | undefined): DatabaseSync {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: folderMode });
  const database = new DatabaseSync(folder === undefined ? ':memory:' : join(folder, ledgerFileName), {
    timeout: 0,
  });
  try {
    prepareDatabase(database);
    return database;
  } catch (error) {
    database.close();
    throw openingError(error, folder);
  }
}

/** A temporary database of the same tables that leaves nothing behind; for replaying a chain. */
export function openScratchDatabase(): DatabaseSync {
  const database = new DatabaseSync('');
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${tables} BEGIN;`);
  return database;
}

function prepareDatabase(database: DatabaseSync): void {
  database.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA page_size = ${String(pageBytes)};
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -${String(cacheKibibytes)};
    PRAGMA wal_autocheckpoint = ${String(logPagesMax)};
    PRAGMA temp_store = MEMORY;
    BEGIN EXCLUSIVE;
  `);
  const stored = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (stored !== 0 && stored !== formatVersion) {
    throw new LedgerUnavailableError('failed', {
      message: `The ledger's format is ${String(stored)}, this program knows ${String(formatVersion)}.`,
      nextStep: 'Open it with the version of the program that wrote it.',
    });
  }
  database.exec(`${tables} PRAGMA user_version = ${String(formatVersion)}; COMMIT;`);
}

function openingError(error: unknown, folder: string | undefined): Error {
  const code = sqliteCode(error);
  if (code !== undefined && busyCodes.includes(code)) {
    return new LedgerUnavailableError('in-use', {
      message: `The data folder ${folder ?? ''} is in use by another process.`,
      nextStep: 'Stop that process first; one process at a time may open a ledger.',
      cause: error,
    });
  }
  return asCorruption(error, 0) ?? (error instanceof Error ? error : new Error(String(error)));
}

/** A SQLite error that means damage, as the error that names the block; undefined for any other error. */
export function asCorruption(error: unknown, blockNumber: number): CorruptLedgerError | undefined {
  if (error instanceof CorruptLedgerError) return error;
  const code = sqliteCode(error);
  if (code === undefined || !corruptCodes.includes(code)) return undefined;
  return new CorruptLedgerError(BigInt(blockNumber), 'the database file is damaged or cut short', error);
}

function sqliteCode(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
