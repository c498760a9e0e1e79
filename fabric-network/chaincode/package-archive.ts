/**
 * A .tgz whose bytes follow from names and contents alone: every field that a tool would fill in (times, owners, the
 * system's name) is fixed, and nothing is compressed, since compressors differ between versions. A library would have
 * to be told all of this too, and its next version might know a field more; the two formats are forty lines.
 */
import { crc32 } from 'node:zlib';

/** POSIX.1-1988 ustar: fields of a header by offset. */
const blockBytes = 512;
const nameBytesMax = 100;
const mode = '0000644';
const checksumOffset = 148;
/** RFC 1952: method deflate, no flags, no time, no extra flags, system unknown. */
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** RFC 1951, 3.2.4: the most that a stored block can hold. */
const storedBytesMax = 0xff_ff;

export interface ArchivedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The archive of the files, in the order in which they are given.
 * @throws RangeError when a name is longer than a tar header has room for
 */
export function packageArchive(files: readonly ArchivedFile[]): Buffer {
  const entries = files.flatMap(({ name, content }) => [header(name, content.length), padded(content)]);
  const end = Buffer.alloc(2 * blockBytes);
  return gzip(Buffer.concat([...entries, end]));
}

function header(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > nameBytesMax) throw new RangeError(`${name} is too long a name for tar`);
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0);
  block.write(mode, 100);
  block.write(octal(0, 7), 108); // owner
  block.write(octal(0, 7), 116); // group
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136); // time
  block.write('        ', checksumOffset);
  block.write('0', 156); // a plain file
  block.write('ustar\u000000', 257);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${octal(checksum, 6)}\u0000 `, checksumOffset);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

function padded(content: Uint8Array): Buffer {
  const missing = (blockBytes - (content.length % blockBytes)) % blockBytes;
  return Buffer.concat([content, Buffer.alloc(missing)]);
}

function gzip(content: Buffer): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  return Buffer.concat([gzipHeader, ...storedBlocks(content), trailer]);
}

function storedBlocks(content: Buffer): readonly Buffer[] {
  const blocks: Buffer[] = [];
  for (let offset = 0; offset < content.length; offset += storedBytesMax) {
    const part = content.subarray(offset, offset + storedBytesMax);
    const head = Buffer.alloc(5);
    head.writeUInt8(offset + part.length === content.length ? 1 : 0, 0);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(storedBytesMax - part.length, 3);
    blocks.push(head, part);
  }
  return blocks;
}
