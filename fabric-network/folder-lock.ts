/**
 * One command at a time on a network's folder: two that start and join at once would tread on each other. The lock is
 * a file with the process that holds it, put in its place whole, so that nobody finds it half written; what a crashed
 * command left is moved aside before it is judged, so that of two that find it only one takes over.
 */
import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { textIfThere } from './durable-file';
import { NetworkError } from './network-error';
import type { NetworkLayout } from './network-layout';
import { birthOf } from './processes/process-birth';

const holderSchema = z.object({ pid: z.int().positive(), birth: z.string() });

/** Does a piece of work while no other command works on the folder. Throws a NetworkError when one does. */
export async function withFolderLocked<T>(layout: NetworkLayout, work: () => Promise<T>): Promise<T> {
  makeFolder(layout);
  if (!tryLock(layout)) {
    removeAbandoned(layout);
    if (!tryLock(layout)) throw locked(layout, holderOf(layout.lockFile));
  }
  try {
    return await work();
  } finally {
    rmSync(layout.lockFile, { force: true });
  }
}

function makeFolder(layout: NetworkLayout): void {
  try {
    mkdirSync(layout.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unwritable(layout, error);
  }
}

function tryLock(layout: NetworkLayout): boolean {
  const own = `${layout.lockFile}.${String(process.pid)}.unfinished`;
  try {
    writeFileSync(own, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }), { mode: 0o600 });
    return isLinked(own, layout.lockFile);
  } catch (error) {
    throw unwritable(layout, error);
  } finally {
    rmSync(own, { force: true });
  }
}

/** Whether the file could be given this name, too: unlike writing, that succeeds for one process alone. */
function isLinked(file: string, name: string): boolean {
  try {
    linkSync(file, name);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a lock whose holder is gone. Throws a NetworkError `locked` when its holder lives. */
function removeAbandoned(layout: NetworkLayout): void {
  const found = holderOf(layout.lockFile);
  if (found !== undefined) throw locked(layout, found);
  const aside = `${layout.lockFile}.${String(process.pid)}.abandoned.unfinished`;
  if (!isMoved(layout.lockFile, aside)) return;
  // Between the look and the move another command may have taken over: what was moved is then its lock.
  const holder = holderOf(aside);
  if (holder !== undefined) isLinked(aside, layout.lockFile);
  rmSync(aside, { force: true });
  if (holder !== undefined) throw locked(layout, holder);
}

function isMoved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/** The process that holds a lock; undefined when it is gone, or what lies there is no lock of ours. */
function holderOf(lockFile: string): number | undefined {
  const text = textIfThere(lockFile) ?? '';
  if (!/^\{.*\}$/s.test(text)) return undefined;
  const holder = holderSchema.safeParse(JSON.parse(text)).data;
  return holder !== undefined && birthOf(holder.pid) === holder.birth ? holder.pid : undefined;
}

function unwritable(layout: NetworkLayout, cause: unknown): NetworkError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new NetworkError({
    code: 'unwritable-folder',
    message: `${layout.folder} cannot be written to (${why}).`,
    nextStep: 'Give yourself the right to write there, or name another folder with --data.',
    cause,
  });
}

function locked(layout: NetworkLayout, pid: number | undefined): NetworkError {
  const holder = pid === undefined ? 'another command' : `process ${String(pid)}`;
  return new NetworkError({
    code: 'locked',
    message: `${layout.folder} is being worked on by ${holder}.`,
    nextStep: 'Wait until it has ended.',
  });
}
