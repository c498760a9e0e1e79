/** Files as pages name them: name, size, the first and last digits of their SHA-256, and where they are read. */
import type { StoredFile } from '../files/file-store';

const kibibyte = 1_024;

export interface FileWords {
  readonly hash: string;
  /** `9f2c 81d0 … 47ae`. */
  readonly shortHash: string;
  readonly name: string;
  /** `2.4 MB`; empty for a file that is not there. */
  readonly size: string;
  /** Absent for a file that is not there. */
  readonly href?: string;
}

/** A file by its hash on the chain; `stored` is undefined when the store has no such bytes. */
export function fileWords(hash: string, stored: Pick<StoredFile, 'name' | 'bytes'> | undefined): FileWords {
  const short = shortHash(hash);
  if (stored === undefined) return { hash, shortHash: short, name: short, size: '' };
  return { hash, shortHash: short, name: stored.name, size: sizeWords(stored.bytes), href: `/files/${hash}` };
}

/** `9f2c 81d0 … 47ae`: enough to compare two by eye. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}

export function sizeWords(bytes: number): string {
  if (bytes < kibibyte) return `${String(bytes)} B`;
  const kilobytes = bytes / kibibyte;
  if (kilobytes < kibibyte) return `${kilobytes.toFixed(0)} KB`;
  return `${(kilobytes / kibibyte).toFixed(1)} MB`;
}
