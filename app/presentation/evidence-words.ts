/** Files that the chain names, as pages list them: one that the store no longer has says so instead of leading nowhere. */
import type { StoredFile } from '../files/file-store';
import { shortHash, sizeWords } from './file-words';

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
  const digits = shortHash(hash);
  if (stored === undefined) return { hash, shortHash: digits, name: digits, size: '' };
  return {
    ...{ hash, shortHash: digits, name: stored.name, size: sizeWords(stored.bytes) },
    href: `/files/${hash}`,
  };
}
