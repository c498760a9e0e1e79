/**
 * Tells what a file is by its bytes, whatever its name or the browser claims: a program called `.pdf` is still a program.
 * Names keep their Chinese; folders and invisible characters are taken away.
 */
import { basename } from 'node:path';
import type { FileMime } from './file-store';
import { fileMimes } from './file-store';

const nameCharactersMax = 120;

/** The kind of the file at a path; undefined when it is none of those that may be handed in. */
export async function fileKindOf(path: string): Promise<FileMime | undefined> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  return fileMimes.find((mime) => mime === found?.mime);
}

/** The name without folders, control and direction characters, of bounded length with its ending kept. */
export function fileNameOf(sent: string): string {
  const plain = basename(sent.replaceAll('\\', '/').normalize('NFC'))
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  const characters = [...plain];
  if (characters.length === 0) return 'file';
  if (characters.length <= nameCharactersMax) return plain;
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(plain)?.[0] ?? '';
  return characters.slice(0, nameCharactersMax - ending.length).join('') + ending;
}
