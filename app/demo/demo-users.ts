/**
 * The people of the demo as users of the platform: one password for all, codes that a page shows, and the very key that
 * signs what they did in the seed. For a demonstration on one machine; the configuration refuses it everywhere else.
 */
import { createHash } from 'node:crypto';
import { unlockedKeyOf } from '../auth/login-desk';
import type { EnrolmentDesk } from '../auth/enrolment';
import type { UserStore } from '../models/user-store';
import type { MspId } from '../../domain/roles';
import type { IdentityIssuer } from '../../ledger/identities/identity-issuer';
import type { LedgerIdentity } from '../../ledger/ledger';
import type { DemoPerson } from './demo-organisations';

/** Everybody's password in a demonstration; it stands on the demo's page. */
export const demoPassword = 'yanshi-2026-demo';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const codeSecretCharacters = 32;

/** The shared secret of a person's codes, base32: it follows from the pseudonym, so that the demo's page can show them. */
export function demoCodeSecret(person: string): string {
  const digest = createHash('sha256').update(`demo codes of ${person}`).digest();
  return Array.from(
    digest.subarray(0, codeSecretCharacters),
    (byte) => base32[byte % base32.length] ?? 'A',
  ).join('');
}

export interface DemoUserPorts {
  readonly users: Pick<UserStore, 'byPerson'>;
  readonly enrolment: Pick<EnrolmentDesk, 'addReady'>;
  readonly issuerOf: (mspId: MspId) => IdentityIssuer | undefined;
}

/**
 * The identity of a person of the demo: a user is added with a new key, or the key of the one that is there is opened.
 * @throws WalletClosedError when somebody has changed the person's password since
 */
export async function demoIdentity(ports: DemoUserPorts, demo: DemoPerson): Promise<LedgerIdentity> {
  const { person, organisation } = demo;
  const known = await ports.users.byPerson(organisation.mspId, person);
  if (known !== undefined && known.passwordHash !== '') {
    return (await unlockedKeyOf(known, demoPassword)).identity;
  }
  return addUser(ports, demo);
}

async function addUser(
  { enrolment, issuerOf }: DemoUserPorts,
  { person, name, post, organisation }: DemoPerson,
): Promise<LedgerIdentity> {
  const { id: organisationId, role, county, mspId } = organisation;
  const issuer = issuerOf(mspId);
  if (issuer === undefined) throw new Error(`No authority issues certificates of ${mspId} here.`);
  const enrolled = await issuer.enrol({ role, organisation: organisationId, county, person, kind: 'person' });
  const added = await enrolment.addReady(
    {
      ...{ loginName: person, name, post, person, organisationId, role, county, mspId },
      language: 'zh-CN',
    },
    { password: demoPassword, codeSecret: demoCodeSecret(person), enrolment: enrolled },
  );
  if (added === undefined) throw new Error(`The demo's user ${person} is there already for somebody else.`);
  return enrolled.identity;
}
