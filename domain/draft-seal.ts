/**
 * The institution's signature under a draft (thesis table 6.1, InstructionSign): what is signed, which form
 * the signature has, and how anyone verifies it later. ECDSA P-256 over SHA-256, DER, low-S, base64; the
 * mathematics of the curve come in as an argument.
 */
import { canonicalJson } from './codec';
import type { IssuedDraft, Leg, LegParty } from './draft';

/** What is kept beside a draft so that its signature can be verified for ever. */
export interface DraftSeal {
  /** Canonical JSON of the constant fields, byte for byte what was signed. */
  readonly signedText: string;
  /** DER in base64. */
  readonly institutionSignature: string;
  /** The issuing officer's certificate, as PEM. */
  readonly certificatePem: string;
}

/** Tells whether `signature` is the certificate's ECDSA P-256 signature over the SHA-256 of the text's UTF-8. */
export type SignatureVerifier = (
  certificatePem: string,
  signedText: string,
  signature: Uint8Array,
) => boolean;

export type SealFault = 'other-fields' | 'form' | 'signature';

/** The longest base64 of a P-256 signature in DER: 72 bytes. */
export const signatureCharactersMax = 96;

/** The text the institution signs: the constant fields and nothing else, as canonical JSON (RFC 8785). */
export function signedText(issued: IssuedDraft): string {
  const { draftId, projectId, institutionId, createdAt, amountFen, planPath, specialRule } = issued;
  const { splitMax, lateNeedsRelease, payeeNameStrict, batchAllowed } = specialRule;
  return canonicalJson({
    ...{ draftId, projectId, institutionId, createdAt, amountFen },
    planPath: planPath.map(signedLeg),
    specialRule: { splitMax, lateNeedsRelease, payeeNameStrict, batchAllowed },
  });
}

function signedLeg({ legId, payer, payee, amountFen, deadline, opensAfter, kind }: Leg): {
  readonly [name: string]: string | readonly string[] | { readonly [name: string]: string };
} {
  return { legId, payer: signedParty(payer), payee: signedParty(payee), amountFen, deadline, opensAfter, kind };
}

function signedParty({ organisationId, account }: LegParty): { readonly [name: string]: string } {
  return { organisationId, account };
}

/** What is wrong with a draft's seal; undefined when the certificate's key signed exactly these constant fields. */
export function sealFault(
  seal: DraftSeal,
  issued: IssuedDraft,
  verify: SignatureVerifier,
): SealFault | undefined {
  if (seal.signedText !== signedText(issued)) return 'other-fields';
  const signature = lowSSignature(seal.institutionSignature);
  if (signature === undefined) return 'form';
  return verify(seal.certificatePem, seal.signedText, signature) ? undefined : 'signature';
}

/** The order of the group of P-256 (FIPS 186-5, SP 800-186). */
const groupOrder = 0xffffffff_00000000_ffffffff_ffffffff_bce6faad_a7179e84_f3b9cac2_fc632551n;

/**
 * The bytes of a signature in base64 when it is strict DER with 0 < r < n and 0 < s ≤ n/2, else undefined. Of
 * the two signatures that verify alike only the low one is taken, as Fabric does, so that nobody can make a
 * second one from the first.
 */
export function lowSSignature(base64: string): Uint8Array | undefined {
  if (base64.length > signatureCharactersMax) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return undefined; // other alphabets, missing padding, stray bits
  const [tag, length] = bytes;
  if (tag !== 0x30 || length !== bytes.length - 2) return undefined;
  const r = readInteger(bytes, 2);
  const s = r === undefined ? undefined : readInteger(bytes, r.end);
  if (r === undefined || s?.end !== bytes.length) return undefined;
  return r.value < groupOrder && s.value <= groupOrder / 2n ? bytes : undefined;
}

/** A positive DER integer of at most 33 bytes, in its shortest form. */
function readInteger(
  bytes: Buffer,
  start: number,
): { readonly value: bigint; readonly end: number } | undefined {
  const length = bytes[start + 1] ?? 0;
  const end = start + 2 + length;
  if (bytes[start] !== 0x02 || length === 0 || length > 33 || end > bytes.length) return undefined;
  const content = bytes.subarray(start + 2, end);
  const [first = 0, second = 0] = content;
  const negative = first >= 0x80;
  const padded = length > 1 && first === 0 && second < 0x80;
  const value = BigInt(`0x${content.toString('hex')}`);
  return negative || padded || value === 0n ? undefined : { value, end };
}
