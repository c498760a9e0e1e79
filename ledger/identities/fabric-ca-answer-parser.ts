/**
 * Reads what a Fabric CA answers (fabric-ca v1.5.21, swagger/swagger-fabric-ca.json): an envelope with a success flag,
 * and inside it certificates and revocation lists as base64 of PEM.
 */
import { z } from 'zod';
import type { CaFault } from './fabric-ca-error';

const envelope = z.object({
  success: z.boolean(),
  result: z.unknown(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })).nullish(),
});

const base64Text = z.base64().transform((text) => Buffer.from(text, 'base64').toString('utf8'));
const enrolment = z.object({ Cert: base64Text });
const revocation = z.object({ RevokedCerts: z.array(z.object({ Serial: z.string() })).nullish() });
const revocationList = z.object({ CRL: base64Text });
const identity = z.object({
  id: z.string(),
  type: z.string(),
  max_enrollments: z.number(),
  attrs: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});

/** What the CA keeps of an identity. */
export interface RegisteredIdentity {
  readonly id: string;
  readonly type: string;
  /** How often it may enrol by secret, counted since it was registered; −1 for any number. */
  readonly enrolmentsMax: number;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

export type CaAnswer =
  { readonly kind: 'result'; readonly result: unknown } | { readonly kind: 'fault'; readonly fault: CaFault };

/** Opens the envelope of an answer; undefined when it is none. `status` is HTTP's. */
export function parseAnswer(text: string, status: number): CaAnswer | undefined {
  const parsed = envelope.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { success, result, errors } = parsed.data;
  if (success) return { kind: 'result', result };
  const [first] = errors ?? [];
  return { kind: 'fault', fault: { status, code: first?.code ?? 0, message: first?.message ?? '' } };
}

/** The certificate (PEM) of an enrolment; undefined when there is none. */
export function parseEnrolment(result: unknown): string | undefined {
  return enrolment.safeParse(result).data?.Cert;
}

/** Serial numbers (hexadecimal, no leading zeros) of the certificates that a revocation hit. */
export function parseRevocation(result: unknown): readonly string[] | undefined {
  const parsed = revocation.safeParse(result);
  return parsed.success ? (parsed.data.RevokedCerts ?? []).map(({ Serial }) => Serial) : undefined;
}

/** A certificate revocation list (PEM). */
export function parseRevocationList(result: unknown): string | undefined {
  return revocationList.safeParse(result).data?.CRL;
}

/** An identity as the CA keeps it. */
export function parseIdentity(result: unknown): RegisteredIdentity | undefined {
  const parsed = identity.safeParse(result);
  if (!parsed.success) return undefined;
  const { id, type, max_enrollments, attrs } = parsed.data;
  return { id, type, enrolmentsMax: max_enrollments, attributes: attrs ?? [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
