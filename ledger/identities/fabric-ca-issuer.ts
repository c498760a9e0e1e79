/**
 * The issuing port over an organisation's Fabric CA: a person is registered with the attributes that contracts read,
 * under a secret that is drawn here, used once and forgotten, and enrolled with a key made in this process. The same
 * person again (a reset, or a crash between the two steps) gets a new secret and a new key.
 */
import { randomBytes } from 'node:crypto';
import { enrolmentIdsOf } from './enrolment-id';
import type { FabricCaClient, IdentityAttribute } from './fabric-ca-client';
import type { CertifiedKey } from './fabric-ca-connection';
import { FabricCaError } from './fabric-ca-error';
import type { CallerAttributes, Enrolment, IdentityIssuer } from './identity-issuer';
import { keyIdentity } from './key-identity';

/** 192 bits, and within the 72 bytes that bcrypt looks at. */
const secretBytes = 24;
const withoutLimit = -1;

export interface FabricCaIssuerSettings {
  readonly mspId: string;
  /** PEM; the organisation's root. */
  readonly rootCertificatePem: string;
  readonly client: FabricCaClient;
  /** Who may register others at this CA. */
  readonly registrar: CertifiedKey;
}

/** The issuer of an organisation whose certificates come from its Fabric CA. */
export function fabricCaIssuer(settings: FabricCaIssuerSettings): IdentityIssuer {
  const { mspId, rootCertificatePem } = settings;
  return {
    mspId,
    rootCertificatePem,
    enrol: async (attributes): Promise<Enrolment> => {
      const certified = await certifiedPerson(settings, attributes);
      return {
        identity: keyIdentity({ mspId, ...certified }),
        privateKeyPem: certified.privateKeyPem,
      };
    },
  };
}

/** Enrols under the first of the person's ids that was not revoked. */
async function certifiedPerson(
  settings: FabricCaIssuerSettings,
  attributes: CallerAttributes,
): Promise<CertifiedKey> {
  let latest: unknown;
  for (const id of enrolmentIdsOf(attributes.person)) {
    const secret = randomBytes(secretBytes).toString('base64url');
    const isNew = await prepare(settings, { id, secret, attributes: attributesOf(attributes) });
    try {
      return await settings.client.enrol({ id, secret });
    } catch (error) {
      // The secret was set a moment ago: what is refused with it under an old id is a revoked identity.
      if (isNew || !(error instanceof FabricCaError) || error.code !== 'wrong-secret') throw error;
      latest = error;
    }
  }
  throw new FabricCaError('refused', {
    message: `Could not enrol person "${attributes.person}" of ${settings.mspId}: all its ids at the authority are revoked.`,
    nextStep: 'Give the person another pseudonym.',
    cause: latest,
  });
}

interface Preparation {
  readonly id: string;
  readonly secret: string;
  readonly attributes: readonly IdentityAttribute[];
}

/** Makes the identity ready for exactly one enrolment with this secret; tells whether it was not there before. */
async function prepare(
  { client, registrar }: FabricCaIssuerSettings,
  { id, secret, attributes }: Preparation,
): Promise<boolean> {
  const known = await client.identity(registrar, id);
  if (known === undefined) {
    await client.register(registrar, { id, type: 'client', secret, attributes, enrolmentsMax: 1 });
    return true;
  }
  // The CA counts enrolments from the registration on: one more than so far is one.
  const enrolmentsMax = known.enrolmentsMax === withoutLimit ? withoutLimit : known.enrolmentsMax + 1;
  await client.change(registrar, { id, secret, attributes, enrolmentsMax });
  return false;
}

function attributesOf(caller: CallerAttributes): readonly IdentityAttribute[] {
  const { role, organisation, county, person, kind } = caller;
  return Object.entries({ role, organisation, county, person, kind }).map(([name, value]) => ({
    name,
    value,
  }));
}
