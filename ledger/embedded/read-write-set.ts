/**
 * What one run of a transaction read and would write, and its binary form: keys with the versions they were read
 * at, ranges with everything they returned, the last write for each key. The form is compared byte for byte between
 * the two runs, checked at commit and kept in the block.
 */
import type { ByteReader, ByteWriter } from './byte-codec';

export interface KeyVersion {
  readonly key: string;
  /** Position of the transaction that wrote the key; undefined when the key was absent. */
  readonly version: number | undefined;
}

/** One range query: what it asked for and all it was given, for the phantom check. */
export interface RangeRead {
  readonly startKey: string;
  /** First key beyond what was read; empty when the range has no upper end. */
  readonly endKey: string;
  readonly found: readonly KeyVersion[];
}

export interface KeyWrite {
  readonly key: string;
  /** Undefined deletes the key. */
  readonly value: Buffer | undefined;
}

export interface TransactionEvent {
  readonly name: string;
  readonly payload: string;
}

/** Everything that a successful run amounts to. */
export interface TransactionEffects {
  readonly reads: readonly KeyVersion[];
  readonly ranges: readonly RangeRead[];
  readonly writes: readonly KeyWrite[];
  readonly event: TransactionEvent | undefined;
  readonly answer: string;
}

export function writeEffects(writer: ByteWriter, effects: TransactionEffects): void {
  writeKeyVersions(writer, effects.reads);
  writer.count(effects.ranges.length);
  for (const range of effects.ranges) {
    writer.text(range.startKey).text(range.endKey);
    writeKeyVersions(writer, range.found);
  }
  writer.count(effects.writes.length);
  for (const { key, value } of effects.writes) {
    writer.text(key).byte(value === undefined ? 0 : 1);
    if (value !== undefined) writer.bytes(value);
  }
  writer.byte(effects.event === undefined ? 0 : 1);
  if (effects.event !== undefined) writer.text(effects.event.name).text(effects.event.payload);
  writer.text(effects.answer);
}

/** @throws MalformedBytesError when the bytes are not effects */
export function readEffects(reader: ByteReader): TransactionEffects {
  const reads = readKeyVersions(reader);
  const ranges = reader.list(() => ({
    startKey: reader.text(),
    endKey: reader.text(),
    found: readKeyVersions(reader),
  }));
  const writes = reader.list(() => ({
    key: reader.text(),
    value: reader.byte() === 1 ? reader.bytes() : undefined,
  }));
  const event = reader.byte() === 1 ? { name: reader.text(), payload: reader.text() } : undefined;
  return { reads, ranges, writes, event, answer: reader.text() };
}

/** Versions are written one higher, so that 0 can stand for an absent key. */
function writeKeyVersions(writer: ByteWriter, versions: readonly KeyVersion[]): void {
  writer.count(versions.length);
  for (const { key, version } of versions) {
    writer.text(key).position(version === undefined ? 0 : version + 1);
  }
}

function readKeyVersions(reader: ByteReader): KeyVersion[] {
  return reader.list(() => {
    const key = reader.text();
    const stored = reader.position();
    return { key, version: stored === 0 ? undefined : stored - 1 };
  });
}
