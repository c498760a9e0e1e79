/**
 * One command at a time on a network's folder: two that start and join at once would tread on each other. The lock is
 * a file with the process that holds it; what a crashed command left is taken over.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
    const pid = holderOf(layout);
    if (pid !== undefined) throw locked(layout, pid);
    rmSync(layout.lockFile, { force: true });
    if (!tryLock(layout)) throw locked(layout, holderOf(layout));
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
  const holder = { pid: process.pid, birth: birthOf(process.pid) };
  try {
    writeFileSync(layout.lockFile, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw unwritable(layout, error);
  }
}

/** The process that holds the lock; undefined when it is gone, or never came to write its number. */
function holderOf(layout: NetworkLayout): number | undefined {
  const holder = /^\{.*\}$/s.test(textIfThere(layout.lockFile) ?? '')
    ? holderSchema.safeParse(JSON.parse(textIfThere(layout.lockFile) ?? '{}')).data
    : undefined;
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
