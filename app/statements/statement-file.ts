/**
 * A bank's statement file as its lines: decoded from UTF-8, with or without a byte order mark, or from GB18030, then read
 * column by column. A file that is wrong anywhere is refused as a whole.
 */
import type { Reading } from './input-fault';
import { faulty } from './input-fault';
import { parseStatement, statementMebibytesMax } from './statement-parser';
import type { StatementLine } from './statement-parser';

const bytesPerMebibyte = 1_048_576;
export const statementBytesMax = statementMebibytesMax * bytesPerMebibyte;

/** The statement's lines in the order of the file, or what is wrong with it and where. */
export function readStatementFile(name: string, bytes: Uint8Array): Reading<readonly StatementLine[]> {
  if (bytes.byteLength > statementBytesMax) {
    return faulty(name, { code: 'too-large', limit: `${String(statementMebibytesMax)} MiB` });
  }
  const text = textIn('utf-8', bytes) ?? textIn('gb18030', bytes);
  // A text has no NUL; a workbook or a picture under the name of a text does.
  if (text?.includes('\0') !== false) return faulty(name, { code: 'not-text' });
  if (text.trim() === '') return faulty(name, { code: 'empty' });
  return parseStatement(name, text);
}

/** Undefined when the bytes are not of this encoding; a byte order mark is left out. */
function textIn(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // The decoder's own words name no place in the file.
  }
}
