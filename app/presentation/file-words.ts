/** Files as pages list them: name, size in the unit that fits, and the beginning and end of the hash that stands on the chain. */
import type { StoredFile } from '../files/file-store';

export interface FileView {
  readonly name: string;
  readonly size: string;
  /** `9f2c 81d0 … 47ae`. */
  readonly shortHash: string;
  readonly hash: string;
  readonly href: string;
}

const bytesInKilobyte = 1024;
const bytesInMegabyte = 1024 * 1024;

/** @param href where it is downloaded */
export function fileView(
  { name, bytes, hash }: Pick<StoredFile, 'name' | 'bytes' | 'hash'>,
  href: string,
): FileView {
  return { name, size: sizeWords(bytes), shortHash: shortHash(hash), hash, href };
}

/** `2.4 MB`, `312 KB`, `87 B`. */
export function sizeWords(bytes: number): string {
  if (bytes >= bytesInMegabyte) return `${(bytes / bytesInMegabyte).toFixed(1)} MB`;
  return bytes >= bytesInKilobyte
    ? `${String(Math.round(bytes / bytesInKilobyte))} KB`
    : `${String(bytes)} B`;
}

/** The first eight and the last four digits of a hash. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
}
