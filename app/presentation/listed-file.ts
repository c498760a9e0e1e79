/** Files of a project as its pages list them: the words of every file, and the address under the object that names it. */
import type { StoredFile } from '../files/file-store';
import { fileWords } from './file-words';
import type { FileWords } from './file-words';

/** A file that is there; `href` is where this object hands it out. */
export type FileView = FileWords & { readonly href: string };

/** @param href where it is downloaded */
export function fileView(stored: Pick<StoredFile, 'name' | 'bytes' | 'hash'>, href: string): FileView {
  return { ...fileWords(stored.hash, stored), href };
}
