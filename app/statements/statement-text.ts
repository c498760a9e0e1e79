/**
 * The text of a bank's file: UTF-8, with or without the byte order mark that spreadsheets write, or GB18030, which the
 * banks' own programs write. Bytes that are neither are refused whole; a file is never half read.
 */
import { faulty } from './input-fault';
import type { Reading } from './input-fault';
import { parseStatement, statementMebibytesMax } from './statement-parser';
import type { StatementLine } from './statement-parser';

const bytesPerMebibyte = 1_048_576;
const encodings = ['utf-8', 'gb18030'] as const;

/** The bytes as text; undefined when they are neither UTF-8 nor GB18030, or hold a NUL and so are no text. */
export function statementText(bytes: Uint8Array): string | undefined {
  for (const encoding of encodings) {
    const text = decoded(bytes, encoding);
    if (text !== undefined) return text.includes('\0') ? undefined : text;
  }
  return undefined;
}

/** The lines of a statement that came as bytes; the name is said in faults. */
export function readStatement(file: string, bytes: Uint8Array): Reading<readonly StatementLine[]> {
  if (bytes.length > statementMebibytesMax * bytesPerMebibyte) {
    return faulty(file, { code: 'too-large', limit: `${String(statementMebibytesMax)} MiB` });
  }
  const text = statementText(bytes);
  if (text === undefined) return faulty(file, { code: 'not-text' });
  return text.trim() === '' ? faulty(file, { code: 'empty' }) : parseStatement(file, text);
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // The decoder's own words name no place in the file.
  }
}
