/**
 * Parses the columns that SQLite hands back. The tables are ours, but the file lies on a disk that others can reach,
 * so each value is checked before it is believed.
 */
import type { SQLOutputValue } from 'node:sqlite';

export type Column = SQLOutputValue | undefined;

export function bytesOf(column: Column): Buffer {
  if (!(column instanceof Uint8Array)) throw new TypeError('A stored column holds no bytes.');
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength);
}

export function numberOf(column: Column): number {
  if (typeof column !== 'number') throw new TypeError('A stored column holds no number.');
  return column;
}

export function textOf(column: Column): string {
  if (typeof column !== 'string') throw new TypeError('A stored column holds no text.');
  return column;
}
