/**
 * The form of an ECDSA signature on P-256: strict DER, low-S, base64. Of the two signatures that verify alike
 * only the low one is taken, as Fabric does, so that nobody can make a second one from the first.
 */

/** The longest base64 of a P-256 signature in DER: 72 bytes. */
export const signatureCharactersMax = 96;

/** The order of the group of P-256 (FIPS 186-5, SP 800-186). */
const groupOrder = 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n;

const sequenceTag = 0x30;
const integerTag = 0x02;
/** A number of 32 bytes, and one more where its highest bit is set. */
const integerBytesMax = 33;

interface DerInteger {
  readonly value: bigint;
  /** Where the next element begins. */
  readonly end: number;
}

/** The bytes of a signature when its base64 is canonical, its DER strict, and 0 < r < n, 0 < s ≤ n/2; else undefined. */
export function lowSSignature(base64: string): Uint8Array | undefined {
  if (base64.length > signatureCharactersMax) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return undefined; // other alphabets, missing padding, stray bits
  const numbers = readSequence(bytes);
  if (numbers === undefined) return undefined;
  return numbers.r < groupOrder && numbers.s <= groupOrder / 2n ? bytes : undefined;
}

/** The two numbers of a signature, when they are all it holds. */
function readSequence(bytes: Buffer): { readonly r: bigint; readonly s: bigint } | undefined {
  const [tag, length] = bytes;
  if (tag !== sequenceTag || length !== bytes.length - 2) return undefined;
  const r = readInteger(bytes, 2);
  if (r === undefined) return undefined;
  const s = readInteger(bytes, r.end);
  return s?.end === bytes.length ? { r: r.value, s: s.value } : undefined;
}

/** A positive DER integer in its shortest form. */
function readInteger(bytes: Buffer, start: number): DerInteger | undefined {
  const length = bytes[start + 1] ?? 0;
  const end = start + 2 + length;
  const fits = length > 0 && length <= integerBytesMax && end <= bytes.length;
  if (bytes[start] !== integerTag || !fits) return undefined;
  const content = bytes.subarray(start + 2, end);
  if (!isShortestPositive(content)) return undefined;
  return { value: BigInt(`0x${content.toString('hex')}`), end };
}

/** Not negative, no superfluous zero byte before it, not zero. */
function isShortestPositive(content: Buffer): boolean {
  const [first = 0, second = 0] = content;
  if (first >= 0x80) return false;
  return first > 0 || (content.length > 1 && second >= 0x80);
}
