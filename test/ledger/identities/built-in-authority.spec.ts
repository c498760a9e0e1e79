/** Certificates of the built-in authority are what Fabric and its contracts expect of Fabric CA's. */
import { X509Certificate, verify } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ClientIdentity } from 'fabric-shim';
import { encodeLowS, isLowS } from '../../../ledger/ecdsa-signature';
import { foundAuthority, openAuthority } from '../../../ledger/identities/built-in-authority';
import { authorityInFolder, keepEnrolment, keptEnrolment } from '../../../ledger/identities/identity-folder';
import { keyIdentity } from '../../../ledger/identities/key-identity';
import { SimulationStub } from '../../../ledger/embedded/simulation-stub';
import { EffectsRecorder } from '../../../ledger/embedded/effects-recorder';
import { serialiseCreator } from '../../../ledger/embedded/proposal';

const nowMs = Date.parse('2026-03-01T08:00:00Z');
const now = () => nowMs;
const caller = {
  role: 'county-finance',
  organisation: '县财政局-520100',
  county: '520100',
  person: 'person-7f3a',
  kind: 'person',
} as const;

describe('built-in authority', () => {
  it('founds a root that may issue and nothing else', async () => {
    const { rootCertificatePem } = await foundAuthority('CountyMSP', now);
    const root = new X509Certificate(rootCertificatePem);
    expect(root.ca).to.equal(true);
    expect(root.checkIssued(root) && root.verify(root.publicKey)).to.equal(true);
    expect(root.publicKey.asymmetricKeyDetails).to.deep.equal({ namedCurve: 'prime256v1' });
    expect(root.validFromDate.getTime()).to.equal(nowMs - 5 * 60_000);
  });

  it('issues certificates for a year, to clients, that cannot issue in turn', async () => {
    const keys = await foundAuthority('CountyMSP', now);
    const authority = await openAuthority(keys, now);
    const { identity } = await authority.enrol(caller);
    const certificate = new X509Certificate(identity.certificatePem);
    const root = new X509Certificate(keys.rootCertificatePem);
    expect(certificate.checkIssued(root) && certificate.verify(root.publicKey)).to.equal(true);
    expect(certificate.ca).to.equal(false);
    expect(certificate.subject).to.contain('OU=client').and.contain('CN=person-7f3a');
    expect(certificate.validToDate.getTime()).to.equal(nowMs + 365 * 24 * 3_600_000);
    const another = await authority.enrol(caller);
    expect(new X509Certificate(another.identity.certificatePem).serialNumber).to.not.equal(
      certificate.serialNumber,
    );
  });

  it("writes the attributes so that fabric-shim's ClientIdentity reads them", async () => {
    const authority = await openAuthority(await foundAuthority('CountyMSP', now), now);
    const { identity } = await authority.enrol(caller);
    const read = clientIdentityOf(identity.mspId, identity.certificatePem);
    expect(read.getMSPID()).to.equal('CountyMSP');
    for (const [name, value] of Object.entries(caller)) expect(read.getAttributeValue(name)).to.equal(value);
    expect(read.getAttributeValue('hf.EnrollmentID')).to.equal('person-7f3a');
    expect(read.getAttributeValue('hf.Type')).to.equal('client');
    expect(read.getAttributeValue('hf.Affiliation')).to.equal(caller.organisation);
    expect(read.getID()).to.match(/^x509::.*OU=client.*::.*CN=ca\.CountyMSP/);
  });

  it('signs with low s, whatever node:crypto gave', async () => {
    const authority = await openAuthority(await foundAuthority('CountyMSP', now), now);
    const { identity } = await authority.enrol(caller);
    const { publicKey } = new X509Certificate(identity.certificatePem);
    for (let n = 0; n < 40; n += 1) {
      const message = Buffer.from(`message ${String(n)}`);
      const signature = await identity.sign(message);
      expect(isLowS(signature)).to.equal(true);
      expect(verify('sha256', message, publicKey, signature)).to.equal(true);
    }
  });

  it('takes no key of another curve', () => {
    const ed25519 =
      '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIFM2f7x9W3C4zGm2jYqf0m3jJq3c3l1Zy1n2c8Wc0b9P\n-----END PRIVATE KEY-----\n';
    const made = () => keyIdentity({ mspId: 'CountyMSP', certificatePem: '', privateKeyPem: ed25519 });
    expect(made).to.throw(TypeError, 'P-256');
  });
});

describe('low-s signatures', () => {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const bytes = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

  it('replace s by n − s in the upper half, and keep the middle', () => {
    const low = encodeLowS(Buffer.concat([bytes(1n), bytes(order - 2n)]));
    expect(low.toString('hex')).to.equal('3006020101020102');
    expect(isLowS(encodeLowS(Buffer.concat([bytes(5n), bytes(order / 2n)])))).to.equal(true);
  });

  it('are recognised only in strict DER', () => {
    expect(isLowS(Buffer.from('3006020101020102', 'hex'))).to.equal(true);
    const lax = ['300602010102010200', '300702020001020102', '3006020181020102', '30060201010201', '', '30'];
    for (const hex of lax) expect(isLowS(Buffer.from(hex, 'hex')), hex).to.equal(false);
  });
});

describe('identity folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'identities-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('founds an authority once, and opens the same one afterwards', async () => {
    const first = await authorityInFolder(folder, 'BankMSP', now);
    const second = await authorityInFolder(folder, 'BankMSP', now);
    expect(second.rootCertificatePem).to.equal(first.rootCertificatePem);
    const { identity } = await second.enrol(caller);
    const root = new X509Certificate(first.rootCertificatePem);
    expect(new X509Certificate(identity.certificatePem).verify(root.publicKey)).to.equal(true);
  });

  it('keeps an enrolment that signs the same afterwards, readable by its owner alone', async () => {
    const authority = await authorityInFolder(folder, 'BankMSP', now);
    const enrolment = await authority.enrol(caller);
    await keepEnrolment(folder, 'clerk-1', enrolment);
    const kept = await keptEnrolment(folder, 'BankMSP', 'clerk-1');
    if (kept === undefined) throw new Error('It was not kept.');
    const { publicKey } = new X509Certificate(enrolment.identity.certificatePem);
    const message = Buffer.from('message');
    expect(verify('sha256', message, publicKey, await kept.identity.sign(message))).to.equal(true);
    for (const path of ['authorities/BankMSP/key.pem', 'enrolments/BankMSP/clerk-1/key.pem']) {
      expect(statSync(join(folder, path)).mode & 0o777).to.equal(0o600);
    }
  });

  it('knows nobody it was not given, and takes no path for a name', async () => {
    expect(await keptEnrolment(folder, 'BankMSP', 'nobody')).to.equal(undefined);
    const escaping = keptEnrolment(folder, '..', 'nobody').then(
      () => 'found',
      (error: unknown) => error,
    );
    expect(await escaping).to.be.instanceOf(RangeError);
  });
});

function clientIdentityOf(mspId: string, certificatePem: string): ClientIdentity {
  const creator = { mspId, certificatePem };
  const input = {
    channel: 'relief',
    transactionId: 'ab'.repeat(32),
    creator,
    serialisedCreator: serialiseCreator(creator),
    nonce: Buffer.alloc(24),
    timestampMs: nowMs,
    arguments: ['ProbeContract:Get', '{}'],
    mode: 'evaluate',
    history: () => [].values(),
  } as const;
  const state = { get: () => undefined, range: () => [] };
  const made: unknown = Reflect.construct(ClientIdentity, [
    new SimulationStub(input, new EffectsRecorder(state)),
  ]);
  if (made instanceof ClientIdentity) return made;
  throw new Error('The shim made no client identity.');
}
