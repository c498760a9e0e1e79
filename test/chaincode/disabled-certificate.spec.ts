/**
 * Disabled certificates through the compiled contracts: after a reset a person acts with another certificate, and whoever
 * still has the old key proves nothing with it.
 */
import { expect } from 'chai';
import { certificateFingerprint } from '../../chaincode/certificate-fingerprint';
import { organisationKey } from '../../chaincode/state-keys';
import type { CallOutcome } from './memory-ledger';
import type { MemoryLedger } from './memory-ledger';
import { callerOf, county, freshRequestId, newProvince, organisationId } from './province';
import { acceptedBy, refusedBy } from './refused';
import type { TestIdentity } from './test-identities';
import { enrol } from './test-identities';

const office = organisationId('county-command', 'own');
const person = `${office}-first`;

async function disable(
  ledger: MemoryLedger,
  certificatePem: string,
  expiresOn = '2027-03-01',
): Promise<CallOutcome> {
  const admin = await callerOf('admin', { mspId: 'CountyMSP' });
  const fingerprint = certificateFingerprint(certificatePem);
  const request = { requestId: freshRequestId(), organisationId: office, person, fingerprint, expiresOn };
  return ledger.call(admin, 'RegistryContract:DisableCertificate', request);
}

function asks(ledger: MemoryLedger, caller: TestIdentity): Promise<CallOutcome> {
  return ledger.call(caller, 'RegistryContract:Thresholds', {});
}

async function anotherCertificate(): Promise<TestIdentity> {
  const attributes = {
    role: 'county-command',
    organisation: office,
    county,
    person,
    kind: 'person',
  } as const;
  return enrol('CountyMSP', attributes);
}

describe('a disabled certificate', () => {
  it('proves nothing any more, for queries neither, and the same person acts with another one', async () => {
    const ledger = newProvince();
    const old = await callerOf('county-command');
    const fresh = await anotherCertificate();
    await acceptedBy(asks(ledger, old));
    const outcome = await acceptedBy(disable(ledger, old.certificatePem));
    expect(outcome.event?.name).to.equal('CertificateDisabled');
    expect((await refusedBy(asks(ledger, old))).code).to.equal('certificate-disabled');
    await acceptedBy(asks(ledger, fresh));
  });

  it('is disabled once: whoever asks again comes to the same end, without another event', async () => {
    const ledger = newProvince();
    const { certificatePem } = await callerOf('county-command');
    await acceptedBy(disable(ledger, certificatePem));
    const again = await acceptedBy(disable(ledger, certificatePem));
    expect(again.answer).to.deep.equal({ status: 'disabled' });
    expect(again.event).to.equal(undefined);
  });

  it('is named until its last day and forgotten when another one is disabled after it', async () => {
    const ledger = newProvince();
    const [old, later] = [await callerOf('county-command'), await anotherCertificate()];
    await acceptedBy(disable(ledger, old.certificatePem, '2026-03-02'));
    ledger.nowMs += 24 * 3_600_000;
    expect((await refusedBy(asks(ledger, old))).code).to.equal('certificate-disabled');
    await acceptedBy(disable(ledger, later.certificatePem));
    const kept = ledger.record(organisationKey(office))?.disabledCertificates ?? {};
    expect(Object.keys(kept)).to.deep.equal([certificateFingerprint(later.certificatePem)]);
  });

  it('costs no certificate of another organisation, whatever its record names', async () => {
    const ledger = newProvince();
    const twin = await callerOf('county-command', { place: 'twin' });
    await acceptedBy(disable(ledger, twin.certificatePem));
    await acceptedBy(asks(ledger, twin));
  });
});
