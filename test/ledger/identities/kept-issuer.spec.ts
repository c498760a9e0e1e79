/** An issuer that remembers whom it enrolled, and renews what is about to end. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';
import type { IdentityIssuer } from '../../../ledger/identities/identity-issuer';
import { keptIssuer } from '../../../ledger/identities/kept-issuer';

const caller = {
  role: 'commercial-bank',
  organisation: 'qianhe-bank',
  county: '520000',
  person: 'clerk-1',
  kind: 'person',
} as const;
const dayMs = 24 * 3_600_000;
const enrolledAtMs = Date.parse('2026-03-02T01:00:00Z');

describe('an issuer that remembers', () => {
  let folder: string;
  let authority: IdentityIssuer;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kept-issuer-'));
    const now = (): number => enrolledAtMs;
    authority = await openAuthority(await foundAuthority('BankMSP', now), now);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const enrolled = async (atMs: number, attributes: Parameters<IdentityIssuer['enrol']>[0] = caller) =>
    keptIssuer(authority, folder, () => atMs).enrol(attributes);

  it('gives a person the same key and certificate again', async () => {
    const first = await enrolled(enrolledAtMs);
    const again = await enrolled(enrolledAtMs + dayMs);
    expect(again.privateKeyPem).to.equal(first.privateKeyPem);
    expect(again.identity.certificatePem).to.equal(first.identity.certificatePem);
  });

  it('enrols anew when a renewal was killed between certificate and key', async () => {
    const first = await enrolled(enrolledAtMs);
    const renewed = await authority.enrol(caller);
    const [certificate = ''] = globSync('enrolments/*/*/certificate.pem', { cwd: folder });
    writeFileSync(join(folder, certificate), renewed.identity.certificatePem);
    const again = await enrolled(enrolledAtMs);
    expect(again.privateKeyPem).to.not.equal(first.privateKeyPem);
    const shown = new X509Certificate(again.identity.certificatePem);
    expect(shown.checkPrivateKey(createPrivateKey(again.privateKeyPem))).to.be.true;
  });

  it('enrols anew when the office changed', async () => {
    const first = await enrolled(enrolledAtMs);
    const moved = await enrolled(enrolledAtMs, { ...caller, organisation: 'minfeng-bank' });
    expect(moved.identity.certificatePem).to.not.equal(first.identity.certificatePem);
  });

  it('enrols anew in the last month of a certificate', async () => {
    const first = await enrolled(enrolledAtMs);
    const late = await enrolled(enrolledAtMs + 340 * dayMs);
    expect(late.identity.certificatePem).to.not.equal(first.identity.certificatePem);
  });
});
