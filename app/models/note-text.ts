/**
 * The note of a progress report: it stays in the store, and its SHA-256 stands on the chain. One text has one form, so that
 * line ends of a browser or composed letters never make a note look changed.
 */
import { createHash } from 'node:crypto';

export const noteCharactersMax = 2_000;

/** The text as it is kept and hashed: composed (NFC), line feeds alone, without space around it. */
export function canonicalNote(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').normalize('NFC').trim();
}

/** SHA-256 of a canonical note in UTF-8, 64 lower-case hexadecimal digits. */
export function noteHash(canonical: string): string {
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}
