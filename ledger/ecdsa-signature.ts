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
/** Tag and length. */
const derHeaderBytes = 2;

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

/** True when the signature is exactly what encodeLowS would make of its two numbers: strict DER and low s. */
export function isLowS(signature: Uint8Array): boolean {
  const r = integerAt(signature, derHeaderBytes);
  const s = integerAt(signature, derHeaderBytes + derHeaderBytes + (signature[derHeaderBytes + 1] ?? 0));
  if (r === undefined || s === undefined) return false;
  return encodeLowS(Buffer.concat([r, s])).equals(signature);
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

/** The DER integer that starts here, as 32 bytes; undefined when it does not fit in them. */
function integerAt(bytes: Uint8Array, start: number): Buffer | undefined {
  const body = bytes.subarray(start + derHeaderBytes, start + derHeaderBytes + (bytes[start + 1] ?? 0));
  const scalar = Buffer.from(body[0] === 0 ? body.subarray(1) : body);
  if (scalar.length === 0 || scalar.length > scalarBytes) return undefined;
  return Buffer.concat([Buffer.alloc(scalarBytes - scalar.length), scalar]);
}
