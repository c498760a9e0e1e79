/**
 * Reads the user's files as text: bounded in size before a byte is read, and UTF-8 without a doubt, with or without
 * the byte order mark that spreadsheets write.
 */
import { readFile, stat } from 'node:fs/promises';
import { faulty, read } from '../statements/input-fault';
import type { Reading } from '../statements/input-fault';

const bytesPerMebibyte = 1_048_576;

/** The bytes of a file of at most so many MiB. */
export async function readInputBytes(file: string, mebibytesMax: number): Promise<Reading<Buffer>> {
  try {
    const { size } = await stat(file);
    if (size > mebibytesMax * bytesPerMebibyte) {
      return faulty(file, { code: 'too-large', limit: `${String(mebibytesMax)} MiB` });
    }
    return read(await readFile(file));
  } catch (error) {
    return faulty(file, { code: isMissing(error) ? 'missing' : 'unreadable' });
  }
}

/** The text of a file of at most so many MiB. */
export async function readInputFile(file: string, mebibytesMax: number): Promise<Reading<string>> {
  const bytes = await readInputBytes(file, mebibytesMax);
  if (!bytes.ok) return bytes;
  const text = utf8Text(bytes.value);
  if (text === undefined) return faulty(file, { code: 'not-utf8' });
  return text.trim() === '' ? faulty(file, { code: 'empty' }) : read(text);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Undefined when the bytes are not UTF-8; a byte order mark is left out. */
function utf8Text(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // The decoder's own words name no place in the file.
  }
}
