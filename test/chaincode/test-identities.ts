/** Certificates for tests, one for each set of attributes, made once: a contract reads nothing else of a caller. */
import type { CallerAttributes } from '../../ledger/identities/identity-issuer';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import { foundAuthority, openAuthority } from '../../ledger/identities/built-in-authority';
import type { LedgerIdentity } from '../../ledger/ledger';

export interface TestIdentity extends LedgerIdentity {
  readonly organisation: string;
  readonly person: string;
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

async function enrol(mspId: string, attributes: CallerAttributes): Promise<TestIdentity> {
  const authority = authorities.get(mspId) ?? openNew(mspId);
  authorities.set(mspId, authority);
  const { identity } = await (await authority).enrol(attributes);
  const { organisation, person } = attributes;
  const sign = (message: Uint8Array): Promise<Uint8Array> => identity.sign(message);
  return { mspId: identity.mspId, certificatePem: identity.certificatePem, organisation, person, sign };
}

async function openNew(mspId: string): Promise<IdentityIssuer> {
  return openAuthority(await foundAuthority(mspId, enrolledAt), enrolledAt);
}
