/**
 * The one form of signature that Fabric accepts: ECDSA over P-256 and SHA-256, DER, with the lower of the two
 * possible values of s (fabric/bccsp/utils/ecdsa.go). A signature and its mirror image verify alike, so without
 * this rule anybody could make a second valid form of somebody else's signature.
 */
const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const halfOrder = curveOrder >> 1n;
const halfOrderBytes = Buffer.from(halfOrder.toString(16).padStart(64, '0'), 'hex');
const scalarBytes = 32;
const derSequence = 0x30;
const derInteger = 0x02;

/** Name under which node:crypto knows the only curve in use. */
export const ecdsaCurve = 'prime256v1';

/** Turns r‖s (IEEE P1363, 64 bytes) into DER with low s. */
export function encodeLowS(signature: Uint8Array): Buffer {
  const r = Buffer.from(signature.subarray(0, scalarBytes));
  const s = Buffer.from(signature.subarray(scalarBytes));
  const low = Buffer.compare(s, halfOrderBytes) > 0 ? mirror(s) : s;
  const body = Buffer.concat([derIntegerOf(r), derIntegerOf(low)]);
  return Buffer.concat([Buffer.from([derSequence, body.length]), body]);
}

/** True for a strictly encoded DER signature whose s is in the lower half. */
export function isLowS(signature: Uint8Array): boolean {
  if (signature.length < 8 || signature.length > 72) return false;
  if (signature[0] !== derSequence || signature[1] !== signature.length - 2) return false;
  const afterR = integerEnd(signature, 2);
  if (afterR === undefined || integerEnd(signature, afterR) !== signature.length) return false;
  const s = Buffer.from(signature.subarray(afterR + 2));
  const unsigned = s[0] === 0 ? s.subarray(1) : s;
  if (unsigned.length > scalarBytes) return false;
  const padded = Buffer.concat([Buffer.alloc(scalarBytes - unsigned.length), unsigned]);
  return Buffer.compare(padded, halfOrderBytes) <= 0;
}

function mirror(s: Buffer): Buffer {
  const mirrored = curveOrder - BigInt(`0x${s.toString('hex')}`);
  return Buffer.from(mirrored.toString(16).padStart(scalarBytes * 2, '0'), 'hex');
}

function derIntegerOf(scalar: Buffer): Buffer {
  let start = 0;
  while (start < scalar.length - 1 && scalar[start] === 0) start += 1;
  const trimmed = scalar.subarray(start);
  const sign = (trimmed[0] ?? 0) >= 0x80 ? Buffer.from([0]) : Buffer.alloc(0);
  return Buffer.concat([Buffer.from([derInteger, sign.length + trimmed.length]), sign, trimmed]);
}

/** End of the minimally encoded positive DER integer that starts here, or undefined. */
function integerEnd(bytes: Uint8Array, start: number): number | undefined {
  const length = bytes[start + 1] ?? 0;
  const first = bytes[start + 2] ?? 0;
  if (bytes[start] !== derInteger || length === 0 || length > scalarBytes + 1) return undefined;
  if (first >= 0x80) return undefined;
  if (first === 0 && length > 1 && (bytes[start + 3] ?? 0) < 0x80) return undefined;
  return start + 2 + length;
}
