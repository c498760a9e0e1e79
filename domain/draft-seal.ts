/**
 * The institution's signature under a draft (thesis table 6.1, InstructionSign): what is signed, which form
 * the signature has, and how anyone verifies it later. ECDSA P-256 over SHA-256, DER, low-S, base64; the
 * mathematics of the curve come in as an argument.
 */
import { canonicalJson } from './codec';
import type { JsonValue } from './codec';
import type { IssuedDraft, Leg, LegParty } from './draft';
import { lowSSignature } from './signature-form';

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

function signedLeg({ legId, payer, payee, amountFen, deadline, opensAfter, kind }: Leg): JsonValue {
  return {
    legId,
    payer: signedParty(payer),
    payee: signedParty(payee),
    amountFen,
    deadline,
    opensAfter,
    kind,
  };
}

function signedParty({ organisationId, account }: LegParty): JsonValue {
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
