/**
 * Composite keys as fabric-shim builds them: U+0000, the object type, then each attribute, each ended by U+0000.
 * Stricter than the Node shim in one point and like the Go shim: attributes may not contain U+0000 or U+10FFFF, which
 * would let two different lists make one key.
 */
const separator = '\u0000';
const lastCodePoint = '\u{10ffff}';
const emptyKeySubstitute = '\u0001';

export interface KeyRange {
  readonly startKey: string;
  /** First key beyond the range; empty when it has no upper end. */
  readonly endKey: string;
}

export function createCompositeKey(objectType: string, attributes: readonly string[]): string {
  const parts: readonly string[] = [objectType, ...attributes];
  return separator + parts.map((part) => checkedPart(part) + separator).join('');
}

export function splitCompositeKey(compositeKey: string): { objectType: string; attributes: string[] } {
  const [objectType = '', ...attributes] = compositeKey.slice(1).split(separator).slice(0, -1);
  return { objectType, attributes };
}

/** All keys that begin with these attributes. */
export function partialCompositeRange(objectType: string, attributes: readonly string[]): KeyRange {
  const startKey = createCompositeKey(objectType, attributes);
  return { startKey, endKey: startKey + lastCodePoint };
}

/** A range of simple keys; an empty start means the first simple key, as on Fabric. */
export function simpleRange(startKey: string, endKey: string): KeyRange {
  for (const key of [startKey, endKey]) {
    if (typeof key !== 'string') throw new Error('a range is bounded by strings');
    if (key.startsWith(separator)) {
      throw new Error(`first character of the key [${key}] contains a null character which is not allowed`);
    }
  }
  return { startKey: startKey === '' ? emptyKeySubstitute : startKey, endKey };
}

/** The first key after `key`. */
export function keyAfter(key: string): string {
  return key + separator;
}

/** A key that can be stored: a text, not empty, and the same text again when read back as UTF-8. */
export function checkedKey(key: unknown): string {
  if (typeof key !== 'string' || key === '') throw new Error('a key must be a non-empty string');
  if (!key.isWellFormed()) throw new Error('a key must be well-formed Unicode');
  return key;
}

function checkedPart(part: unknown): string {
  if (typeof part !== 'string' || part === '') {
    throw new Error('object type or attribute not a non-zero length string');
  }
  if (!part.isWellFormed() || part.includes(separator) || part.includes(lastCodePoint)) {
    throw new Error('object type and attributes may not contain U+0000, U+10FFFF or lone surrogates');
  }
  return part;
}
