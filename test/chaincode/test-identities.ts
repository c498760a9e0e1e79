/** Certificates for tests, one for each set of attributes, made once: a contract reads nothing else of a caller. */
import type { CallerAttributes } from '../../ledger/identities/identity-issuer';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import { foundAuthority, openAuthority } from '../../ledger/identities/built-in-authority';

export interface TestIdentity {
  readonly mspId: string;
  readonly certificatePem: string;
  /** For what a person signs beside the transaction itself. */
  readonly privateKeyPem: string;
}

const enrolledAt = (): number => Date.parse('2026-03-01T00:00:00.000Z');
const authorities = new Map<string, Promise<IdentityIssuer>>();
const identities = new Map<string, Promise<TestIdentity>>();

/** The identity with these attributes in this MSP. */
export function identityOf(mspId: string, attributes: CallerAttributes): Promise<TestIdentity> {
  const name = JSON.stringify([mspId, attributes]);
  const known = identities.get(name);
  if (known !== undefined) return known;
  const made = enrol(mspId, attributes);
  identities.set(name, made);
  return made;
}

/** Another key and certificate of the same person. */
export async function enrol(mspId: string, attributes: CallerAttributes): Promise<TestIdentity> {
  const authority = authorities.get(mspId) ?? openNew(mspId);
  authorities.set(mspId, authority);
  const { identity, privateKeyPem } = await (await authority).enrol(attributes);
  return { mspId, certificatePem: identity.certificatePem, privateKeyPem };
}

async function openNew(mspId: string): Promise<IdentityIssuer> {
  return openAuthority(await foundAuthority(mspId, enrolledAt), enrolledAt);
}
