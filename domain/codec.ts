/**
 * How values become text: canonical JSON (RFC 8785) for what is signed or compared, and plain JSON for what
 * the chain stores. Only here, at the boundary, is stored text taken for the type that was written.
 */
import { strict as assert } from 'node:assert';

/** A value without floats: what this product puts on the wire and on the chain. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/**
 * Canonical JSON after RFC 8785 for values whose numbers are safe integers: names sorted by UTF-16 code
 * units, no white space, `undefined` members left out. JSON.stringify's string escapes are the RFC's.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    assert(Number.isSafeInteger(value), 'numbers in canonical JSON are safe integers');
    return String(value);
  }
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter((member): member is [string, JsonValue] => member[1] !== undefined)
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A record as the text the chain stores. Its member order is the code's own, the same on every peer. */
export function encodeRecord(record: object): string {
  return JSON.stringify(record);
}

/** Reads a record that this product wrote itself; the ledger guarantees it is unchanged. */
export function decodeRecord<RecordType>(text: string): RecordType {
  return JSON.parse(text) as RecordType;
}

/** A record kept in memory under its key: the key ties it to its type, which a table of all keys cannot know. */
export function recordAs<RecordType>(record: unknown): RecordType | undefined {
  return record as RecordType | undefined;
}

/** Order of two texts by code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
