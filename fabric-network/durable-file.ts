/**
 * Files that are there whole or not at all: written beside their place and moved there. All of a network's files are
 * their owner's alone, since most of its folders hold keys.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const folderMode = 0o700;
const fileMode = 0o600;

/** Writes a file, and the folders above it where they are missing; durable when it returns. */
export function writeDurably(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: folderMode });
  // Two programs may write the same file at once: each beside it under a name of its own.
  const unfinished = `${path}.${String(process.pid)}.unfinished`;
  const file = openSync(unfinished, 'w', fileMode);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** Writes a file that can be made again: whole, but not waiting for the disk. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: folderMode });
  const unfinished = `${path}.${String(process.pid)}.unfinished`;
  writeFileSync(unfinished, text, { mode: fileMode });
  renameSync(unfinished, path);
}

/** Whether a file of this name is what a crash left of writing `path`. */
export function isUnfinished(name: string, path: string): boolean {
  return name.startsWith(`${basename(path)}.`) && name.endsWith('.unfinished');
}

/** The text of a file; undefined when there is none. */
export function textIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
