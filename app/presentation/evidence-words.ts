/** Files that the chain names, as pages list them: one that the store no longer has says so instead of leading nowhere. */
import type { StoredFile } from '../files/file-store';
import { shortHash as shortHashOf, sizeWords } from './file-words';

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

/**
 * A file by its hash on the chain.
 * @param stored undefined when the store has no such bytes
 * @param folder where the files of the object that names it are read, as `/projects/P-…/files`
 */
export function fileWords(
  hash: string,
  stored: Pick<StoredFile, 'name' | 'bytes'> | undefined,
  folder: string,
): FileWords {
  const shortHash = shortHashOf(hash);
  if (stored === undefined) return { hash, shortHash, name: shortHash, size: '' };
  return { hash, shortHash, name: stored.name, size: sizeWords(stored.bytes), href: `${folder}/${hash}` };
}
