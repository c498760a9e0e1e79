/**
 * The folder of a managed store: who owns it, and whether a mongod was left over in it. Ownership is a lock of the
 * operating system on an SQLite file, which dies with its process, also by kill -9; a mongod left over is known by the
 * number in its own lock file and by the folder in its command line, so that no stranger with that number is ended.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { StoreOpeningError } from './store-error';

const folderMode = 0o700;
const busyCodes: readonly unknown[] = [5, 6];
const askEveryMs = 50;
/** A keeper whose platform was killed ends its mongod within this time, or we do. */
const leaveLimitMs = 10_000;
const killLimitMs = 5_000;

/** The files of a managed store's folder. */
export function mongodFiles(folder: string): { readonly database: string; readonly log: string } {
  return { database: join(folder, 'database'), log: join(folder, 'mongod.log') };
}

/**
 * Makes the folder ours until `release` or the end of this process.
 * @throws StoreOpeningError (`folder-in-use`) when another platform owns it
 */
export function claimFolder(folder: string): { release(): void } {
  mkdirSync(mongodFiles(folder).database, { recursive: true, mode: folderMode });
  const lock = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'errcode' in error && busyCodes.includes(error.errcode))) throw error;
    throw new StoreOpeningError(
      'folder-in-use',
      `The store in ${folder} belongs to another platform that is running. ` +
        'End that one, or give this one a data folder of its own.',
      { cause: error },
    );
  }
  return {
    release: () => {
      lock.close();
    },
  };
}

/** Ends a mongod that an earlier platform left in this (claimed) folder; answers whether there was one. */
export async function endLeftOver(folder: string): Promise<boolean> {
  const { database } = mongodFiles(folder);
  const pid = Number.parseInt(textOf(join(database, 'mongod.lock')), 10);
  if (!isMongodOf(pid, database)) return false;
  await endMongod(pid, database);
  return true;
}

/** Ends the mongod of a database folder: asks first, then ends it by force. Nothing happens when it is gone. */
export async function endMongod(pid: number, database: string): Promise<void> {
  signal(pid, database, 'SIGTERM');
  if (await isGoneWithin(pid, database, leaveLimitMs)) return;
  signal(pid, database, 'SIGKILL');
  if (await isGoneWithin(pid, database, killLimitMs)) return;
  throw new StoreOpeningError('start-failed', `mongod ${pid} of ${database} does not end; end it by hand.`);
}

/** Whether this process runs mongod on this database folder. */
export function isMongodOf(pid: number, database: string): boolean {
  return Number.isInteger(pid) && pid > 0 && commandOf(pid).includes(database);
}

async function isGoneWithin(pid: number, database: string, limitMs: number): Promise<boolean> {
  const limit = Date.now() + limitMs;
  while (isMongodOf(pid, database)) {
    if (Date.now() > limit) return false;
    await delay(askEveryMs);
  }
  return true;
}

function signal(pid: number, database: string, name: 'SIGTERM' | 'SIGKILL'): void {
  if (!isMongodOf(pid, database)) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    // It may end between the question and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** A running process's arguments; none for one that is gone or only a number still (a zombie). */
function commandOf(pid: number): readonly string[] {
  if (process.platform === 'linux') return textOf(`/proc/${String(pid)}/cmdline`).split('\0');
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(' ');
  } catch (error) {
    // ps answers 1 when there is no such process.
    if (error instanceof Error && 'status' in error && error.status === 1) return [];
    throw error;
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
