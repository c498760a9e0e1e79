/**
 * The files of the demo: small PDF and PNG documents made from their titles, byte for byte the same each time, so that
 * the hashes on the chain hold. The PDF names a standard Chinese font, which every viewer brings along.
 */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

export interface DemoFile {
  /** As the person who uploaded it named it. */
  readonly name: string;
  readonly mediaType: 'application/pdf' | 'image/png';
  readonly bytes: Buffer;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

/** SHA-256 of bytes or of a text in UTF-8, hexadecimal. */
export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** A page with these lines; the first one is its heading. */
export function demoPdf(name: string, lines: readonly string[]): DemoFile {
  const bytes = pdfOf(lines);
  return { name, mediaType: 'application/pdf', bytes, hash: sha256(bytes) };
}

/** A picture of hills, different for each seed. */
export function demoPicture(name: string, seed: number): DemoFile {
  const bytes = pngOf(seed);
  return { name, mediaType: 'image/png', bytes, hash: sha256(bytes) };
}

const lineHeight = 26;
const headingSize = 18;
const textSize = 12;

function pdfOf(lines: readonly string[]): Buffer {
  const text = lines
    .map((line, index) => {
      const size = index === 0 ? headingSize : textSize;
      const drop = index === 0 ? '' : `0 -${String(lineHeight)} Td `;
      return `${drop}/F1 ${String(size)} Tf <${utf16Hex(line)}> Tj`;
    })
    .join('\n');
  const content = `BT 72 760 Td\n${text}\nET`;
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
  ]);
}

function utf16Hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
}

/** Objects with the table of their offsets (ISO 32000-1, 7.5). */
function assembled(objects: readonly string[]): Buffer {
  let body = '%PDF-1.4\n';
  const offsets: string[] = [];
  objects.forEach((object, index) => {
    offsets.push(`${String(body.length).padStart(10, '0')} 00000 n \n`);
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
  });
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`;
  return Buffer.from(`${body}${table}${trailer}`, 'latin1');
}

const width = 320;
const height = 200;
const channels = 3;
const sky = [196, 221, 240] as const;
const hills = [
  [122, 166, 132],
  [78, 128, 96],
  [150, 120, 84],
] as const;

function pngOf(seed: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * channels));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows.set(colourAt(x, y, seed), y * (1 + width * channels) + 1 + x * channels);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Ridges of triangular waves: whole numbers only, so that every machine draws the same. */
function colourAt(x: number, y: number, seed: number): readonly number[] {
  const ridge = (layer: number): number => {
    const period = 60 + layer * 34 + (seed % 7) * 3;
    const phase = (x + seed * (13 + layer * 5)) % period;
    return 70 + layer * 38 + Math.abs(phase - Math.floor(period / 2)) - (seed % 11);
  };
  const layer = [2, 1, 0].find((each) => y > ridge(each));
  return layer === undefined ? sky : (hills[layer] ?? sky);
}

/** Length, type, data and checksum (ISO/IEC 15948, 5.3). */
function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
