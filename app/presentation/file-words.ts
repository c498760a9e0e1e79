/** Files as pages name them: name, size, the first and last digits of their SHA-256, and where they are read. */
import type { StoredFile } from '../files/file-store';

const kibibyte = 1_024;

/** A file that is there. */
export interface FileView {
  readonly name: string;
  /** `2.4 MB`. */
  readonly size: string;
  /** `9f2c 81d0 … 47ae`. */
  readonly shortHash: string;
  readonly hash: string;
  readonly href: string;
}

/** A file that the chain names, whether the store has it or not. */
export interface FileWords extends Omit<FileView, 'href'> {
  /** Absent for a file that is not there. */
  readonly href?: string;
}

/** @param href where it is downloaded */
export function fileView(
  { name, bytes, hash }: Pick<StoredFile, 'name' | 'bytes' | 'hash'>,
  href: string,
): FileView {
  return { name, size: sizeWords(bytes), shortHash: shortHash(hash), hash, href };
}

/** A file by its hash on the chain; `stored` is undefined when the store has no such bytes. */
export function fileWords(hash: string, stored: Pick<StoredFile, 'name' | 'bytes'> | undefined): FileWords {
  if (stored === undefined) return { hash, shortHash: shortHash(hash), name: shortHash(hash), size: '' };
  return fileView({ ...stored, hash }, `/files/${hash}`);
}

/** `9f2c 81d0 … 47ae`: enough to compare two by eye. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}

function sizeWords(bytes: number): string {
  if (bytes < kibibyte) return `${String(bytes)} B`;
  const kilobytes = bytes / kibibyte;
  if (kilobytes < kibibyte) return `${kilobytes.toFixed(0)} KB`;
  return `${(kilobytes / kibibyte).toFixed(1)} MB`;
}
